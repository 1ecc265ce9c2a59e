package muhurdar.simulators;

import java.util.Arrays;

/**
 * One short command APDU (ISO 7816-4, 5.1), taken apart.
 *
 * @param le how many bytes may be answered; 0 if none were asked for
 */
record Command(int cla, int ins, int p1, int p2, byte[] data, int le) {

	/** Refuses with 6700 what is not a short command of case 1 to 4. */
	static Command parse(byte[] apdu) {
		int length = apdu.length;
		if (length < 4) {
			throw new StatusWord(0x6700);
		}
		int lc = length > 5 ? apdu[4] & 0xFF : 0;
		if (length > 5 && (lc == 0 || length < 5 + lc || length > 6 + lc)) {
			throw new StatusWord(0x6700);
		}
		boolean asks = length == 5 || length > 5 && length == 6 + lc;
		int le = asks ? apdu[length - 1] & 0xFF : 0;
		return new Command(apdu[0] & 0xFF, apdu[1] & 0xFF, apdu[2] & 0xFF, apdu[3] & 0xFF,
				lc == 0 ? new byte[0] : Arrays.copyOfRange(apdu, 5, 5 + lc), asks && le == 0 ? 256 : le);
	}

	/** Not a part of a chain that goes on; chains come in ISO's own class only. */
	boolean last() {
		return cla != 0x10;
	}

	/** P1 and P2 as one number. */
	int p() {
		return p1 << 8 | p2;
	}

	Command with(byte[] whole) {
		return new Command(cla, ins, p1, p2, whole, le);
	}

	/** The card says no: ends the command with a status word. */
	static final class StatusWord extends RuntimeException {

		private static final long serialVersionUID = 1L;
		final int value;

		StatusWord(int value) {
			super(Integer.toHexString(value), null, false, false);
			this.value = value;
		}
	}
}
