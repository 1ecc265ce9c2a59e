package muhurdar.ca.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.api.spi.CertificateAuthority.StatusChange.Kind;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.Crl;
import muhurdar.pki.IssuingLog;
import muhurdar.pki.IssuingLog.Event;

@Timeout(60)
class RemoteCaTest {

	private static final Duration LONG = Duration.ofSeconds(30);
	private static final Duration SHORT = Duration.ofMillis(300);

	@TempDir
	Path data;

	private final Desk desk = new Desk();
	private final List<CaServer> servers = new ArrayList<>();
	private EmbeddedCa real;

	@BeforeEach
	void start() {
		real = desk.ca(data);
	}

	@AfterEach
	void stop() throws Exception {
		for (CaServer server : servers) {
			server.close();
		}
		real.close();
	}

	private int serve(int port, String... troubles) throws IOException {
		CaServer server = new CaServer(real, new CaTrouble(Stream.of(troubles).map(CaTrouble.Lot::of).toList(), 1), what -> {
			// the test knows
		}, port);
		servers.add(server);
		return server.port();
	}

	private RemoteCa remote(Duration patience, String... troubles) throws IOException {
		return at(serve(0, troubles), patience);
	}

	private static RemoteCa at(int port, Duration patience) {
		return new RemoteCa("127.0.0.1:" + port, () -> patience);
	}

	private static void fault(CaFault.Kind kind, Runnable call) {
		assertEquals(kind, assertThrows(CaFault.class, call::run).kind());
	}

	private List<Event> events() throws SQLException {
		return Register.read(data.resolve("ca/register")).stream().map(IssuingLog.Entry::event).toList();
	}

	@Test
	void allThatTheCaDoesIsDoneOverTheLine() throws Exception {
		RemoteCa ca = remote(LONG);
		IssueRequest request = desk.request("Şükrü Iğdır", "Öğüt", desk.now(), desk.now().plus(Duration.ofDays(30)));
		Issued issued = ca.issue(request);
		assertEquals(real.issue(request), issued);
		assertEquals(Optional.of(issued), ca.find(request.requestId()));
		ca.change(new StatusChange(UUID.randomUUID(), issued.serialNumber(), Kind.HOLD, null));
		ca.change(new StatusChange(UUID.randomUUID(), issued.serialNumber(), Kind.REVOKE, RevocationReason.SUPERSEDED));
		ca.publish();
		assertEquals(real.crl(), ca.crl());
		assertTrue(Crl.read(ca.crl()).entry(issued.serialNumber()).isPresent());
		assertEquals(real.chain(), ca.chain());
		assertEquals(real.crlLocation(), ca.crlLocation());
		assertEquals(List.of(Event.ISSUED, Event.HELD, Event.REVOKED), events());
	}

	@Test
	void aNoIsANoAlsoFromAfar() throws IOException {
		RemoteCa ca = remote(LONG);
		fault(CaFault.Kind.REFUSED, () -> ca.change(new StatusChange(UUID.randomUUID(), "0A", Kind.HOLD, null)));
	}

	@Test
	void aQuestionThatComesTwiceAndIsAnsweredTwiceMakesOneCertificate() throws Exception {
		RemoteCa ca = remote(LONG, "twice:1");
		IssueRequest request = desk.request(true);
		Issued first = ca.issue(request);
		assertEquals(first, ca.issue(request));
		ca.change(new StatusChange(UUID.randomUUID(), first.serialNumber(), Kind.REVOKE, RevocationReason.SUPERSEDED));
		assertEquals(List.of(Event.ISSUED_ON_HOLD, Event.REVOKED), events());
	}

	@Test
	void whatWasDoneBeforeTheLineWasCutIsFoundLater() throws IOException {
		IssueRequest request = desk.request(true);
		RemoteCa cut = remote(LONG, "cut_after:1");
		fault(CaFault.Kind.UNAVAILABLE, () -> cut.issue(request));
		assertEquals(request.requestId(), remote(LONG).find(request.requestId()).orElseThrow().requestId());
	}

	@Test
	void ofALineThatWasCutBeforeNothingIsDone() throws Exception {
		IssueRequest request = desk.request(true);
		RemoteCa cut = remote(LONG, "cut_before:1");
		fault(CaFault.Kind.UNAVAILABLE, () -> cut.issue(request));
		assertEquals(List.of(), events());
		assertEquals(Optional.empty(), remote(LONG).find(request.requestId()));
	}

	@Test
	void anAnswerThatComesTooLateIsNoneAndIsFoundLater() throws Exception {
		IssueRequest request = desk.request(true);
		RemoteCa late = remote(SHORT, "late:1:1500");
		do { // on a busy machine the time may be up before the question has come
			fault(CaFault.Kind.UNAVAILABLE, () -> late.issue(request));
		} while (events().isEmpty());
		assertTrue(remote(LONG).find(request.requestId()).isPresent());
	}

	@Test
	void aCaThatNeverAnswersIsGivenUpWhenTheTimeIsUp() throws IOException {
		RemoteCa mute = remote(SHORT, "mute:1");
		long begun = System.nanoTime();
		fault(CaFault.Kind.UNAVAILABLE, () -> mute.issue(desk.request(true)));
		long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
		assertTrue(millis >= 300 && millis < 10_000, millis + " ms");
	}

	@Test
	void aRequestThatWasAskedForBeforeItCameIsRefusedWhenItComesAlsoAfterARestart() throws Exception {
		IssueRequest request = desk.request(true);
		assertEquals(Optional.empty(), remote(LONG).find(request.requestId()));
		fault(CaFault.Kind.REFUSED, () -> real.issue(request));
		real.close();
		real = desk.ca(data);
		fault(CaFault.Kind.REFUSED, () -> real.issue(request));
		assertEquals(Optional.empty(), real.find(request.requestId()));
		assertEquals(List.of(Event.REFUSED), events());
	}

	@Test
	void aSlowRequestThatWasGivenUpIsNeverIssued() throws Exception {
		IssueRequest request = desk.request(true);
		RemoteCa slow = remote(SHORT, "slow:1:5000");
		fault(CaFault.Kind.UNAVAILABLE, () -> slow.issue(request));
		assertEquals(Optional.empty(), remote(LONG).find(request.requestId()));
		// comes to the CA after the first one has
		fault(CaFault.Kind.REFUSED, () -> at(servers.getFirst().port(), LONG).issue(request));
		assertEquals(List.of(Event.REFUSED), events());
	}

	@Test
	void aCaThatWasDownIsFoundAgain() throws IOException {
		int port = serve(0);
		RemoteCa ca = at(port, LONG);
		ca.chain();
		servers.getFirst().close();
		fault(CaFault.Kind.UNAVAILABLE, ca::chain);
		serve(port);
		assertEquals(real.chain(), ca.chain());
	}

	@Test
	void theAnswerToAnotherQuestionIsNone() throws Exception {
		try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread.ofPlatform().daemon().start(() -> {
				try (CaLine line = new CaLine(stranger.accept(), LONG)) {
					ASN1Sequence question = line.hear();
					line.say(CaWords.line(UUID.randomUUID(), CaWords.How.DONE, CaWords.content(question)));
				} catch (IOException e) {
					throw new IllegalStateException(e);
				}
			});
			fault(CaFault.Kind.UNAVAILABLE, () -> at(stranger.getLocalPort(), LONG).find(UUID.randomUUID()));
		}
	}

	@Test
	void anAddressThatIsNoneIsSaidToBeNone() {
		fault(CaFault.Kind.UNAVAILABLE, () -> new RemoteCa("here", () -> LONG).chain());
	}

	@Test
	void aProcessThatWasKilledKnowsWhatItHadIssued() throws Exception {
		Path folder = data.resolve("process");
		IssueRequest request = desk.request(true);
		Issued issued;
		Process process = process(folder);
		try {
			issued = remote(process).issue(request);
		} finally {
			process.destroyForcibly().waitFor();
		}
		Process again = process(folder);
		try {
			assertEquals(Optional.of(issued), remote(again).find(request.requestId()));
		} finally {
			again.destroy();
			again.waitFor();
		}
		assertEquals(List.of(issued.serialNumber()), Register.read(folder.resolve("ca/register")).stream()
				.map(IssuingLog.Entry::serialNumber).toList());
	}

	private static Process process(Path folder) throws IOException {
		return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), "muhurdar.ca.embedded.CaProcess", "--folder", folder.toString())
				.redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	private static CertificateAuthority remote(Process process) {
		String ready = process.inputReader().lines().filter(line -> line.startsWith("ready ")).findFirst().orElseThrow();
		return at(Integer.parseInt(ready.substring("ready ".length())), LONG);
	}
}
