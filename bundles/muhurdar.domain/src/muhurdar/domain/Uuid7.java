package muhurdar.domain;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562 §5.7): ordered by time, unguessable in the rest. Thread-safe. */
public final class Uuid7 {

	private static final SecureRandom RANDOM = new SecureRandom();

	private Uuid7() {
	}

	public static UUID next(Instant now) {
		byte[] random = new byte[10];
		RANDOM.nextBytes(random);
		ByteBuffer bytes = ByteBuffer.allocate(16);
		bytes.putLong(now.toEpochMilli() << 16 | (random[0] & 0xFF) << 8 | random[1] & 0xFF);
		bytes.put(random, 2, 8).flip();
		long high = bytes.getLong() & ~0xF000L | 0x7000L;
		long low = bytes.getLong() & ~(3L << 62) | 2L << 62;
		return new UUID(high, low);
	}
}
