package muhurdar.cards;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

import muhurdar.api.Setting;
import muhurdar.domain.Secret;
import muhurdar.pki.Digits;

/** New PINs: six random digits, but none that a finder tries first. */
final class Pins {

	/**
	 * For tests of a demo store only: PINs so long that a search of memory and files finds none by chance. Not in a
	 * file, but in the start of the process: {@code -Dmuhurdar.test.pin}.
	 */
	static final Setting<String> TEST_PIN = Setting.choice("test.pin", "off", "12-digits", "8-characters");

	private static final int LENGTH = 6;
	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	private static final SecureRandom RANDOM = new SecureRandom();

	private Pins() {
	}

	/** The caller closes it. */
	static Secret fresh() {
		while (true) {
			Secret pin = Digits.random(LENGTH);
			if (!trivial(pin.bytes())) {
				return pin;
			}
			pin.close();
		}
	}

	/** As {@link #fresh} or, in a demo store, as {@link #TEST_PIN} says; the caller closes it. */
	static Secret fresh(String test, boolean demo) {
		if (test.equals("off")) {
			return fresh();
		}
		if (!demo) {
			throw new IllegalStateException("test PINs are for demo stores only");
		}
		if (test.equals("12-digits")) {
			try (Secret upper = Digits.random(LENGTH); Secret lower = Digits.random(LENGTH)) {
				return Secret.joined(upper, lower);
			}
		}
		return Secret.of(8, to -> {
			while (to.hasRemaining()) {
				to.put((byte) ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
			}
		});
	}

	/** Fewer than three different digits, a run up or down, a repeated half, or three doubles. */
	static boolean trivial(ByteBuffer digits) {
		return different(digits) < 3 || run(digits, 1) || run(digits, 9) || repeats(digits, 3) || doubles(digits);
	}

	private static int different(ByteBuffer digits) {
		int seen = 0;
		for (int i = 0; i < digits.limit(); i++) {
			seen |= 1 << digits.get(i) - '0';
		}
		return Integer.bitCount(seen);
	}

	/** Each digit {@code step} further than the one before, counting on from 9 to 0. */
	private static boolean run(ByteBuffer digits, int step) {
		for (int i = 1; i < digits.limit(); i++) {
			if ((digits.get(i - 1) - '0' + step) % 10 != digits.get(i) - '0') {
				return false;
			}
		}
		return true;
	}

	private static boolean repeats(ByteBuffer digits, int period) {
		for (int i = period; i < digits.limit(); i++) {
			if (digits.get(i) != digits.get(i - period)) {
				return false;
			}
		}
		return true;
	}

	private static boolean doubles(ByteBuffer digits) {
		for (int i = 1; i < digits.limit(); i += 2) {
			if (digits.get(i) != digits.get(i - 1)) {
				return false;
			}
		}
		return true;
	}
}
