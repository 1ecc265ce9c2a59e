package muhurdar.ca.cmp;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.domain.Uuid7;
import muhurdar.pki.Csr;
import muhurdar.pki.KeyFile;
import muhurdar.pki.Subject;

/** Keys, certificates and requests for tests. */
final class Made {

	static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
	static final Subject PERSON = new Subject("Işıl", "Çağdaş", "10000000146");

	private Made() {
	}

	/** A key and its certificate first in the chain. */
	record Identity(KeyPair pair, List<Bytes> chain) {

		KeyFile.Entry entry() {
			return new KeyFile.Entry(pair.getPrivate(), chain);
		}

		X500Name name() {
			return Trust.subject(Trust.x509(chain.getFirst()));
		}

		Protection protection() {
			return Protection.Signed.with(entry());
		}
	}

	static KeyPair pair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		} catch (java.security.GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	static Identity root(String name) {
		KeyPair pair = pair();
		return new Identity(pair, List.of(certificate(name, pair.getPublic(), new X500Name(name), pair, true, "")));
	}

	/** @param usage an extended key usage, empty for none */
	static Identity under(Identity issuer, String name, String usage) {
		KeyPair pair = pair();
		List<Bytes> chain = new ArrayList<>(
				List.of(certificate(name, pair.getPublic(), issuer.name(), issuer.pair(), false, usage)));
		chain.addAll(issuer.chain());
		return new Identity(pair, chain);
	}

	static Bytes certificate(String name, PublicKey key, X500Name issuer, KeyPair issuing, boolean ca, String usage) {
		return certificate(new X500Name(name), SubjectPublicKeyInfo.getInstance(key.getEncoded()), issuer, issuing, ca, usage);
	}

	static Bytes certificate(X500Name name, SubjectPublicKeyInfo key, X500Name issuer, KeyPair issuing, boolean ca,
			String usage) {
		try {
			var builder = new X509v3CertificateBuilder(issuer, BigInteger.valueOf(System.nanoTime()).abs(),
					Date.from(NOW.minus(400, ChronoUnit.DAYS)), Date.from(NOW.plus(4000, ChronoUnit.DAYS)), name, key);
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
			if (!usage.isEmpty()) {
				builder.addExtension(Extension.extendedKeyUsage, false,
						new ExtendedKeyUsage(KeyPurposeId.getInstance(new org.bouncycastle.asn1.ASN1ObjectIdentifier(usage))));
			}
			return Bytes.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuing.getPrivate()))
					.getEncoded());
		} catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException e) {
			throw new IllegalStateException(e);
		}
	}

	static Secret secret(String word) {
		return Secret.typed(word.toCharArray());
	}

	static Bytes csr(KeyPair pair, Subject subject) {
		return Csr.build(Bytes.of(pair.getPublic().getEncoded()), subject, tbs -> sign(pair, tbs)).der();
	}

	static Bytes sign(KeyPair pair, Bytes tbs) {
		try {
			Signature signature = Signature
					.getInstance(pair.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
			signature.initSign(pair.getPrivate());
			signature.update(tbs.toArray());
			return Bytes.of(signature.sign());
		} catch (java.security.GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	static IssueRequest request(UUID id, KeyPair pair, boolean onHold) {
		return new IssueRequest(id, csr(pair, PERSON), PERSON.givenName(), PERSON.surname(), PERSON.identityNo(),
				NOW.truncatedTo(ChronoUnit.SECONDS), NOW.plus(1000, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS), onHold);
	}

	/** Certificates or a private key. */
	static Path pem(Path file, String what, List<Bytes> each) throws java.io.IOException {
		StringBuilder pem = new StringBuilder();
		for (Bytes der : each) {
			pem.append("-----BEGIN " + what + "-----\n")
					.append(java.util.Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der.toArray()))
					.append("\n-----END " + what + "-----\n");
		}
		return Files.writeString(file, pem);
	}

	static Path certificates(Path file, List<Bytes> each) throws java.io.IOException {
		return pem(file, "CERTIFICATE", each);
	}

	static Path key(Path file, KeyPair pair) throws java.io.IOException {
		return pem(file, "PRIVATE KEY", List.of(Bytes.of(pair.getPrivate().getEncoded())));
	}

	static UUID id() {
		return Uuid7.next(NOW);
	}

	static DataFolder folder(Path folder) {
		return (first, more) -> {
			Path path = folder.resolve(Path.of(first, more));
			try {
				Files.createDirectories(path.getParent());
			} catch (java.io.IOException e) {
				throw new java.io.UncheckedIOException(e);
			}
			return path;
		};
	}

	/** A clock that is moved; who pauses, moves it. */
	static final class Moved extends Clock {

		private Instant now = NOW;

		synchronized void by(Duration time) {
			now = now.plus(time);
		}

		@Override
		public synchronized Instant instant() {
			return now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}
	}
}
