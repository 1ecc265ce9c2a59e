package muhurdar.ca.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.api.spi.CertificateAuthority.StatusChange.Kind;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;

/** {@code openssl ocsp} as a client of our responder, at the address that stands in the certificate. */
class OpensslOcspTest {

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

	private String pem(String name, Bytes... certificates) throws IOException {
		var text = new StringBuilder();
		for (Bytes der : certificates) {
			text.append("-----BEGIN CERTIFICATE-----\n").append(Base64.getMimeEncoder().encodeToString(der.toArray()))
					.append("\n-----END CERTIFICATE-----\n");
		}
		return Files.writeString(data.resolve(name), text).toString();
	}

	private static String run(String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, process.waitFor(), text);
		return text;
	}

	private String ask(Issued certificate, String... more) throws Exception {
		String holder = pem("holder.pem", certificate.certificate());
		String place = run("openssl", "x509", "-in", holder, "-noout", "-ocsp_uri").strip();
		var command = new ArrayList<>(List.of("openssl", "ocsp", "-issuer", pem("issuing.pem", ca.chain().getFirst()),
				"-CAfile", pem("all.pem", ca.chain().getFirst(), ca.chain().getLast()), "-url", place));
		command.addAll(List.of(more));
		command.addAll(List.of("-cert", holder));
		return run(command.toArray(String[]::new));
	}

	private void change(Issued certificate, Kind kind, RevocationReason reason) {
		ca.change(new StatusChange(UUID.randomUUID(), certificate.serialNumber(), kind, reason));
	}

	/** With a nonce, unless told otherwise: it goes on after an answer without one, but says so. */
	private String verified(Issued certificate, String... more) throws Exception {
		String text = ask(certificate, more);
		assertTrue(text.contains("Response verify OK"), text);
		assertFalse(text.contains("no nonce in response"), text);
		return text;
	}

	@Test
	void itVerifiesOurAnswersWithAndWithoutNonceAndSeesEveryChange() throws Exception {
		Issued certificate = ca.issue(desk.request(true));
		for (String[] way : new String[][] { {}, { "-no_nonce" }, { "-sha256" } }) {
			String text = verified(certificate, way);
			assertTrue(text.contains("revoked") && text.contains("Reason: certificateHold"), text);
		}
		change(certificate, Kind.RELEASE, null);
		assertTrue(verified(certificate).contains(": good"));
		assertTrue(verified(certificate, "-no_nonce").contains(": good"));
		change(certificate, Kind.REVOKE, RevocationReason.KEY_COMPROMISE);
		assertTrue(verified(certificate).contains("Reason: keyCompromise"));
		assertTrue(verified(certificate, "-no_nonce").contains("Reason: keyCompromise"));
	}

	@Test
	void itIsToldThatASerialNumberIsUnknown() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		String text = run("openssl", "ocsp", "-issuer", pem("issuing.pem", ca.chain().getFirst()), "-CAfile",
				pem("all.pem", ca.chain().getFirst(), ca.chain().getLast()), "-url", ca.ocspLocation().orElseThrow().toString(),
				"-serial", "0x0A01", "-cert", pem("holder.pem", certificate.certificate()));
		assertTrue(text.contains("0x0A01: unknown"), text);
	}

	@Test
	void itIsRefusedWhenItNamesAnotherIssuer() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		Process process = new ProcessBuilder("openssl", "ocsp", "-issuer", pem("root.pem", ca.chain().getLast()), "-url",
				ca.ocspLocation().orElseThrow().toString(), "-cert", pem("holder.pem", certificate.certificate()))
				.redirectErrorStream(true).start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertTrue(text.contains("unauthorized"), text);
		assertEquals(1, process.waitFor(), text);
	}

	@Test
	void itTakesOurRespondersCertificateForWhatItIs() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		String answer = data.resolve("answer.der").toString();
		ask(certificate, "-respout", answer);
		String text = run("openssl", "ocsp", "-respin", answer, "-noverify", "-resp_text");
		assertTrue(text.contains("OCSP Signing"), text);
		assertTrue(text.contains("OCSP No Check"), text);
	}
}
