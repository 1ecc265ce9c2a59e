package muhurdar.ca.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.api.spi.CertificateAuthority.StatusChange.Kind;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.RevocationReason;

/** What OpenSSL, which knows nothing of us, thinks of our certificates and lists. */
class OpensslTest {

	@TempDir
	Path data;

	private final Desk desk = new Desk();
	private EmbeddedCa ca;

	@BeforeEach
	void start() {
		ca = desk.ca(data);
	}

	@AfterEach
	void stop() {
		ca.close();
	}

	private record Answer(int code, String text) {
	}

	private static Answer openssl(String... arguments) throws Exception {
		var command = new ArrayList<>(List.of("openssl"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Answer(process.waitFor(), text);
	}

	private String pem(String name, String type, Bytes... contents) throws IOException {
		var text = new StringBuilder();
		for (Bytes der : contents) {
			text.append("-----BEGIN ").append(type).append("-----\n")
					.append(Base64.getMimeEncoder().encodeToString(der.toArray())).append("\n-----END ").append(type)
					.append("-----\n");
		}
		return Files.writeString(data.resolve(name), text).toString();
	}

	/** As strict as it gets: the whole chain, with the lists of both CAs. */
	private Answer verify(Issued certificate, String... more) throws Exception {
		ca.publish();
		var arguments = new ArrayList<>(List.of("verify", "-x509_strict", "-crl_check_all", "-policy_check",
				"-CAfile", pem("root.pem", "CERTIFICATE", ca.chain().getLast()),
				"-untrusted", pem("issuing.pem", "CERTIFICATE", ca.chain().getFirst()),
				"-CRLfile", pem("crl.pem", "X509 CRL", ca.crl(),
						Bytes.of(Files.readAllBytes(data.resolve("ca/muhurdar-test-root.crl"))))));
		arguments.addAll(List.of(more));
		arguments.add(pem("holder.pem", "CERTIFICATE", certificate.certificate()));
		return openssl(arguments.toArray(String[]::new));
	}

	private void change(Issued certificate, Kind kind, RevocationReason reason) {
		ca.change(new StatusChange(UUID.randomUUID(), certificate.serialNumber(), kind, reason));
	}

	private static void good(Answer answer) {
		assertEquals(0, answer.code(), answer.text());
	}

	private static void revoked(Answer answer) {
		assertTrue(answer.text().contains("certificate revoked"), answer.text());
		assertEquals(2, answer.code());
	}

	@ParameterizedTest
	@EnumSource
	void aCertificateOfEveryKeyTypeIsGood(KeyType type) throws Exception {
		good(verify(ca.issue(desk.request(type, desk.now(), false))));
	}

	@Test
	void aHeldCertificateIsRevokedUntilItIsReleasedAndAgainWhenItIsRevoked() throws Exception {
		Issued certificate = ca.issue(desk.request(true));
		revoked(verify(certificate));
		change(certificate, Kind.RELEASE, null);
		good(verify(certificate));
		change(certificate, Kind.HOLD, null);
		revoked(verify(certificate));
		change(certificate, Kind.REVOKE, RevocationReason.AFFILIATION_CHANGED);
		revoked(verify(certificate));
	}

	@Test
	void aRenewalIsNotGoodBeforeItsTimeAndGoodButForThat() throws Exception {
		Issued renewal = ca.issue(desk.request(KeyType.RSA_2048, desk.now().plus(Duration.ofDays(12)), false));
		Answer early = verify(renewal);
		assertTrue(early.text().contains("not yet valid"), early.text());
		good(verify(renewal, "-no_check_time"));
	}

	@Test
	void aCertificateThatBeganYearsAgoIsGoodUntilItsEnd() throws Exception {
		good(verify(ca.issue(desk.request(KeyType.EC_P256, desk.now().minus(Duration.ofDays(1090)), false))));
		Answer ended = verify(ca.issue(desk.request(KeyType.EC_P256, desk.now().minus(Duration.ofDays(1100)), false)));
		assertTrue(ended.text().contains("has expired"), ended.text());
	}

	@Test
	void theListNamesTheReasonButForAnUnspecifiedOne() throws Exception {
		Issued held = ca.issue(desk.request(true));
		Issued superseded = ca.issue(desk.request(false));
		Issued unspecified = ca.issue(desk.request(false));
		change(superseded, Kind.REVOKE, RevocationReason.SUPERSEDED);
		change(unspecified, Kind.REVOKE, RevocationReason.UNSPECIFIED);
		good(verify(ca.issue(desk.request(false))));
		String text = openssl("crl", "-in", data.resolve("ca/muhurdar-test.crl").toString(), "-inform", "DER", "-noout",
				"-text").text();
		assertTrue(text.contains("Version 2"), text);
		assertTrue(text.contains("X509v3 CRL Number"), text);
		assertTrue(text.contains("X509v3 Authority Key Identifier"), text);
		assertTrue(after(text, held).contains("Certificate Hold"), text);
		assertTrue(after(text, superseded).contains("Superseded"), text);
		assertTrue(after(text, unspecified).lines().noneMatch(line -> line.contains("Reason")), text);
	}

	/** The lines of one entry. */
	private static String after(String text, Issued certificate) {
		String rest = text.substring(text.indexOf(certificate.serialNumber()) + 1);
		int next = rest.indexOf("Serial Number");
		return next < 0 ? rest.substring(0, rest.indexOf("Signature Algorithm")) : rest.substring(0, next);
	}

	@Test
	void aCertificateSaysTestAndIsForSignaturesOnly() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		String text = openssl("x509", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus_space", "-in",
				pem("holder.pem", "CERTIFICATE", certificate.certificate())).text();
		assertTrue(text.contains("CN=AYŞE YILMAZ"), text);
		assertTrue(text.contains("Issuer: C=TR, O=Mühürdar TEST, CN=Mühürdar TEST Sertifika Hizmeti"), text);
		assertTrue(text.replaceAll("\\s+", " ").contains("X509v3 Key Usage: critical Non Repudiation X509v3"), text);
		assertTrue(text.contains("Policy: " + CertificateProfile.named("test").policy().getId()), text);
		assertTrue(text.contains("URI:" + ca.crlLocation()), text);
		assertTrue(text.contains("CA Issuers - URI:http://127.0.0.1:"), text);
	}

	@Test
	void theChangeOfAListIsSeenByOneWhoFetchesItFromTheCertificatesOwnAddress() throws Exception {
		Issued certificate = ca.issue(desk.request(true));
		ca.publish();
		String root = pem("root.pem", "CERTIFICATE", ca.chain().getLast());
		String issuing = pem("issuing.pem", "CERTIFICATE", ca.chain().getFirst());
		String holder = pem("holder.pem", "CERTIFICATE", certificate.certificate());
		revoked(openssl("verify", "-crl_check", "-crl_download", "-CAfile", root, "-untrusted", issuing, holder));
		change(certificate, Kind.RELEASE, null);
		ca.publish();
		good(openssl("verify", "-crl_check", "-crl_download", "-CAfile", root, "-untrusted", issuing, holder));
	}

	@Test
	void anOlderListAndTheDeltaListSayTogetherWhatTheNewestListSays() throws Exception {
		Issued released = ca.issue(desk.request(true));
		Issued held = ca.issue(desk.request(false));
		Issued revoked = ca.issue(desk.request(true));
		Issued good = ca.issue(desk.request(false));
		ca.publish();
		String older = pem("older.pem", "X509 CRL", ca.crl());
		change(released, Kind.RELEASE, null);
		change(held, Kind.HOLD, null);
		change(revoked, Kind.REVOKE, RevocationReason.CESSATION_OF_OPERATION);
		ca.publish();
		String lists = pem("delta.pem", "X509 CRL", Bytes.of(Files.readAllBytes(data.resolve("ca/muhurdar-test-delta.crl"))));
		String root = pem("root.pem", "CERTIFICATE", ca.chain().getLast());
		String issuing = pem("issuing.pem", "CERTIFICATE", ca.chain().getFirst());
		for (Issued each : List.of(released, held, revoked, good)) {
			String holder = pem("holder.pem", "CERTIFICATE", each.certificate());
			Answer alone = openssl("verify", "-crl_check", "-CAfile", root, "-untrusted", issuing, "-CRLfile", older, holder);
			Answer both = openssl("verify", "-crl_check", "-extended_crl", "-use_deltas", "-CAfile", root, "-untrusted",
					issuing, "-CRLfile", older, "-CRLfile", lists, holder);
			if (each == held || each == good) {
				good(alone);
			} else {
				revoked(alone);
			}
			if (each == released || each == good) {
				good(both);
			} else {
				revoked(both);
			}
		}
	}
}
