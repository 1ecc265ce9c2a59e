package muhurdar.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;

/**
 * An answer to reset, taken apart (ISO/IEC 7816-3:2006, 8). Whatever a card sends can be looked at: what is wrong with
 * it stands in {@link #flaws}, and what could be read in the rest.
 *
 * @param bytes as they came
 * @param ts the initial character, 3B direct or 3F inverse convention; -1 if there is none
 * @param t0 the format byte; -1 if there is none
 * @param interfaces TA1, TB1 … in the order in which they came
 * @param protocols T=, in the order in which the card offers them; 0 alone if it says nothing
 * @param historical as many of the historical bytes as there are
 * @param tck the check byte, null if there is none
 */
public record Atr(Bytes bytes, int ts, int t0, List<InterfaceByte> interfaces, List<Integer> protocols, Bytes historical,
		@Nullable Integer tck, Set<AtrFlaw> flaws) {

	private static final int LONGEST = 33;
	private static final int DIRECT = 0x3B;
	private static final int INVERSE = 0x3F;
	private static final int GLOBAL = 15;

	/** @param name such as TA1, TD2 */
	public record InterfaceByte(String name, int value) {

		/** {@code TA1=96}. */
		@Override
		public String toString() {
			return name + "=" + "%02X".formatted(value);
		}
	}

	/** Never fails. */
	public static Atr of(Bytes bytes) {
		return new Reading(bytes).read();
	}

	public boolean sound() {
		return flaws.isEmpty();
	}

	/** Whether the card offers this protocol. */
	public boolean offers(int protocol) {
		return protocols.contains(protocol);
	}

	/** The historical bytes as ASCII, a dot for everything that does not print. */
	public String historicalText() {
		byte[] text = historical.toArray();
		for (int i = 0; i < text.length; i++) {
			if (text[i] < ' ' || text[i] > '~') {
				text[i] = '.';
			}
		}
		return new String(text, StandardCharsets.US_ASCII);
	}

	/** One pass over the bytes. */
	private static final class Reading {

		private final byte[] all;
		private final List<InterfaceByte> interfaces = new ArrayList<>();
		private final List<Integer> protocols = new ArrayList<>();
		private final Set<AtrFlaw> flaws = EnumSet.noneOf(AtrFlaw.class);
		private int at = 2;

		Reading(Bytes bytes) {
			all = bytes.toArray();
		}

		Atr read() {
			int ts = all.length > 0 ? all[0] & 0xFF : -1;
			int t0 = all.length > 1 ? all[1] & 0xFF : -1;
			flaw(ts != DIRECT && ts != INVERSE, AtrFlaw.TS_UNKNOWN);
			flaw(t0 < 0, AtrFlaw.CUT_SHORT);
			flaw(all.length > LONGEST, AtrFlaw.TOO_LONG);
			boolean checked = t0 >= 0 && interfaces(t0);
			int end = Math.min(all.length, at + Math.max(0, t0 & 0x0F));
			flaw(t0 >= 0 && end < at + (t0 & 0x0F), AtrFlaw.CUT_SHORT);
			Bytes historical = Bytes.of(at < end ? Arrays.copyOfRange(all, at, end) : new byte[0]);
			at = Math.max(at, end);
			Integer tck = checked ? tck() : null;
			flaw(at < all.length, AtrFlaw.TOO_MUCH);
			return new Atr(Bytes.of(all), ts, t0, List.copyOf(interfaces),
					protocols.isEmpty() ? List.of(0) : List.copyOf(protocols),
					historical, tck, Collections.unmodifiableSet(flaws));
		}

		/** TA, TB, TC, TD as Y says, until no TD says more. @return whether there has to be a TCK */
		private boolean interfaces(int t0) {
			boolean checked = false;
			int y = t0 >> 4;
			for (int group = 1; y != 0; group++) {
				int next = 0;
				for (int i = 0; i < 4; i++) {
					if ((y & 1 << i) == 0) {
						continue;
					}
					if (at >= all.length) {
						flaws.add(AtrFlaw.CUT_SHORT);
						return checked;
					}
					int value = all[at++] & 0xFF;
					interfaces.add(new InterfaceByte("T" + "ABCD".charAt(i) + group, value));
					if (i == 3) {
						checked |= offers(value & 0x0F);
						next = value >> 4;
					}
				}
				y = next;
			}
			return checked;
		}

		/** T=15 is no protocol: it marks global interface bytes. @return whether it needs a check byte: all but T=0 */
		private boolean offers(int protocol) {
			if (protocol != GLOBAL && !protocols.contains(protocol)) {
				protocols.add(protocol);
			}
			return protocol != 0;
		}

		private @Nullable Integer tck() {
			if (at >= all.length) {
				flaws.add(AtrFlaw.TCK_MISSING);
				return null;
			}
			int sum = 0;
			for (int i = 1; i <= at; i++) {
				sum ^= all[i];
			}
			flaw((sum & 0xFF) != 0, AtrFlaw.TCK_WRONG);
			return all[at++] & 0xFF;
		}

		private void flaw(boolean there, AtrFlaw flaw) {
			if (there) {
				flaws.add(flaw);
			}
		}
	}
}
