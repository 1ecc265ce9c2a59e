package muhurdar.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;

/**
 * Signatures of holders' keys. The key says the algorithm: RSA-2048 and EC P-256 go with SHA-256, EC P-384 with
 * SHA-384; RSA is PKCS#1 v1.5, an ECDSA signature is an ECDSA-Sig-Value (DER).
 */
public final class Signatures {

	private static final ASN1ObjectIdentifier P384 = new ASN1ObjectIdentifier("1.3.132.0.34");

	private Signatures() {
	}

	/**
	 * Whether the signature over {@code tbs} was made with the private half of this key. A malformed signature is a
	 * wrong one.
	 *
	 * @param spki SubjectPublicKeyInfo, DER
	 * @throws PkiFault if the key itself cannot be read or is none that {@link #keyType} knows
	 */
	public static boolean verify(Bytes spki, Bytes tbs, Bytes signature) {
		try {
			PublicKey key = publicKey(spki);
			Signature verifier = Signature.getInstance(jcaName(keyType(spki, key)));
			verifier.initVerify(key);
			verifier.update(tbs.toArray());
			return verifier.verify(signature.toArray());
		} catch (SignatureException malformed) {
			return false;
		} catch (GeneralSecurityException e) {
			throw new PkiFault("public key cannot be used", e);
		}
	}

	/**
	 * What kind of key this is.
	 *
	 * @throws PkiFault if it is none of ours: another algorithm or curve, RSA of another length, a point that is not
	 *         on its curve, an RSA exponent below 65537
	 */
	public static KeyType keyType(Bytes spki) {
		return keyType(spki, publicKey(spki));
	}

	private static KeyType keyType(Bytes spki, PublicKey key) {
		var algorithm = SubjectPublicKeyInfo.getInstance(spki.toArray()).getAlgorithm();
		if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm()) && key instanceof RSAPublicKey rsa) {
			BigInteger exponent = rsa.getPublicExponent();
			if (rsa.getModulus().bitLength() == 2048 && exponent.testBit(0)
					&& exponent.compareTo(BigInteger.valueOf(65537)) >= 0) {
				return KeyType.RSA_2048;
			}
		} else if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())) {
			if (X9ObjectIdentifiers.prime256v1.equals(algorithm.getParameters())) {
				return KeyType.EC_P256;
			}
			if (P384.equals(algorithm.getParameters())) {
				return KeyType.EC_P384;
			}
		}
		throw new PkiFault("public key is neither RSA-2048 nor EC P-256 nor EC P-384");
	}

	/**
	 * The key for the JCA. An EC key is read by BouncyCastle, which refuses a point that is not on its curve; an RSA key
	 * by Java's own provider, since BouncyCastle tests every modulus for being a prime, which takes longer than the
	 * signature.
	 *
	 * @throws PkiFault if it cannot be read
	 */
	public static PublicKey publicKey(Bytes spki) {
		try {
			var info = SubjectPublicKeyInfo.getInstance(spki.toArray());
			ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
			KeyFactory factory = PKCSObjectIdentifiers.rsaEncryption.equals(algorithm) ? KeyFactory.getInstance("RSA")
					: KeyFactory.getInstance(algorithm.getId(), BouncyCastle.provider());
			return factory.generatePublic(new X509EncodedKeySpec(spki.toArray()));
		} catch (GeneralSecurityException | RuntimeException e) { // the parser throws whatever rubbish makes it throw
			throw new PkiFault("public key cannot be read", e);
		}
	}

	/** The JCA's name of the signature algorithm that goes with this kind of key. */
	public static String jcaName(KeyType type) {
		return switch (type) {
		case RSA_2048 -> "SHA256withRSA";
		case EC_P256 -> "SHA256withECDSA";
		case EC_P384 -> "SHA384withECDSA";
		};
	}
}
