package muhurdar.card.piv;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import muhurdar.api.spi.BerTlv;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;

/** The digital signature key, reference 9C: its types, and what is signed (SP 800-73-4, part 2). */
final class SignatureKey {

	static final int REFERENCE = 0x9C;

	private static final int RSA_BLOCK = 256;
	/** DigestInfo of SHA-256 up to the hash. */
	private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300D060960864801650304020105000420");

	private SignatureKey() {
	}

	/** As SP 800-78-4, table 6-2, numbers it. */
	static int algorithm(KeyType type) {
		return switch (type) {
		case RSA_2048 -> 0x07;
		case EC_P256 -> 0x11;
		case EC_P384 -> 0x14;
		};
	}

	static KeyType type(int algorithm) {
		return switch (algorithm) {
		case 0x07 -> KeyType.RSA_2048;
		case 0x11 -> KeyType.EC_P256;
		case 0x14 -> KeyType.EC_P384;
		default -> throw BerTlv.strange();
		};
	}

	/** What the card computes on: RSA the whole PKCS#1 v1.5 block, EC the hash. */
	static byte[] toBeSigned(KeyType type, Bytes tbs) {
		byte[] hash = hash(type == KeyType.EC_P384 ? "SHA-384" : "SHA-256", tbs);
		if (type != KeyType.RSA_2048) {
			return hash;
		}
		byte[] block = new byte[RSA_BLOCK];
		int info = RSA_BLOCK - SHA256_INFO.length - hash.length;
		Arrays.fill(block, 2, info - 1, (byte) 0xFF);
		block[1] = 0x01;
		System.arraycopy(SHA256_INFO, 0, block, info, SHA256_INFO.length);
		System.arraycopy(hash, 0, block, RSA_BLOCK - hash.length, hash.length);
		return block;
	}

	private static byte[] hash(String algorithm, Bytes tbs) {
		try {
			return MessageDigest.getInstance(algorithm).digest(tbs.toArray());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}
}
