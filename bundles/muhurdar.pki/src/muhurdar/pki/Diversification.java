package muhurdar.pki;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

/**
 * Each card's PUK and management key from one master key, so that no list of them exists: NIST SP 800-108 in counter mode
 * with HMAC-SHA-256 (32-bit counter before the fixed data, 32-bit length after it, both big-endian), label
 * {@code MUHURDAR PUK} or {@code MUHURDAR PIV 9B}, context key version (32 bits) and chip serial number. A key version's master key is told from another by its check value.
 */
public final class Diversification {

	/** Bytes of a master key. */
	public static final int MASTER_KEY_LENGTH = 32;

	private static final int PUK_DIGITS = 8;
	private static final int STREAM = 128;
	private static final int MANAGEMENT_KEY = 32;
	private static final int CHECK_VALUE = 8;

	private Diversification() {
	}

	/** HMAC-SHA-256 under one master key, wherever that lies: 32 bytes, which the caller wipes. */
	@FunctionalInterface
	public interface MasterKey {
		byte[] hmacSha256(byte[] data);
	}

	/** A master key that is in memory: it stays the caller's and must not be closed before the last use. */
	public static MasterKey inMemory(Secret key) {
		if (key.length() != MASTER_KEY_LENGTH) {
			throw new IllegalArgumentException("a master key has " + MASTER_KEY_LENGTH + " bytes");
		}
		return data -> hmacSha256(key, data);
	}

	private static byte[] hmacSha256(Secret secret, byte[] data) {
		try (var key = ShortLivedKey.of("HmacSHA256", secret)) {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(key);
			byte[] block = mac.doFinal(data);
			mac.update((byte) 0); // the block is the state of its hash as well, until that gets something new
			mac.reset();
			return block;
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("no HMAC-SHA-256 in this Java", e);
		}
	}

	/** The PUK of one card, 8 ASCII digits; the caller closes it. */
	public static Secret puk(MasterKey masterKey, int keyVersion, ChipSerial chip) {
		return Digits.from(derive(masterKey, "MUHURDAR PUK", context(keyVersion, chip), STREAM), PUK_DIGITS);
	}

	/** The management key of one card, 32 bytes; the caller closes it. */
	public static Secret managementKey(MasterKey masterKey, int keyVersion, ChipSerial chip) {
		return Secret.taking(derive(masterKey, "MUHURDAR PIV 9B", context(keyVersion, chip), MANAGEMENT_KEY));
	}

	private static byte[] context(int keyVersion, ChipSerial chip) {
		byte[] serial = Bytes.ofHex(chip.hex()).toArray();
		return ByteBuffer.allocate(4 + serial.length).putInt(keyVersion).put(serial).array();
	}

	/** Eight bytes that tell whether a master key is the right one of its version, and nothing else about it. */
	public static Bytes keyCheckValue(MasterKey masterKey, int keyVersion) {
		byte[] context = ByteBuffer.allocate(4).putInt(keyVersion).array();
		return Bytes.of(derive(masterKey, "MUHURDAR KCV", context, CHECK_VALUE));
	}

	static byte[] derive(MasterKey masterKey, String label, byte[] context, int length) {
		byte[] name = label.getBytes(StandardCharsets.US_ASCII);
		return counterMode(masterKey, ByteBuffer.allocate(name.length + 1 + context.length + 4).put(name).put((byte) 0)
				.put(context).putInt(length * 8).array(), length);
	}

	/** SP 800-108, 4.1, with HMAC-SHA-256 and a 32-bit counter before the fixed input data. */
	static byte[] counterMode(MasterKey masterKey, byte[] fixedInputData, int length) {
		byte[] out = new byte[length];
		for (int done = 0, counter = 1; done < length; counter++) {
			byte[] block = masterKey.hmacSha256(
					ByteBuffer.allocate(4 + fixedInputData.length).putInt(counter).put(fixedInputData).array());
			int take = Math.min(block.length, length - done);
			System.arraycopy(block, 0, out, done, take);
			Arrays.fill(block, (byte) 0);
			done += take;
		}
		return out;
	}
}
