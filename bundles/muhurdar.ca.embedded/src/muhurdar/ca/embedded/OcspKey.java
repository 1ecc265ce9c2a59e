package muhurdar.ca.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.pki.BouncyCastle;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.KeyFile;
import muhurdar.pki.PkiFault;

/**
 * The OCSP responder's own key, in a PKCS#12 file of its own. Its certificate cannot be revoked (ocsp-nocheck), so it is
 * short, and key and certificate are made anew in time.
 */
final class OcspKey {

	private static final Duration LIFE = Duration.ofDays(90);
	private static final Duration RENEWAL = Duration.ofDays(30);
	/** For readers whose clock is behind. */
	private static final Duration BACK = Duration.ofHours(1);
	private static final String ALIAS = "ocsp";

	private OcspKey() {
	}

	/** Reads the key, or makes one if there is none of this kind and issuer with enough time left. */
	static KeyFile.Entry loadOrMake(Path file, Secret password, KeyType type, CertificateInfo issuerCertificate,
			Profile.Issuer issuer, Instant now) throws IOException {
		if (Files.exists(file)) {
			KeyFile.Entry found = KeyFile.read(file, password).get(ALIAS);
			if (found != null && !due(found, now) && found.certificate().keyType() == type
					&& found.certificate().signedBy(issuerCertificate)) {
				return found;
			}
		}
		KeyPair pair = pair(type);
		X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "TR").addRDN(BCStyle.O, "Mühürdar TEST")
				.addRDN(BCStyle.CN, "Mühürdar TEST OCSP").build();
		Bytes certificate = Profile.responder(issuer, name, SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
				new Profile.Validity(now.minus(BACK), now.plus(LIFE)));
		var made = new KeyFile.Entry(pair.getPrivate(), List.of(certificate));
		KeyFile.write(file, password, Map.of(ALIAS, made));
		return made;
	}

	/** True if it should be made anew. */
	static boolean due(KeyFile.Entry key, Instant now) {
		return now.plus(RENEWAL).isAfter(key.certificate().notAfter());
	}

	private static KeyPair pair(KeyType type) {
		try {
			var generator = KeyPairGenerator.getInstance(type == KeyType.RSA_2048 ? "RSA" : "EC", BouncyCastle.provider());
			generator.initialize(switch (type) {
			case RSA_2048 -> 2048;
			case EC_P256 -> 256;
			case EC_P384 -> 384;
			}, new SecureRandom());
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new PkiFault("no " + type + " in this Java", e);
		}
	}
}
