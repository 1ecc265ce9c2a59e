package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CertificateStatus;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.Refusal;
import muhurdar.domain.StatusEvidence;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ca …}: what the certificate authority publishes, and certificates to try it out. */
@Command(name = "ca")
final class CaCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "crl")
	void crl(@Option(names = "--delta", descriptionKey = "crl.delta") boolean delta,
			@Option(names = "--out", paramLabel = "FILE", descriptionKey = "crl.out") @Nullable Path out) {
		muhurdar().service(CertificateStatus.class).publish(muhurdar().actor());
		CertificateAuthority ca = muhurdar().service(CertificateAuthority.class);
		asked(() -> {
			ca.publish();
			return true;
		});
		URI location = ca.crlLocation();
		byte[] crl = ca.crl().toArray();
		CrlFacts facts = CrlFacts.of(crl);
		if (delta) {
			location = facts.freshest();
			if (location == null) {
				throw new Refusal(Why.FIELD_MISSING, "delta");
			}
			crl = fetched(location);
			facts = CrlFacts.of(crl);
		}
		if (out != null) {
			OutFile.write(out, crl);
		}
		muhurdar().output().rows(List.of(row("location", location, "number", facts.number(), "base", facts.base(), "entries",
				facts.entries(), "bytes", crl.length, "test", ca.test())));
	}

	/** As everybody else gets it. */
	private static byte[] fetched(URI location) {
		try (InputStream in = location.toURL().openStream()) {
			return in.readAllBytes();
		} catch (IOException e) {
			throw new Refusal(Why.CA_UNAVAILABLE, e);
		}
	}

	/** For trying a CA out: nothing of it is recorded by the RA, so it is refused unless the CA says TEST. */
	@Command(name = "issue-test")
	void issueTest(
			@Option(names = "--csr", paramLabel = "FILE", required = true, descriptionKey = "issue.csr") Path csr,
			@Option(names = "--given-name", paramLabel = "NAME", defaultValue = "Deneme", descriptionKey = "issue.name") String givenName,
			@Option(names = "--surname", paramLabel = "NAME", defaultValue = "Sertifikası", descriptionKey = "issue.name") String surname,
			@Option(names = "--identity-no", paramLabel = "NUMBER", defaultValue = "10000000146", descriptionKey = "issue.identity") String identityNo,
			@Option(names = "--days", paramLabel = "DAYS", defaultValue = "30", descriptionKey = "issue.days") int days,
			@Option(names = "--on-hold", descriptionKey = "issue.hold") boolean onHold,
			@Option(names = "--out", paramLabel = "FILE", descriptionKey = "issue.out") @Nullable Path out) {
		muhurdar().actor(); // signed in
		CertificateAuthority ca = muhurdar().service(CertificateAuthority.class);
		if (!ca.test()) {
			throw new Refusal(Why.NOT_A_DEMO);
		}
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		Issued issued = asked(() -> ca.issue(new IssueRequest(UUID.randomUUID(), Bytes.of(csr(csr)), givenName, surname,
				identityNo, now, now.plus(Duration.ofDays(days)), onHold)));
		if (out != null) {
			OutFile.write(out, pem(issued.certificate()).getBytes(StandardCharsets.US_ASCII));
		}
		muhurdar().output().rows(List.of(row("serial", issued.serialNumber(), "from", issued.notBefore(), "until",
				issued.notAfter(), "on hold", onHold, "bytes", issued.certificate().toArray().length)));
	}

	/** PEM or DER. */
	private static byte[] csr(Path file) {
		try {
			byte[] content = Files.readAllBytes(file);
			if (content.length > 0 && content[0] == 0x30) {
				return content;
			}
			return Base64.getMimeDecoder()
					.decode(new String(content, StandardCharsets.US_ASCII).replaceAll("-----[^-]*-----", ""));
		} catch (IOException | IllegalArgumentException e) {
			throw new Refusal(Why.FIELD_INVALID, e, "--csr", file);
		}
	}

	private static <T> T asked(Supplier<T> question) {
		try {
			return question.get();
		} catch (CaFault e) {
			throw e.kind() == CaFault.Kind.REFUSED ? new Refusal(Why.CA_REFUSED, e, String.valueOf(e.getMessage()))
					: new Refusal(Why.CA_UNAVAILABLE, e);
		}
	}

	/** Asks the responder as everybody can: exit code 1 if it gives no answer that may be believed. */
	@Command(name = "ocsp")
	int ocsp(@Parameters(paramLabel = "SERIAL", descriptionKey = "serial") String serial,
			@Option(names = "--out", paramLabel = "FILE", descriptionKey = "ocsp.out") @Nullable Path out) {
		Actor by = muhurdar().actor();
		CertificateStatus status = muhurdar().service(CertificateStatus.class);
		Certificate certificate = status.find(serial, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, serial));
		Optional<StatusEvidence> seen = status.look(certificate.id(), StatusEvidence.Source.OCSP, by);
		seen.ifPresent(answer -> {
			if (out != null) {
				OutFile.write(out, answer.proof().toArray());
			}
			muhurdar().output().rows(List.of(row("serial", certificate.serialNumber(), "state", answer.said(), "since",
					answer.since(), "reason", answer.reason(), "known from", answer.thisUpdate(), "known until",
					answer.nextUpdate(), "asked at", answer.at(), "location", answer.place(), "bytes", answer.proof().length())));
		});
		return seen.isPresent() ? 0 : 1;
	}

	@Command(name = "chain")
	void chain(@Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "chain.out") Path out) {
		StringBuilder pem = new StringBuilder();
		for (var certificate : muhurdar().service(CertificateAuthority.class).chain()) {
			pem.append(pem(certificate));
		}
		OutFile.write(out, pem.toString().getBytes(StandardCharsets.US_ASCII));
	}

	private static String pem(Bytes certificate) {
		return "-----BEGIN CERTIFICATE-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(certificate.toArray())
				+ "\n-----END CERTIFICATE-----\n";
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
