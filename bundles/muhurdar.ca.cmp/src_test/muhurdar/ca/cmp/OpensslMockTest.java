package muhurdar.ca.cmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.ca.cmp.CmpCa.Agreement;
import muhurdar.ca.cmp.CmpCa.Request;
import muhurdar.ca.cmp.Transaction.Terms;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;

/**
 * The connector with OpenSSL's mock server. That keeps no state: it always returns the one certificate it was given and
 * accepts every change of that, so this shows the protocol, not issuance.
 */
class OpensslMockTest {

	@TempDir
	Path folder;
	private final Made.Identity self = Made.root("CN=Mock CA TEST,C=TR");
	private final Made.Identity raRoot = Made.root("CN=RA root");
	private final Made.Identity ra = Made.under(raRoot, "CN=RA", Trust.CMC_RA);
	private final KeyPair holder = Made.pair();
	private final Bytes certificate = Made.certificate(X500Name.getInstance(Made.PERSON.encoded().toArray()),
			SubjectPublicKeyInfo.getInstance(holder.getPublic().getEncoded()), self.name(), self.pair(), false, "");
	private @Nullable Process mock;
	private int port;

	@BeforeEach
	void writeFiles() throws IOException {
		Made.certificates(folder.resolve("ca.pem"), self.chain());
		Made.key(folder.resolve("ca.key"), self.pair());
		Made.certificates(folder.resolve("ra.pem"), raRoot.chain());
		Made.certificates(folder.resolve("holder.pem"), List.of(certificate));
	}

	private void start(String... more) throws IOException, InterruptedException {
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		List<String> command = new ArrayList<>(List.of("openssl", "cmp", "-config", "", "-port", Integer.toString(port),
				"-srv_cert", "ca.pem", "-srv_key", "ca.key", "-srv_trusted", "ra.pem", "-srv_ref", "ra1", "-srv_secret",
				"pass:gizli söz", "-rsp_cert", "holder.pem", "-accept_raverified", "-max_msgs", "0"));
		command.addAll(List.of(more));
		Process started = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectOutput(folder.resolve("mock.log").toFile()).start();
		mock = started;
		while (!listens()) {
			assertTrue(!started.waitFor(50, TimeUnit.MILLISECONDS), () -> log());
		}
	}

	private boolean listens() {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			return socket.isConnected();
		} catch (IOException notYet) {
			return false;
		}
	}

	private String log() {
		try {
			return Files.readString(folder.resolve("mock.log"));
		} catch (IOException e) {
			return e.toString();
		}
	}

	@AfterEach
	void stop() throws InterruptedException {
		Process started = mock;
		if (started != null) {
			started.destroy();
			started.waitFor();
		}
	}

	private CmpCa connector(Protection ours, Request kind, boolean implicit) throws IOException {
		Clock clock = Clock.systemUTC();
		Peer peer = new Peer(ours, self.name(), Trust.of(folder.resolve("ca.pem")), clock, Duration.ofMinutes(5));
		HttpLine line = HttpLine.to(URI.create("http://127.0.0.1:" + port + "/pkix/"), List.of());
		return new CmpCa(new Agreement(
				new Terms(line, peer, new Journal(Made.folder(folder)), false, Duration.ofSeconds(30), Thread::sleep),
				self.chain(), kind, implicit, true, () -> Bytes.of(), URI.create("http://127.0.0.1/crl")));
	}

	private Protection secret(String word) {
		return new Protection.Shared("ra1", Made.secret(word));
	}

	private void everything(CmpCa ca) {
		Issued issued = ca.issue(Made.request(Made.id(), holder, true));
		assertEquals(certificate, issued.certificate());
		ca.change(new StatusChange(Made.id(), issued.serialNumber(), StatusChange.Kind.RELEASE, null));
		ca.change(
				new StatusChange(Made.id(), issued.serialNumber(), StatusChange.Kind.REVOKE, RevocationReason.KEY_COMPROMISE));
	}

	@ParameterizedTest
	@EnumSource(Request.class)
	void aCertificateIsIssuedHeldReleasedAndRevokedUnderASignature(Request kind) throws Exception {
		start();
		everything(connector(ra.protection(), kind, false));
	}

	@ParameterizedTest
	@EnumSource(Request.class)
	void aCertificateIsIssuedHeldReleasedAndRevokedUnderASharedSecret(Request kind) throws Exception {
		start();
		everything(connector(secret("gizli söz"), kind, false));
	}

	@Test
	void implicitConfirmIsAskedForAndGranted() throws Exception {
		start("-grant_implicitconf");
		everything(connector(ra.protection(), Request.P10CR, true));
	}

	@Test
	void aServerThatIsNotDoneIsPolled() throws Exception {
		start("-poll_count", "2", "-check_after", "1");
		long begun = System.nanoTime();
		everything(connector(ra.protection(), Request.P10CR, false));
		assertTrue(System.nanoTime() - begun >= Duration.ofSeconds(1).toNanos());
	}

	@Test
	void aWrongSecretAndAnUntrustedKeyGetNothing() throws Exception {
		start();
		unavailable(connector(secret("başka söz"), Request.P10CR, false));
		unavailable(connector(Made.root("CN=RA").protection(), Request.P10CR, false));
	}

	@Test
	void anAnswerOfAnotherCaIsNotBelieved() throws Exception {
		start();
		Made.certificates(folder.resolve("ca.pem"), Made.root("CN=Mock CA TEST,C=TR").chain());
		unavailable(connector(ra.protection(), Request.P10CR, false));
	}

	@Test
	void aServerThatRefusesSaysWhy() throws Exception {
		start("-pkistatus", "2", "-failure", "19");
		CaFault no = assertThrows(CaFault.class,
				() -> connector(ra.protection(), Request.P10CR, false).issue(Made.request(Made.id(), holder, false)));
		assertEquals(CaFault.Kind.REFUSED, no.kind(), no.getMessage());
	}

	private void unavailable(CmpCa ca) {
		CaFault fault = assertThrows(CaFault.class, () -> ca.issue(Made.request(Made.id(), holder, false)));
		assertEquals(CaFault.Kind.UNAVAILABLE, fault.kind(), fault.getMessage());
	}
}
