package muhurdar.pki;

import java.nio.ByteBuffer;
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
		try {
			return Secret.of(count, to -> write(stream, to));
		} finally {
			Arrays.fill(stream, (byte) 0);
		}
	}

	/** The number is in local variables only, none of which an object ever has. */
	private static void write(byte[] stream, ByteBuffer to) {
		long range = 1;
		for (int i = 0; i < to.limit(); i++) {
			range *= 10;
		}
		long limit = (1L << 32) / range * range;
		for (int at = 0; at + 4 <= stream.length; at += 4) {
			long word = (stream[at] & 0xFFL) << 24 | (stream[at + 1] & 0xFFL) << 16 | (stream[at + 2] & 0xFFL) << 8
					| stream[at + 3] & 0xFFL;
			if (word < limit) {
				for (long rest = word % range; to.hasRemaining(); rest %= range) {
					range /= 10;
					to.put((byte) ('0' + rest / range));
				}
				return;
			}
		}
		throw new IllegalStateException("random stream ran dry");
	}
}
