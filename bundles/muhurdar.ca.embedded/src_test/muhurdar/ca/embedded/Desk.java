package muhurdar.ca.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.pki.Csr;
import muhurdar.pki.Signatures;
import muhurdar.pki.Subject;

/** What a CA needs around it: folder, password, clock, and somebody who asks for certificates. */
final class Desk {

	private final SettableClock clock = new SettableClock();

	private static final class SettableClock extends Clock {

		private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

		@Override
		public Instant instant() {
			return now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}
	}

	Instant now() {
		return clock.now;
	}

	void pass(Duration time) {
		clock.now = clock.now.plus(time);
	}

	EmbeddedCa ca(Path data) {
		return ca(data, Seam.NONE);
	}

	/** It opens its folder when it is asked first. */
	EmbeddedCa ca(Path data, Seam seam) {
		return new EmbeddedCa(folder(data), KeyChoice.file(Desk::password), clock, seam, EmbeddedCa.OCSP_KEY);
	}

	EmbeddedCa ca(Path data, KeyChoice choice) {
		return new EmbeddedCa(folder(data), choice, clock, Seam.NONE, EmbeddedCa.OCSP_KEY);
	}

	/** With its folder open. */
	TestCa open(Path data) {
		return TestCa.open(folder(data), KeyChoice.file(Desk::password), clock, Seam.NONE, EmbeddedCa.OCSP_KEY);
	}

	static Secret password(String name) {
		return Secret.taking("correct horse".getBytes(StandardCharsets.US_ASCII));
	}

	private static DataFolder folder(Path data) {
		return (first, more) -> {
			try {
				Path path = data.resolve(Path.of(first, more));
				Files.createDirectories(path.getParent());
				return path;
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		};
	}

	IssueRequest request(boolean onHold) {
		return request(KeyType.EC_P256, now(), onHold);
	}

	IssueRequest request(KeyType type, Instant from, boolean onHold) {
		return request(type, "Ayşe", "Yılmaz", from, from.plus(Duration.ofDays(1095)), onHold);
	}

	IssueRequest request(String givenName, String surname, Instant from, Instant until) {
		return request(KeyType.EC_P256, givenName, surname, from, until, false);
	}

	/** The same key and person under another request id. */
	static IssueRequest again(IssueRequest request) {
		return new IssueRequest(UUID.randomUUID(), request.csr(), request.givenName(), request.surname(),
				request.identityNo(), request.notBefore(), request.notAfter(), request.onHold());
	}

	private static IssueRequest request(KeyType type, String givenName, String surname, Instant from, Instant until,
			boolean onHold) {
		return new IssueRequest(UUID.randomUUID(), csr(type), givenName, surname, "10000000146", from, until, onHold);
	}

	static Bytes csr(KeyType type) {
		KeyPair pair = pair(type);
		return Csr.build(Bytes.of(pair.getPublic().getEncoded()), new Subject("Kart", "Sahibi", "10000000146"),
				tbs -> sign(type, pair, tbs)).der();
	}

	private static Bytes sign(KeyType type, KeyPair pair, Bytes tbs) {
		try {
			Signature signature = Signature.getInstance(Signatures.jcaName(type));
			signature.initSign(pair.getPrivate());
			signature.update(tbs.toArray());
			return Bytes.of(signature.sign());
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	private static KeyPair pair(KeyType type) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(type == KeyType.RSA_2048 ? "RSA" : "EC");
			generator.initialize(switch (type) {
			case RSA_2048 -> 2048;
			case EC_P256 -> 256;
			case EC_P384 -> 384;
			});
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}
}
