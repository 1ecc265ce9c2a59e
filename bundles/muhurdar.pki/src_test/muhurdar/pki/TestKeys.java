package muhurdar.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;

/** Holders' keys made by the JDK, not by BouncyCastle. */
final class TestKeys {

	private TestKeys() {
	}

	static KeyPair pair(KeyType type) {
		return switch (type) {
		case RSA_2048 -> pair("RSA", 2048);
		case EC_P256 -> pair("EC", 256);
		case EC_P384 -> pair("EC", 384);
		};
	}

	static KeyPair pair(String algorithm, int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			generator.initialize(bits);
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	static Bytes spki(KeyPair pair) {
		return Bytes.of(pair.getPublic().getEncoded());
	}

	static Bytes sign(String algorithm, KeyPair pair, Bytes tbs) {
		try {
			Signature signature = Signature.getInstance(algorithm);
			signature.initSign(pair.getPrivate());
			signature.update(tbs.toArray());
			return Bytes.of(signature.sign());
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}
}
