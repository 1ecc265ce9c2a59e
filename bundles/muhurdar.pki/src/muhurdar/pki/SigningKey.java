package muhurdar.pki;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAKey;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import muhurdar.domain.Bytes;

/**
 * The private key of a CA, in this process or in a PKCS#11 token, with what it signs by: the key says the algorithm. RSA of
 * at least 4096 bits is RSA-PSS (the national rule for a CA's own key), shorter RSA PKCS#1 v1.5. Thread-safe.
 *
 * @param provider who can use the key: BouncyCastle, or the token it lies in
 */
public record SigningKey(PrivateKey key, Algorithm algorithm, Provider provider) {

	/** Signature algorithms of CAs, by their names in the JCA. */
	public enum Algorithm {
		RSA_PKCS1("SHA256withRSA"), RSA_PSS("SHA384withRSAandMGF1"), EC_P256("SHA256withECDSA"), EC_P384("SHA384withECDSA");

		private static final int PSS_BITS = 4096;

		private final String jcaName;

		Algorithm(String jcaName) {
			this.jcaName = jcaName;
		}

		/** @throws PkiFault if no CA of ours has such a key */
		public static Algorithm of(Bytes spki) {
			var algorithm = SubjectPublicKeyInfo.getInstance(spki.toArray()).getAlgorithm().getAlgorithm();
			if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)
					&& Signatures.publicKey(spki) instanceof RSAKey rsa) {
				return rsa.getModulus().bitLength() >= PSS_BITS ? RSA_PSS : RSA_PKCS1;
			}
			return switch (Signatures.keyType(spki)) {
			case RSA_2048 -> RSA_PKCS1;
			case EC_P256 -> EC_P256;
			case EC_P384 -> EC_P384;
			};
		}

		/** The JCA's name. */
		public String jcaName() {
			return jcaName;
		}
	}

	/** A key in this process. */
	public static SigningKey of(CertificateInfo certificate, PrivateKey key) {
		return new SigningKey(key, Algorithm.of(certificate.spki()), BouncyCastle.provider());
	}

	/** For one signature. */
	public ContentSigner signer() {
		try {
			return new JcaContentSignerBuilder(algorithm.jcaName).setProvider(provider).build(key);
		} catch (OperatorCreationException e) {
			throw new PkiFault("CA key cannot be used", e);
		}
	}

	@Override
	public String toString() {
		return "signing key " + algorithm;
	}
}
