package muhurdar.cards;

import java.util.Arrays;

import muhurdar.domain.Secret;
import muhurdar.pki.Digits;

/** New PINs: six random digits, but none that a finder tries first. */
final class Pins {

	private static final int LENGTH = 6;

	private Pins() {
	}

	/** The caller closes it. */
	static Secret fresh() {
		while (true) {
			Secret pin = Digits.random(LENGTH);
			byte[] digits = pin.copy();
			boolean trivial = trivial(digits);
			Arrays.fill(digits, (byte) 0);
			if (!trivial) {
				return pin;
			}
			pin.close();
		}
	}

	/** Fewer than three different digits, a run up or down, a repeated half, or three doubles. */
	static boolean trivial(byte[] digits) {
		return different(digits) < 3 || run(digits, 1) || run(digits, 9) || repeats(digits, 3) || doubles(digits);
	}

	private static int different(byte[] digits) {
		int seen = 0;
		for (byte digit : digits) {
			seen |= 1 << digit - '0';
		}
		return Integer.bitCount(seen);
	}

	/** Each digit {@code step} further than the one before, counting on from 9 to 0. */
	private static boolean run(byte[] digits, int step) {
		for (int i = 1; i < digits.length; i++) {
			if ((digits[i - 1] - '0' + step) % 10 != digits[i] - '0') {
				return false;
			}
		}
		return true;
	}

	private static boolean repeats(byte[] digits, int period) {
		for (int i = period; i < digits.length; i++) {
			if (digits[i] != digits[i - period]) {
				return false;
			}
		}
		return true;
	}

	private static boolean doubles(byte[] digits) {
		for (int i = 1; i < digits.length; i += 2) {
			if (digits[i] != digits[i - 1]) {
				return false;
			}
		}
		return true;
	}
}
