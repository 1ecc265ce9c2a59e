package muhurdar.api.spi;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

import muhurdar.domain.KeyType;

/** A card's public key: from its template 7F49 (ISO 7816-8) to SubjectPublicKeyInfo, and what that says. Thread-safe. */
public final class PublicKeyInfo {

	/** rsaEncryption with NULL. */
	private static final byte[] RSA = HexFormat.of().parseHex("300D06092A864886F70D0101010500");
	/** id-ecPublicKey with prime256v1. */
	private static final byte[] P256 = HexFormat.of().parseHex("301306072A8648CE3D020106082A8648CE3D030107");
	/** id-ecPublicKey with secp384r1. */
	private static final byte[] P384 = HexFormat.of().parseHex("301006072A8648CE3D020106052B81040022");
	private static final int P256_POINT = 65;
	private static final int P384_POINT = 97;
	private static final int SEQUENCE = 0x30;
	private static final int INTEGER = 0x02;
	private static final int BIT_STRING = 0x03;

	private PublicKeyInfo() {
	}

	/**
	 * From {@code {81 modulus, 82 exponent}} or {@code {86 point}}, which is what 7F49 holds.
	 *
	 * @throws CardFault 6F00 if it is neither
	 */
	public static byte[] of(byte[] parts) {
		return BerTlv.find(parts, 0x86).map(PublicKeyInfo::ec).orElseGet(() -> info(RSA, BerTlv.of(SEQUENCE,
				integer(BerTlv.get(parts, 0x81)), integer(BerTlv.get(parts, 0x82)))));
	}

	private static byte[] ec(byte[] point) {
		if (point.length == 0 || point[0] != 0x04) {
			throw BerTlv.strange();
		}
		return info(switch (point.length) {
		case P256_POINT -> P256;
		case P384_POINT -> P384;
		default -> throw BerTlv.strange();
		}, point);
	}

	private static byte[] info(byte[] algorithm, byte[] key) {
		return BerTlv.of(SEQUENCE, algorithm, BerTlv.of(BIT_STRING, new byte[1], key));
	}

	private static byte[] integer(byte[] magnitude) {
		return BerTlv.of(INTEGER, new BigInteger(1, magnitude).toByteArray());
	}

	/** Of one that {@link #of} has made, or anybody else. */
	public static KeyType type(byte[] info) {
		byte[] content = BerTlv.get(info, SEQUENCE);
		return starts(content, RSA) ? KeyType.RSA_2048 : starts(content, P256) ? KeyType.EC_P256 : KeyType.EC_P384;
	}

	private static boolean starts(byte[] content, byte[] algorithm) {
		return content.length > algorithm.length
				&& Arrays.equals(content, 0, algorithm.length, algorithm, 0, algorithm.length);
	}

	/** What the bit string holds: RSAPublicKey (RFC 8017, A.1.1), or the point. */
	public static byte[] bare(byte[] info) {
		byte[] bits = BerTlv.get(BerTlv.get(info, SEQUENCE), BIT_STRING);
		return Arrays.copyOfRange(bits, 1, bits.length);
	}
}
