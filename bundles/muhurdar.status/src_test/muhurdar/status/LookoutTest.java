package muhurdar.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.HoldCause;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusEvidence;
import muhurdar.domain.StatusRequest;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.CrlWriter;
import muhurdar.pki.OcspAnswer;
import muhurdar.pki.OcspStatus;

class LookoutTest {

	private static final Instant SECOND = Made.NOW.truncatedTo(ChronoUnit.SECONDS);
	private static final URI PLACE = URI.create("http://127.0.0.1/");
	private static CertificateInfo issuer;
	private static CrlWriter writer;

	@BeforeAll
	static void makeIssuer() throws Exception {
		var generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp384r1"));
		KeyPair keys = generator.generateKeyPair();
		var name = new X500Name("CN=TEST");
		var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(SECOND), Date.from(SECOND), name,
				keys.getPublic());
		builder.addExtension(Extension.subjectKeyIdentifier, false,
				new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
		issuer = CertificateInfo.read(Bytes.of(builder
				.build(new JcaContentSignerBuilder("SHA384withECDSA").build(keys.getPrivate())).getEncoded()));
		writer = new CrlWriter(issuer, keys.getPrivate());
	}

	private static List<StatusEvidence> list(Instant thisUpdate, Crl.Entry... entries) {
		Crl crl = Crl.read(writer.write(BigInteger.ONE, thisUpdate, thisUpdate.plusSeconds(60), List.of(entries)));
		return List.of(Evidence.of(PLACE, crl, "0A01", Made.NOW));
	}

	private static List<StatusEvidence> and(List<StatusEvidence> list, OcspStatus status) {
		var answer = new OcspAnswer(Bytes.of(), status, SECOND, Instant.MAX, SECOND, issuer);
		return List.of(list.getFirst(), Evidence.of(PLACE, answer, Made.NOW));
	}

	private static Crl.Entry entry(int reason) {
		return new Crl.Entry("0A01", SECOND, reason);
	}

	private static StatusRequest sent(StatusRequest request) {
		return request.decide(Made.by(Made.SUPERVISOR)).sent(Made.NOW);
	}

	@Test
	void aHoldIsSeenWhenTheListSaysCertificateHold() {
		Certificate held = Made.held();
		StatusRequest sent = sent(Made.suspension(1, HoldCause.LOSS));
		assertTrue(Lookout.seen(held, sent, list(SECOND, entry(Crl.HOLD))));
		assertFalse(Lookout.seen(held, sent, list(SECOND)));
		assertFalse(Lookout.seen(held, sent, list(SECOND, entry(RevocationReason.KEY_COMPROMISE.code()))));
	}

	@Test
	void aRevocationIsSeenWhenTheListNamesAnyOtherReason() {
		StatusRequest sent = sent(Made.revocation(1));
		for (RevocationReason reason : RevocationReason.values()) {
			Certificate revoked = Made.held().revoked(reason, Made.NOW);
			assertTrue(Lookout.seen(revoked, sent, list(SECOND, entry(reason.code()))), reason.name());
			assertFalse(Lookout.seen(revoked, sent, list(SECOND, entry(Crl.HOLD))));
		}
	}

	@Test
	void anOpeningIsSeenOnlyInAListMadeAfterIt() {
		Certificate open = Made.held().resumed();
		StatusRequest sent = sent(Made.opening(1));
		assertTrue(Lookout.seen(open, sent, list(SECOND)));
		assertFalse(Lookout.seen(open, sent, list(SECOND.minusSeconds(1))));
		assertFalse(Lookout.seen(open, sent, list(SECOND, entry(Crl.HOLD))));
	}

	@Test
	void whatListAndResponderDoNotSayAlikeIsNotPublished() {
		Certificate held = Made.held();
		StatusRequest sent = sent(Made.suspension(1, HoldCause.LOSS));
		List<StatusEvidence> list = list(SECOND, entry(Crl.HOLD));
		assertTrue(Lookout.seen(held, sent, and(list, OcspStatus.revoked(SECOND, Crl.HOLD))));
		assertFalse(Lookout.seen(held, sent, and(list, OcspStatus.GOOD)));
		assertFalse(Lookout.seen(held, sent, and(list, OcspStatus.UNKNOWN)));
		assertFalse(Lookout.seen(held, sent, and(list, OcspStatus.revoked(SECOND, 0))));
	}

	@Test
	void theResponderAloneWillDoWhileTheListIsOld() {
		Certificate held = Made.held();
		StatusRequest sent = sent(Made.suspension(1, HoldCause.LOSS));
		List<StatusEvidence> old = list(SECOND.minusSeconds(1));
		assertTrue(Lookout.seen(held, sent, and(old, OcspStatus.revoked(SECOND, Crl.HOLD))));
		assertFalse(Lookout.seen(held, sent, and(old, OcspStatus.GOOD)));
	}

	@Test
	void nobodysWordIsNoSight() {
		assertFalse(Lookout.seen(Made.held(), sent(Made.suspension(1, HoldCause.LOSS)), List.of()));
	}

	@Test
	void aRequestThatALaterOneHasOvertakenIsSeenWithIt() {
		Certificate open = Made.held().resumed();
		StatusRequest suspended = sent(Made.suspension(1, HoldCause.HOLDER));
		assertTrue(Lookout.seen(open, suspended, list(SECOND)));
		assertEquals("0A01", open.serialNumber());
	}
}
