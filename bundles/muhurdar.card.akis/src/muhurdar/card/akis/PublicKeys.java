package muhurdar.card.akis;

import java.util.Arrays;
import java.util.HexFormat;

import muhurdar.api.spi.CardFault;
import muhurdar.domain.KeyType;

/** A card's public key: from its template 7F49 (ISO 7816-8) to SubjectPublicKeyInfo, and what that says. */
final class PublicKeys {

	/** rsaEncryption with NULL. */
	private static final byte[] RSA = Der.hex("300D06092A864886F70D0101010500");
	/** id-ecPublicKey with prime256v1. */
	private static final byte[] P256 = Der.hex("301306072A8648CE3D020106082A8648CE3D030107");
	/** id-ecPublicKey with secp384r1. */
	private static final byte[] P384 = Der.hex("301006072A8648CE3D020106052B81040022");
	private static final int P256_POINT = 65;
	private static final int P384_POINT = 97;
	/** A length is at most 82 and two bytes: no key is longer. */
	private static final int LONGEST_LENGTH = 2;

	private PublicKeys() {
	}

	/** From {@code 7F49 {81 modulus, 82 exponent}} or {@code 7F49 {86 point}}. */
	static byte[] fromTemplate(byte[] template) {
		try {
			byte[] body = value(template, 1, 0x49);
			if (body[0] == (byte) 0x86) {
				byte[] point = value(body, 0, 0x86);
				byte[] algorithm = switch (point.length) {
				case P256_POINT -> P256;
				case P384_POINT -> P384;
				default -> throw strange();
				};
				return Der.sequence(algorithm, Der.bitString(point));
			}
			byte[] modulus = value(body, 0, 0x81);
			byte[] exponent = value(body, end(body, 0), 0x82);
			return Der.sequence(RSA, Der.bitString(Der.sequence(Der.unsigned(modulus), Der.unsigned(exponent))));
		} catch (IndexOutOfBoundsException e) {
			throw strange();
		}
	}

	static KeyType type(byte[] info) {
		if (contains(info, RSA)) {
			return KeyType.RSA_2048;
		}
		return contains(info, P256) ? KeyType.EC_P256 : KeyType.EC_P384;
	}

	/** RSAPublicKey out of SubjectPublicKeyInfo: what its bit string holds. */
	static byte[] bare(byte[] info) {
		byte[] bitString = value(info, start(info, 0) + RSA.length, 0x03);
		return Arrays.copyOfRange(bitString, 1, bitString.length);
	}

	private static boolean contains(byte[] info, byte[] algorithm) {
		int at = start(info, 0);
		return info.length > at + algorithm.length
				&& Arrays.equals(info, at, at + algorithm.length, algorithm, 0, algorithm.length);
	}

	private static byte[] value(byte[] tlv, int at, int tag) {
		if ((tlv[at] & 0xFF) != tag) {
			throw strange();
		}
		return Arrays.copyOfRange(tlv, start(tlv, at), end(tlv, at));
	}

	private static int start(byte[] tlv, int at) {
		int first = tlv[at + 1] & 0xFF;
		return at + 2 + (first > 0x80 ? first - 0x80 : 0);
	}

	private static int end(byte[] tlv, int at) {
		int start = start(tlv, at);
		int length = tlv[at + 1] & 0xFF;
		if (start > at + 2 + LONGEST_LENGTH) {
			throw strange();
		}
		if (start > at + 2) {
			length = Integer.parseInt(HexFormat.of().formatHex(tlv, at + 2, start), 16);
		}
		if (start + length > tlv.length) {
			throw strange();
		}
		return start + length;
	}

	private static CardFault strange() {
		return new CardFault("public key template not understood", 0x9000);
	}
}
