package muhurdar.pki;

import java.security.SecureRandom;
import java.util.Arrays;

import muhurdar.domain.Secret;

/** Secrets made of decimal digits, each value equally likely. */
public final class Digits {

	private static final SecureRandom RANDOM = new SecureRandom();

	private Digits() {
	}

	/** A random PIN of 4 to 9 digits (ASCII); the caller closes it. */
	public static Secret random(int count) {
		byte[] stream = new byte[4 * 32];
		RANDOM.nextBytes(stream);
		return from(stream, count);
	}

	/**
	 * Takes the first 32-bit word (big-endian, unsigned) below the largest multiple of 10^count, modulo 10^count; words
	 * above it are skipped, so that no value is likelier than another. Wipes the stream. With 32 words it runs dry less
	 * than once in 10^20 times.
	 */
	static Secret from(byte[] stream, int count) {
		if (count < 4 || count > 9) {
			throw new IllegalArgumentException("4 to 9 digits");
		}
		long range = 1;
		for (int i = 0; i < count; i++) {
			range *= 10;
		}
		long limit = (1L << 32) / range * range;
		try {
			for (int at = 0; at + 4 <= stream.length; at += 4) {
				long word = (stream[at] & 0xFFL) << 24 | (stream[at + 1] & 0xFFL) << 16 | (stream[at + 2] & 0xFFL) << 8
						| stream[at + 3] & 0xFFL;
				if (word < limit) {
					return written(word % range, count);
				}
			}
		} finally {
			Arrays.fill(stream, (byte) 0);
		}
		throw new IllegalStateException("random stream ran dry");
	}

	private static Secret written(long value, int count) {
		byte[] digits = new byte[count];
		long rest = value;
		for (int i = count - 1; i >= 0; i--) {
			digits[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		return Secret.taking(digits);
	}
}
