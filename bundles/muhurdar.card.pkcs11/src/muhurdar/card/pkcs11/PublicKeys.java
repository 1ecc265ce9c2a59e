package muhurdar.card.pkcs11;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

import muhurdar.api.spi.CardFault;
import muhurdar.domain.KeyType;

/** Public keys and signatures between PKCS#11 and the standards of certificates. */
final class PublicKeys {

	private PublicKeys() {
	}

	static PublicKey rsa(byte[] modulus, byte[] exponent) {
		try {
			return KeyFactory.getInstance("RSA")
					.generatePublic(new RSAPublicKeySpec(new BigInteger(1, modulus), new BigInteger(1, exponent)));
		} catch (GeneralSecurityException e) {
			throw unreadable(e);
		}
	}

	/**
	 * @param curve CKA_EC_PARAMS, an OBJECT IDENTIFIER
	 * @param point CKA_EC_POINT: an OCTET STRING with the uncompressed point, or, in some modules, the point itself
	 */
	static PublicKey ec(byte[] curve, byte[] point) {
		try {
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
			parameters.init(curve);
			ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
			int field = (spec.getCurve().getField().getFieldSize() + 7) / 8;
			int start = point.length - 2 * field;
			if (start < 1 || point[start - 1] != 4) {
				throw new CardFault("public key: not an uncompressed point", 0x6F00);
			}
			BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, start, start + field));
			BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, start + field, point.length));
			return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec));
		} catch (GeneralSecurityException | IOException e) {
			throw unreadable(e);
		}
	}

	private static CardFault unreadable(Exception cause) {
		CardFault fault = new CardFault("public key cannot be read", 0x6F00);
		fault.initCause(cause);
		return fault;
	}

	/** @throws CardFault 6F00 if it is of no type of ours */
	static KeyType type(PublicKey key) {
		int bits = switch (key) {
		case RSAPublicKey rsa -> rsa.getModulus().bitLength();
		case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
		default -> 0;
		};
		return switch (bits) {
		case 2048 -> KeyType.RSA_2048;
		case 256 -> KeyType.EC_P256;
		case 384 -> KeyType.EC_P384;
		default -> throw new CardFault("public key of " + bits + " bits", 0x6F00);
		};
	}

	/** r and s, each half of the bytes, as ECDSA-Sig-Value (RFC 3279, 2.2.3); for curves of at most 384 bits. */
	static byte[] ecdsaSigValue(byte[] pair) {
		byte[] r = new BigInteger(1, Arrays.copyOf(pair, pair.length / 2)).toByteArray();
		byte[] s = new BigInteger(1, Arrays.copyOfRange(pair, pair.length / 2, pair.length)).toByteArray();
		byte[] der = new byte[6 + r.length + s.length];
		der[0] = 0x30;
		der[1] = (byte) (der.length - 2);
		integer(der, 2, r);
		integer(der, 4 + r.length, s);
		return der;
	}

	private static void integer(byte[] der, int at, byte[] value) {
		der[at] = 2;
		der[at + 1] = (byte) value.length;
		System.arraycopy(value, 0, der, at + 2, value.length);
	}
}
