package muhurdar.card.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import muhurdar.api.spi.CardFault;
import muhurdar.domain.KeyType;

class PublicKeysTest {

	private static final byte[] P256 = HexFormat.of().parseHex("06082A8648CE3D030107");
	private static final byte[] P384 = HexFormat.of().parseHex("06052B81040022");

	private static KeyPair ec(String curve) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec(curve));
		return generator.generateKeyPair();
	}

	/** The end of SubjectPublicKeyInfo: 04, x, y. */
	private static byte[] point(PublicKey key, int field) {
		byte[] spki = key.getEncoded();
		return Arrays.copyOfRange(spki, spki.length - 2 * field - 1, spki.length);
	}

	@Test
	void aPointIsReadAsAnOctetStringAndBare() throws Exception {
		for (int i = 0; i < 20; i++) {
			PublicKey key = ec("secp256r1").getPublic();
			byte[] bare = point(key, 32);
			byte[] octets = new byte[bare.length + 2];
			octets[0] = 4;
			octets[1] = (byte) bare.length;
			System.arraycopy(bare, 0, octets, 2, bare.length);
			assertArrayEquals(key.getEncoded(), PublicKeys.ec(P256, bare).getEncoded());
			assertArrayEquals(key.getEncoded(), PublicKeys.ec(P256, octets).getEncoded());
		}
	}

	@Test
	void whatIsNoUncompressedPointIsRefused() throws Exception {
		byte[] compressed = point(ec("secp256r1").getPublic(), 32);
		compressed[0] = 2;
		assertThrows(CardFault.class, () -> PublicKeys.ec(P256, compressed));
		assertThrows(CardFault.class, () -> PublicKeys.ec(P256, new byte[33]));
		assertThrows(CardFault.class, () -> PublicKeys.ec(new byte[] { 5, 0 }, new byte[65]));
	}

	@Test
	void theTypeIsReadOffTheKey() throws Exception {
		KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
		rsa.initialize(2048);
		RSAPublicKey key = (RSAPublicKey) rsa.generateKeyPair().getPublic();
		PublicKey read = PublicKeys.rsa(key.getModulus().toByteArray(), key.getPublicExponent().toByteArray());
		assertArrayEquals(key.getEncoded(), read.getEncoded());
		assertEquals(KeyType.RSA_2048, PublicKeys.type(read));
		assertEquals(KeyType.EC_P256, PublicKeys.type(ec("secp256r1").getPublic()));
		PublicKey p384 = ec("secp384r1").getPublic();
		assertEquals(KeyType.EC_P384, PublicKeys.type(PublicKeys.ec(P384, point(p384, 48))));
		PublicKey p521 = ec("secp521r1").getPublic();
		assertThrows(CardFault.class, () -> PublicKeys.type(p521));
	}

	@Test
	void rAndSBecomeASignatureThatVerifies() throws Exception {
		for (String curve : new String[] { "secp256r1", "secp384r1" }) {
			KeyPair pair = ec(curve);
			for (int i = 0; i < 40; i++) { // with and without leading zeros
				Signature plain = Signature.getInstance("SHA256withECDSAinP1363Format");
				plain.initSign(pair.getPrivate());
				plain.update((byte) i);
				Signature der = Signature.getInstance("SHA256withECDSA");
				der.initVerify(pair.getPublic());
				der.update((byte) i);
				assertTrue(der.verify(PublicKeys.ecdsaSigValue(plain.sign())));
			}
		}
	}
}
