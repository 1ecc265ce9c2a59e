package muhurdar.bench;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;

/**
 * APDUs as a trace may show them (ISO 7816-4, 5.1): digits, and two stars for each byte that may be a secret. A hidden
 * byte is counted and never read.
 */
final class Shown {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();
	private static final String HIDDEN = "**";
	private static final int HEADER = 4;
	/**
	 * Instructions that carry a PIN, PUK or key whoever sends them: VERIFY (20, 21), CHANGE REFERENCE DATA (24), RESET
	 * RETRY COUNTER (2C), GENERAL AUTHENTICATE (87); PUT KEY of GlobalPlatform (D8), SET MANAGEMENT KEY of PIV cards (FF).
	 */
	private static final Set<Integer> SECRET = Set.of(0x20, 0x21, 0x24, 0x2C, 0x87, 0xD8, 0xFF);

	private Shown() {
	}

	/** Whether a command hides its data though nobody said so. */
	static boolean isSecret(byte[] command) {
		return command.length > 1 && SECRET.contains(command[1] & 0xFF);
	}

	/** Header and lengths are always shown. */
	static String command(ByteBuffer apdu, boolean secret) {
		int all = apdu.limit();
		if (!secret || all <= HEADER + 1) {
			return hex(apdu, 0, all);
		}
		boolean extended = apdu.get(HEADER) == 0 && all >= HEADER + 3;
		int data = Math.min(all, HEADER + (extended ? 3 : 1));
		if (extended && all == data) {
			return hex(apdu, 0, all); // only an extended Le
		}
		int length = extended ? apdu.getShort(HEADER + 1) & 0xFFFF : apdu.get(HEADER) & 0xFF;
		int end = data + length;
		// what follows the data is Le only if it has the length of one
		int shownFrom = length > 0 && all - end == (extended ? 2 : 1) ? end : all;
		return hex(apdu, 0, data) + HIDDEN.repeat(shownFrom - data) + hex(apdu, shownFrom, all);
	}

	private static String hex(ByteBuffer apdu, int from, int to) {
		byte[] shown = new byte[to - from];
		apdu.get(from, shown);
		return HEX.formatHex(shown);
	}

	/** The status word is always shown. */
	static String answer(byte[] apdu, boolean secret) {
		int status = Math.max(0, apdu.length - 2);
		return secret ? HIDDEN.repeat(status) + HEX.formatHex(apdu, status, apdu.length) : HEX.formatHex(apdu);
	}
}
