package muhurdar.contracts;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import muhurdar.domain.Bytes;

/** Certificates for keys of cards. */
final class Certificates {

	private static final ASN1ObjectIdentifier FILLER = new ASN1ObjectIdentifier("2.999.1");
	private static final KeyPair ISSUER = issuer();

	private Certificates() {
	}

	private static KeyPair issuer() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(256);
			return generator.generateKeyPair();
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}

	/** The key that a certificate is about. */
	static Bytes publicKey(Bytes certificate) throws Exception {
		return Bytes.of(new X509CertificateHolder(certificate.toArray()).getSubjectPublicKeyInfo().getEncoded());
	}

	/** With an extension of so many bytes. */
	static Bytes of(Bytes publicKey, int filler) {
		try {
			Instant now = Instant.now();
			X509v3CertificateBuilder builder = new X509v3CertificateBuilder(new X500Name("CN=TEST"), BigInteger.valueOf(7),
					Date.from(now), Date.from(now.plus(1, ChronoUnit.DAYS)), new X500Name("CN=IŞIL ÇAĞRI ÖĞÜŞ"),
					SubjectPublicKeyInfo.getInstance(publicKey.toArray()));
			builder.addExtension(FILLER, false, new DEROctetString(new byte[filler]));
			return Bytes
					.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ISSUER.getPrivate())).getEncoded());
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}
}
