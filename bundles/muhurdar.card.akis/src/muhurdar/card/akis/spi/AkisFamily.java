package muhurdar.card.akis.spi;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import muhurdar.domain.Bytes;

/** The families of AKİS, told apart by the historical bytes of their answer to reset (ISO 7816-3, 8.2). */
public enum AkisFamily {

	/** "UEKAE", version 1.x. */
	A("AKİS 1.x", "(8067)?55454B4145.*"),
	/** "TC", version 2.x. */
	B("AKİS 2.x", "80655443.{6}31C073F6218081.{2}"),
	/** Version 3.x. */
	C("AKİS 3.x", "80666832(09|49).{6}31958105");

	private static final int T0 = 1;

	private final String shown;
	private final Pattern historical;

	AkisFamily(String shown, String historical) {
		this.shown = shown;
		this.historical = Pattern.compile(historical);
	}

	/** The family of the card with this answer to reset, empty if it is no AKİS. Its check byte is not looked at. */
	public static Optional<AkisFamily> of(Bytes answerToReset) {
		String bytes = historical(answerToReset.toArray());
		return Stream.of(values()).filter(family -> family.historical.matcher(bytes).matches()).findFirst();
	}

	/** Behind the interface bytes, of which each TD says which follow; empty if they do not end within the answer. */
	private static String historical(byte[] atr) {
		int at = T0;
		int follow = at < atr.length ? atr[at] & 0xF0 : 0;
		while (follow != 0) {
			at += Integer.bitCount(follow);
			boolean more = (follow & 0x80) != 0 && at < atr.length;
			follow = more ? atr[at] & 0xF0 : 0;
		}
		int length = atr.length > T0 ? atr[T0] & 0x0F : 0;
		return at + length < atr.length ? Bytes.of(Arrays.copyOfRange(atr, at + 1, at + 1 + length)).toHex() : "";
	}

	/** As people say it. */
	public String shown() {
		return shown;
	}
}
