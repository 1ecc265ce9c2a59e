package muhurdar.ca.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.OcspAnswer;
import muhurdar.pki.OcspClient;
import muhurdar.pki.OcspRequest;
import muhurdar.pki.OcspRequest.CertId;
import muhurdar.pki.OcspStatus;
import muhurdar.pki.OcspWriter.No;
import muhurdar.pki.PkiFault;

/** The CA's OCSP responder, asked over HTTP. */
class OcspTest {

	private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

	@TempDir
	Path data;

	private final Desk desk = new Desk();
	private final HttpClient http = HttpClient.newHttpClient();
	private EmbeddedCa ca;
	private URI place;
	private CertificateInfo issuer;

	@BeforeEach
	void start() {
		ca = desk.ca(data);
		place = ca.ocspLocation().orElseThrow();
		issuer = CertificateInfo.read(ca.chain().getFirst());
	}

	@AfterEach
	void stop() {
		ca.close();
		http.close();
	}

	private OcspAnswer ask(Issued certificate) {
		return OcspClient.ask(place, issuer, certificate.serialNumber(), Duration.ofSeconds(10), clock());
	}

	private Clock clock() {
		return Clock.fixed(desk.now(), ZoneOffset.UTC);
	}

	private void change(Issued certificate, Kind kind, RevocationReason reason) {
		ca.change(new StatusChange(UUID.randomUUID(), certificate.serialNumber(), kind, reason));
	}

	private HttpResponse<byte[]> post(byte[] request) throws Exception {
		return http.send(HttpRequest.newBuilder(place).header("Content-Type", "application/ocsp-request")
				.POST(HttpRequest.BodyPublishers.ofByteArray(request)).build(), BodyHandlers.ofByteArray());
	}

	private HttpResponse<byte[]> get(Bytes request) throws Exception {
		String below = URLEncoder.encode(Base64.getEncoder().encodeToString(request.toArray()), StandardCharsets.US_ASCII);
		return http.send(HttpRequest.newBuilder(URI.create(place + "/" + below)).build(), BodyHandlers.ofByteArray());
	}

	private static OcspRequest about(CertId... asked) {
		return new OcspRequest(List.of(asked), Optional.empty());
	}

	private CertId id(Issued certificate) {
		return CertId.of(issuer, certificate.serialNumber());
	}

	private OcspAnswer read(HttpResponse<byte[]> response, CertId asked) {
		assertEquals(200, response.statusCode());
		assertEquals("application/ocsp-response", response.headers().firstValue("Content-Type").orElse(""));
		return OcspAnswer.read(Bytes.of(response.body()), issuer, asked, Optional.empty(), desk.now());
	}

	@Test
	void everyChangeIsToldAtOnceWithItsDateAndReason() {
		Issued certificate = ca.issue(desk.request(true));
		Instant held = desk.now();
		assertEquals(OcspStatus.revoked(held, Crl.HOLD), ask(certificate).status());
		change(certificate, Kind.RELEASE, null);
		assertEquals(OcspStatus.GOOD, ask(certificate).status());
		desk.pass(Duration.ofHours(1));
		change(certificate, Kind.HOLD, null);
		Instant again = desk.now();
		assertTrue(ask(certificate).status().onHold());
		desk.pass(Duration.ofHours(1));
		change(certificate, Kind.REVOKE, RevocationReason.KEY_COMPROMISE);
		assertEquals(OcspStatus.revoked(again, RevocationReason.KEY_COMPROMISE.code()), ask(certificate).status());
	}

	@Test
	void anAnswerWithoutNonceIsTheSameUntilTheStatusChanges() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		byte[] first = post(about(id(certificate)).encoded().toArray()).body();
		desk.pass(Duration.ofHours(1));
		assertArrayEquals(first, post(about(id(certificate)).encoded().toArray()).body());
		change(certificate, Kind.HOLD, null);
		assertTrue(read(post(about(id(certificate)).encoded().toArray()), id(certificate)).status().onHold());
	}

	@Test
	void anAnswerIsSignedAnewBeforeItsEndAndNoneIsGivenAfterIt() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		OcspAnswer first = read(get(about(id(certificate)).encoded()), id(certificate));
		assertEquals(desk.now().plus(OcspResponder.LIFE), first.nextUpdate());
		desk.pass(OcspResponder.LIFE.plusSeconds(1));
		OcspAnswer second = read(get(about(id(certificate)).encoded()), id(certificate));
		assertEquals(desk.now(), second.thisUpdate());
	}

	@Test
	void answersThatAreReadyOutliveARestart() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		byte[] before = post(about(id(certificate)).encoded().toArray()).body();
		ca.close();
		desk.pass(Duration.ofMinutes(5));
		ca = desk.ca(data);
		ca.chain();
		assertArrayEquals(before, post(about(id(certificate)).encoded().toArray()).body());
	}

	@Test
	void aDamagedFileOfReadyAnswersIsMadeAnew() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		ca.close();
		Files.writeString(data.resolve("ca/ocsp.answers"), "rubbish, and long enough to look like a file of some kind");
		ca = desk.ca(data);
		ca.chain();
		assertEquals(OcspStatus.GOOD, read(post(about(id(certificate)).encoded().toArray()), id(certificate)).status());
	}

	@Test
	void gettingSaysHowLongOthersMayKeepIt() throws Exception {
		Issued certificate = ca.issue(desk.request(false));
		HttpResponse<byte[]> response = get(about(id(certificate)).encoded());
		read(response, id(certificate));
		String cache = response.headers().firstValue("Cache-Control").orElse("");
		assertTrue(cache.matches("max-age=\\d+, public, no-transform, must-revalidate"), cache);
		assertTrue(response.headers().firstValue("ETag").isPresent());
		assertTrue(response.headers().firstValue("Expires").orElse("").endsWith(" GMT"));
		HttpResponse<byte[]> unknown = get(about(CertId.of(issuer, "0A01")).encoded());
		assertEquals("no-store", unknown.headers().firstValue("Cache-Control").orElse(""));
	}

	@Test
	void aSerialNumberThatWasNeverIssuedIsUnknown() throws Exception {
		CertId never = CertId.of(issuer, "0A01");
		assertEquals(OcspStatus.UNKNOWN, read(post(about(never).encoded().toArray()), never).status());
	}

	@Test
	void anotherIssuersCertificateIsNoneOfOurBusiness() throws Exception {
		CertificateInfo root = CertificateInfo.read(ca.chain().getLast());
		byte[] answer = post(about(CertId.of(root, issuer.serialNumber())).encoded().toArray()).body();
		assertEquals(No.UNAUTHORIZED.response(), Bytes.of(answer));
	}

	@Test
	void rubbishIsAMalformedRequest() throws Exception {
		for (byte[] rubbish : List.of(new byte[0], new byte[] { 1, 2, 3 }, new byte[40000],
				HexFormat.of().parseHex("30023000"))) {
			assertEquals(No.MALFORMED_REQUEST.response(), Bytes.of(post(rubbish).body()));
		}
		HttpResponse<byte[]> noBase64 = http.send(HttpRequest.newBuilder(URI.create(place + "/%25%25")).build(),
				BodyHandlers.ofByteArray());
		assertEquals(No.MALFORMED_REQUEST.response(), Bytes.of(noBase64.body()));
	}

	@Test
	void anyUsualHashFunctionMayNameTheIssuer() throws Exception {
		Issued certificate = ca.issue(desk.request(true));
		CertId named = CertId.of(issuer, certificate.serialNumber(), SHA_256);
		assertTrue(read(post(about(named).encoded().toArray()), named).status().onHold());
	}

	@Test
	void severalQuestionsGetOneAnswerWithAll() throws Exception {
		Issued one = ca.issue(desk.request(true));
		Issued two = ca.issue(desk.request(false));
		byte[] both = post(about(id(one), id(two)).encoded().toArray()).body();
		var refused = assertThrows(PkiFault.class,
				() -> OcspAnswer.read(Bytes.of(both), issuer, id(one), Optional.empty(), desk.now()));
		assertTrue(refused.getMessage().contains("2 certificates"), refused.getMessage());
	}

	@Test
	void theResponderHasAShortCertificateOfItsOwnThatIsRenewedInTime() {
		Issued certificate = ca.issue(desk.request(false));
		CertificateInfo first = ask(certificate).responder();
		assertNotEquals(issuer, first);
		assertFalse(first.notAfter().isAfter(desk.now().plus(Duration.ofDays(90))));
		ca.close();
		desk.pass(Duration.ofDays(61));
		ca = desk.ca(data);
		ca.chain();
		CertificateInfo second = ask(certificate).responder();
		assertNotEquals(first.serialNumber(), second.serialNumber());
		assertEquals(OcspStatus.GOOD, ask(certificate).status());
	}
}
