package muhurdar.bench;

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
	static String command(byte[] apdu, boolean secret) {
		if (!secret || apdu.length <= HEADER + 1) {
			return HEX.formatHex(apdu);
		}
		boolean extended = apdu[HEADER] == 0 && apdu.length >= HEADER + 3;
		int data = Math.min(apdu.length, HEADER + (extended ? 3 : 1));
		if (extended && apdu.length == data) {
			return HEX.formatHex(apdu); // only an extended Le
		}
		int length = extended ? (apdu[HEADER + 1] & 0xFF) << 8 | apdu[HEADER + 2] & 0xFF : apdu[HEADER] & 0xFF;
		int end = data + length;
		// what follows the data is Le only if it has the length of one
		int shownFrom = length > 0 && apdu.length - end == (extended ? 2 : 1) ? end : apdu.length;
		return HEX.formatHex(apdu, 0, data) + HIDDEN.repeat(shownFrom - data) + HEX.formatHex(apdu, shownFrom, apdu.length);
	}

	/** The status word is always shown. */
	static String answer(byte[] apdu, boolean secret) {
		int status = Math.max(0, apdu.length - 2);
		return secret ? HIDDEN.repeat(status) + HEX.formatHex(apdu, status, apdu.length) : HEX.formatHex(apdu);
	}
}
