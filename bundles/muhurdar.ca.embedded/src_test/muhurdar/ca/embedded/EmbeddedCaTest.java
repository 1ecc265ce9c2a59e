package muhurdar.ca.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.api.spi.CertificateAuthority.StatusChange.Kind;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.IssuingLog;
import muhurdar.pki.IssuingLog.Event;

class EmbeddedCaTest {

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

	private void restart() {
		ca.close();
		ca = desk.ca(data);
	}

	private Issued issue(boolean onHold) {
		return ca.issue(desk.request(onHold));
	}

	private void change(Issued certificate, Kind kind) {
		ca.change(new StatusChange(UUID.randomUUID(), certificate.serialNumber(), kind,
				kind == Kind.REVOKE ? RevocationReason.KEY_COMPROMISE : null));
	}

	private static void refused(Runnable call) {
		assertEquals(CaFault.Kind.REFUSED, assertThrows(CaFault.class, call::run).kind());
	}

	private List<Event> events() throws SQLException {
		return Register.read(data.resolve("ca/register")).stream().map(IssuingLog.Entry::event).toList();
	}

	private Crl list() {
		ca.publish();
		return Crl.read(ca.crl());
	}

	@Test
	void aCertificateHasTheNamesAndDatesThatWereAskedFor() {
		Instant from = desk.now().plus(Duration.ofDays(10)).plusMillis(300);
		IssueRequest request = desk.request("ışıl", "çelik izgi", from, from.plus(Duration.ofDays(1095)));
		Issued issued = ca.issue(request);
		var info = CertificateInfo.read(issued.certificate());
		assertEquals("IŞIL ÇELİK İZGİ", info.commonName());
		assertEquals(request.identityNo(), info.identityNo().orElseThrow());
		assertEquals(from.getEpochSecond(), issued.notBefore().getEpochSecond());
		assertEquals(issued.notAfter(), info.notAfter());
		assertEquals(issued.serialNumber(), info.serialNumber());
		assertTrue(info.signedBy(CertificateInfo.read(ca.chain().getFirst())));
	}

	@Test
	void theSameRequestIsAnsweredWithTheSameCertificateAlsoAfterARestart() throws Exception {
		IssueRequest request = desk.request(true);
		Issued first = ca.issue(request);
		assertEquals(first, ca.issue(request));
		restart();
		assertEquals(first, ca.find(request.requestId()).orElseThrow());
		assertEquals(first, ca.issue(request));
		assertEquals(List.of(Event.ISSUED_ON_HOLD), events());
		assertTrue(ca.find(UUID.randomUUID()).isEmpty());
	}

	@Test
	void oneRequestFromManyThreadsMakesOneCertificate() throws Exception {
		IssueRequest request = desk.request(false);
		try (var threads = Executors.newFixedThreadPool(8)) {
			Callable<Issued> call = () -> ca.issue(request);
			var answers = threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> call).toList());
			for (var answer : answers) {
				assertEquals(answers.getFirst().get(), answer.get());
			}
		}
		assertEquals(List.of(Event.ISSUED), events());
	}

	@Test
	void aRequestWithoutProofOfPossessionIsRefused() {
		IssueRequest good = desk.request(false);
		byte[] csr = good.csr().toArray();
		csr[csr.length - 1] ^= 1;
		var bad = new IssueRequest(good.requestId(), Bytes.of(csr), good.givenName(), good.surname(),
				good.identityNo(), good.notBefore(), good.notAfter(), false);
		refused(() -> ca.issue(bad));
		assertTrue(ca.find(good.requestId()).isEmpty());
	}

	@Test
	void datesOutsideTheCasOwnLifeAreRefused() {
		Instant now = desk.now();
		refused(() -> ca.issue(desk.request("a", "b", now, now)));
		refused(() -> ca.issue(desk.request("a", "b", now, now.plus(Duration.ofDays(365 * 16)))));
		refused(() -> ca.issue(desk.request("a", "b", now.minus(Duration.ofDays(365 * 6)), now)));
	}

	@Test
	void issuedOnHoldStandsOnTheNextList() {
		Issued held = issue(true);
		Issued open = issue(false);
		Crl crl = list();
		assertTrue(crl.entry(held.serialNumber()).orElseThrow().onHold());
		assertTrue(crl.entry(open.serialNumber()).isEmpty());
		assertTrue(crl.signedBy(CertificateInfo.read(ca.chain().getFirst())));
		assertEquals(crl.thisUpdate().plus(Duration.ofHours(24)), crl.nextUpdate());
	}

	@Test
	void aHoldCanBeLiftedAndSetAgain() {
		Issued certificate = issue(true);
		change(certificate, Kind.RELEASE);
		assertTrue(list().entry(certificate.serialNumber()).isEmpty());
		desk.pass(Duration.ofHours(1));
		change(certificate, Kind.HOLD);
		assertEquals(desk.now(), list().entry(certificate.serialNumber()).orElseThrow().since());
	}

	@Test
	void aRevokedHeldCertificateKeepsTheDateFromWhichItWasHeld() {
		Issued certificate = issue(true);
		Instant held = desk.now();
		desk.pass(Duration.ofHours(2));
		change(certificate, Kind.HOLD);
		desk.pass(Duration.ofHours(2));
		change(certificate, Kind.REVOKE);
		restart();
		Crl.Entry entry = list().entry(certificate.serialNumber()).orElseThrow();
		assertEquals(held, entry.since());
		assertEquals(RevocationReason.KEY_COMPROMISE.code(), entry.reason());
	}

	@Test
	void theRegisterSaysFromWhenACertificateIsWhatItIs() {
		Issued certificate = issue(true);
		ca.close();
		try (TestCa open = desk.open(data)) {
			assertEquals(Optional.of(new Standing(Standing.State.HELD, desk.now(), Crl.HOLD)),
					open.standing(certificate.serialNumber()));
			desk.pass(Duration.ofHours(1));
			open.change(new StatusChange(UUID.randomUUID(), certificate.serialNumber(), Kind.RELEASE, null));
			assertEquals(Optional.of(new Standing(Standing.State.GOOD, desk.now(), 0)),
					open.standing(certificate.serialNumber()));
			desk.pass(Duration.ofHours(1));
			open.change(new StatusChange(UUID.randomUUID(), certificate.serialNumber(), Kind.REVOKE,
					RevocationReason.SUPERSEDED));
			assertEquals(
					Optional.of(new Standing(Standing.State.REVOKED, desk.now(), RevocationReason.SUPERSEDED.code())),
					open.standing(certificate.serialNumber()));
			assertEquals(Optional.empty(), open.standing("7FAB"));
		}
	}

	@Test
	void aReleasedAndLaterRevokedCertificateCountsFromTheRevocation() {
		Issued certificate = issue(true);
		change(certificate, Kind.RELEASE);
		desk.pass(Duration.ofHours(2));
		change(certificate, Kind.REVOKE);
		assertEquals(desk.now(), list().entry(certificate.serialNumber()).orElseThrow().since());
	}

	@Test
	void revokedIsFinal() {
		Issued certificate = issue(false);
		change(certificate, Kind.REVOKE);
		for (Kind kind : Kind.values()) {
			refused(() -> change(certificate, kind));
		}
	}

	@Test
	void whatIsNotOnHoldCannotBeReleasedAndAnUnknownSerialNumberNotChanged() {
		Issued certificate = issue(false);
		refused(() -> change(certificate, Kind.RELEASE));
		refused(() -> ca.change(new StatusChange(UUID.randomUUID(), "7FAB", Kind.HOLD, null)));
		refused(() -> ca.change(new StatusChange(UUID.randomUUID(), certificate.serialNumber(), Kind.REVOKE, null)));
		assertTrue(list().entries().isEmpty());
	}

	@Test
	void theSameChangeIsMadeOnce() throws Exception {
		Issued certificate = issue(true);
		var release = new StatusChange(UUID.randomUUID(), certificate.serialNumber(), Kind.RELEASE, null);
		ca.change(release);
		change(certificate, Kind.HOLD);
		ca.change(release);
		restart();
		ca.change(release);
		assertTrue(list().entry(certificate.serialNumber()).orElseThrow().onHold());
		assertEquals(List.of(Event.ISSUED_ON_HOLD, Event.RELEASED, Event.HELD), events());
	}

	@Test
	void aRefusedChangeStaysRefusedWhenItWouldLaterBePossible() {
		Issued certificate = issue(false);
		var release = new StatusChange(UUID.randomUUID(), certificate.serialNumber(), Kind.RELEASE, null);
		refused(() -> ca.change(release));
		change(certificate, Kind.HOLD);
		restart();
		refused(() -> ca.change(release));
		assertTrue(list().entry(certificate.serialNumber()).orElseThrow().onHold());
	}

	@Test
	void aChangeIsPublishedAtTheNextStartEvenIfNobodyAsked() {
		Issued certificate = issue(true);
		assertTrue(Crl.read(ca.crl()).entry(certificate.serialNumber()).isEmpty());
		restart();
		assertTrue(Crl.read(ca.crl()).entry(certificate.serialNumber()).isPresent());
	}

	@Test
	void crlNumbersGrowEvenIfTheClockStandsOrGoesBack() {
		var first = list().number();
		var second = list().number();
		desk.pass(Duration.ofHours(-1));
		restart();
		assertTrue(second.compareTo(first) > 0);
		assertTrue(list().number().compareTo(second) > 0);
	}

	@Test
	void theListIsServedAsItWasPublished() throws Exception {
		issue(true);
		ca.publish();
		try (var client = HttpClient.newHttpClient()) {
			var answer = client.send(HttpRequest.newBuilder(ca.crlLocation()).build(), BodyHandlers.ofByteArray());
			assertEquals(200, answer.statusCode());
			assertEquals(ca.crl(), Bytes.of(answer.body()));
			assertEquals(ca.crl(), Bytes.of(Files.readAllBytes(data.resolve("ca/muhurdar-test.crl"))));
			var issuer = client.send(HttpRequest.newBuilder(ca.crlLocation().resolve(Locations.CERTIFICATE)).build(),
					BodyHandlers.ofByteArray());
			assertEquals(ca.chain().getFirst(), Bytes.of(issuer.body()));
			var nothing = client.send(HttpRequest.newBuilder(ca.crlLocation().resolve("/keys.p12")).build(),
					BodyHandlers.discarding());
			assertEquals(404, nothing.statusCode());
		}
	}

	@Test
	void theListKeepsItsAddressOverARestart() {
		var before = ca.crlLocation();
		restart();
		assertEquals(before, ca.crlLocation());
	}

	@Test
	void aTakenPortStopsNothingButTheServing() throws IOException {
		var location = ca.crlLocation();
		ca.close();
		try (var squatter = new ServerSocket(location.getPort())) {
			assertTrue(squatter.isBound());
			ca = desk.ca(data);
			assertEquals(location, ca.crlLocation());
			issue(true);
		}
		ca.publish();
		byte[] served = location.toURL().openStream().readAllBytes();
		assertEquals(ca.crl(), Bytes.of(served));
	}

	@Test
	void whoeverNeverAsksItHoldsNeitherFolderNorPort(@TempDir Path other) {
		desk.ca(other).close();
		EmbeddedCa idle = desk.ca(other);
		EmbeddedCa asked = desk.ca(other);
		assertFalse(asked.chain().isEmpty(), "the folder is free");
		asked.close();
		idle.close();
	}

	@Test
	void twoFoldersHaveTwoAddresses(@TempDir Path other) {
		EmbeddedCa neighbour = desk.ca(other);
		assertNotEquals(ca.crlLocation(), neighbour.crlLocation());
		neighbour.close();
	}

	@Test
	void aSecondCaOnTheSameFolderSaysSoAndWorksWhenTheFirstHasGone() {
		issue(false);
		EmbeddedCa second = desk.ca(data);
		CaFault fault = assertThrows(CaFault.class, second::chain);
		assertEquals(CaFault.Kind.UNAVAILABLE, fault.kind());
		assertTrue(String.valueOf(fault.getMessage()).contains("another process"));
		ca.close();
		assertFalse(second.chain().isEmpty());
		second.close();
	}

	@Test
	void theBookOfAnOlderVersionIsTakenOverOnceAndAnUnfinishedLineOfItNeverCounted() throws Exception {
		IssueRequest held = desk.request(true);
		IssueRequest revoked = desk.request(false);
		Issued first = ca.issue(held);
		Issued second = ca.issue(revoked);
		desk.pass(Duration.ofHours(1));
		change(second, Kind.REVOKE);
		UUID never = UUID.randomUUID();
		assertTrue(ca.find(never).isEmpty());
		ca.close();
		List<IssuingLog.Entry> before = Register.read(data.resolve("ca/register"));
		Files.delete(data.resolve("ca/register.mv.db"));
		Path former = data.resolve("ca/issuing.log");
		try (IssuingLog log = IssuingLog.open(former)) {
			for (IssuingLog.Entry each : before) {
				log.append(each.at(), each.event(), each.requestId(), each.serialNumber(), each.reason(), each.certificate());
			}
		}
		Files.writeString(former, "5\t2026-", StandardOpenOption.APPEND);
		ca = desk.ca(data);
		assertEquals(Optional.of(first), ca.find(held.requestId()));
		assertEquals(second, ca.issue(revoked));
		assertEquals(2, list().entries().size());
		assertEquals(desk.now(), list().entry(second.serialNumber()).orElseThrow().since());
		restart();
		refused(() -> change(second, Kind.HOLD));
		assertEquals(before, Register.read(data.resolve("ca/register")).subList(0, before.size()));
		assertFalse(Files.exists(former));
		assertTrue(Files.exists(data.resolve("ca/issuing.log.imported")));
	}

	@Test
	void halfWrittenFilesOfAKilledProcessAreSweptAway() throws IOException {
		ca.chain();
		ca.close();
		Path leftover = Files.writeString(data.resolve("ca/muhurdar-test.crl123.new"), "half");
		ca = desk.ca(data);
		ca.chain();
		assertFalse(Files.exists(leftover));
		try (var files = Files.list(data.resolve("ca"))) {
			assertEquals(
					List.of("register.mv.db", "keys.p12", "lock", Locations.ROOT_CERTIFICATE, Locations.ROOT_CRL,
							Locations.CERTIFICATE, Locations.CRL, Locations.DELTA_CRL, "ocsp.answers", "ocsp.p12", "port")
							.stream().sorted().toList(),
					files.map(file -> file.getFileName().toString()).sorted().toList());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "update event set what = 'ISSUED' where number = 1", "delete from event where number = 1",
			"update event set certificate = substring(certificate, 2) where number = 2",
			"update event set at = at + 1 where number = 2" })
	void anAlteredLogIsNotWorkedWith(String alteration) throws Exception {
		issue(true);
		issue(false);
		ca.close();
		try (var db = DriverManager.getConnection("jdbc:h2:" + data.resolve("ca/register"));
				var statement = db.createStatement()) {
			assertEquals(1, statement.executeUpdate(alteration));
		}
		ca = desk.ca(data);
		CaFault fault = assertThrows(CaFault.class, ca::crl);
		assertEquals(CaFault.Kind.UNAVAILABLE, fault.kind());
		assertTrue(String.valueOf(fault.getMessage()).contains("damaged at event"), fault.getMessage());
	}

	@Test
	void aLostRegisterIsNotBegunAnew() throws IOException {
		issue(true);
		ca.close();
		Files.delete(data.resolve("ca/register.mv.db"));
		ca = desk.ca(data);
		assertThrows(CaFault.class, ca::crl);
		assertThrows(CaFault.class, ca::crl);
	}

	@Test
	void manyAskAtOnceAndEachIsAnsweredWithHisOwn() throws Exception {
		IssueRequest one = desk.request(true);
		List<IssueRequest> requests = IntStream.range(0, 500).mapToObj(i -> Desk.again(one)).toList();
		try (var threads = Executors.newFixedThreadPool(32)) {
			List<Callable<Issued>> calls = requests.stream().map(each -> (Callable<Issued>) () -> ca.issue(each)).toList();
			var answers = threads.invokeAll(calls);
			for (int i = 0; i < requests.size(); i++) {
				assertEquals(requests.get(i).requestId(), answers.get(i).get().requestId());
			}
		}
		assertEquals(500, list().entries().size());
		restart();
		assertEquals(500, events().size());
	}

	@Test
	void theDeltaListHoldsWhatChangedSinceTheOldestListThatIsStillInForce() throws IOException {
		Issued released = issue(true);
		Issued heldBefore = issue(true);
		ca.publish();
		BigInteger base = Crl.read(ca.crl()).number();
		desk.pass(Duration.ofHours(23));
		Issued held = issue(true);
		Issued good = issue(false);
		change(released, Kind.RELEASE);
		ca.publish();
		X509CRLHolder delta = delta();
		assertEquals(Crl.read(ca.crl()).number(), number(delta, Extension.cRLNumber));
		BigInteger first = number(delta, Extension.deltaCRLIndicator);
		assertTrue(first.compareTo(base) < 0, "the empty one of the start is still in force");
		desk.pass(Duration.ofMinutes(30));
		ca.publish();
		assertEquals(3, delta().getRevokedCertificates().size());
		desk.pass(Duration.ofMinutes(31)); // the first two lists have ended
		Issued late = issue(true);
		ca.publish();
		delta = delta();
		assertTrue(number(delta, Extension.deltaCRLIndicator).compareTo(base) > 0);
		assertEquals(Crl.HOLD, reason(delta, late));
		for (Issued each : List.of(released, heldBefore, held, good)) {
			assertTrue(delta.getRevokedCertificate(new BigInteger(each.serialNumber(), 16)) == null);
		}
	}

	private X509CRLHolder delta() throws IOException {
		return new X509CRLHolder(Files.readAllBytes(data.resolve("ca").resolve(Locations.DELTA_CRL)));
	}

	private static int reason(X509CRLHolder list, Issued certificate) {
		var entry = list.getRevokedCertificate(new BigInteger(certificate.serialNumber(), 16));
		return CRLReason.getInstance(entry.getExtension(Extension.reasonCode).getParsedValue()).getValue().intValueExact();
	}

	private static BigInteger number(X509CRLHolder list, ASN1ObjectIdentifier extension) {
		return ASN1Integer.getInstance(list.getExtension(extension).getParsedValue()).getValue();
	}

	@Test
	void anAnswerThatGotLostIsFoundByAskingAgain() {
		ca.close();
		var broken = new boolean[] { true };
		ca = desk.ca(data, step -> {
			if (step == Seam.Step.AFTER_LOG && broken[0]) {
				throw new CaFault(CaFault.Kind.UNAVAILABLE, "line went dead");
			}
		});
		IssueRequest request = desk.request(true);
		assertThrows(CaFault.class, () -> ca.issue(request));
		broken[0] = false;
		Issued found = ca.find(request.requestId()).orElseThrow();
		assertEquals(found, ca.issue(request));
	}

	@Test
	void aThousandCertificatesAreIssuedAndFoundAgain() throws Exception {
		IssueRequest one = desk.request(true);
		List<Issued> issued = IntStream.range(0, 1000).mapToObj(i -> ca.issue(Desk.again(one))).toList();
		restart();
		assertEquals(1000, events().size());
		assertEquals(1000, Crl.read(ca.crl()).entries().size());
		for (Issued each : issued) {
			assertEquals(each, ca.find(each.requestId()).orElseThrow());
		}
	}
}
