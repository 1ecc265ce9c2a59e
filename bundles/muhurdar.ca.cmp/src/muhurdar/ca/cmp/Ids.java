package muhurdar.ca.cmp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

import muhurdar.domain.Bytes;

/** Request ids and transactionIDs: the same 16 bytes. */
final class Ids {

	private Ids() {
	}

	static Bytes bytes(UUID id) {
		return Bytes.of(
				ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
	}

	/** Another id, always the same one, for something that belongs to these. */
	static UUID derived(String purpose, Bytes... from) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(purpose.getBytes(StandardCharsets.UTF_8));
			for (Bytes each : from) {
				digest.update((byte) (each.length() >> 8));
				digest.update((byte) each.length());
				digest.update(each.toArray());
			}
			ByteBuffer hash = ByteBuffer.wrap(digest.digest());
			return new UUID(hash.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000, hash.getLong() & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}
}
