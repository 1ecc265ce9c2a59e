package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import muhurdar.domain.Bytes;
import muhurdar.pki.OcspRequest.CertId;
import muhurdar.pki.OcspWriter.No;
import muhurdar.pki.OcspWriter.Single;

/** Which answers are believed. */
class OcspAnswerTest {

	private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
	private static final Duration DAY = Duration.ofDays(1);
	private static final Optional<Bytes> NONCE = Optional.of(Bytes.ofHex("00112233445566778899AABBCCDDEEFF"));
	private static final X500Name CA = new X500Name("CN=CA");
	private static KeyPair caKey;
	private static KeyPair responderKey;
	private static KeyPair strangersKey;
	private static CertificateInfo issuer;
	private static CertificateInfo responder;
	private static CertId asked;

	@BeforeAll
	static void makeAll() throws Exception {
		caKey = pair();
		responderKey = pair();
		strangersKey = pair();
		issuer = certificate(CA, caKey, CA, caKey, NOW.plus(DAY), false, false);
		responder = certificate(CA, caKey, new X500Name("CN=OCSP"), responderKey, NOW.plus(DAY), true, true);
		asked = CertId.of(issuer, "0A01");
	}

	private static KeyPair pair() throws Exception {
		var generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(256);
		return generator.generateKeyPair();
	}

	private static CertificateInfo certificate(X500Name by, KeyPair with, X500Name name, KeyPair key, Instant notAfter,
			boolean forOcsp, boolean noCheck) throws Exception {
		var builder = new JcaX509v3CertificateBuilder(by, BigInteger.TEN, Date.from(NOW.minus(DAY)), Date.from(notAfter),
				name, key.getPublic());
		builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
		if (forOcsp) {
			builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
		}
		if (noCheck) {
			builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
		}
		return CertificateInfo.read(Bytes
				.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(with.getPrivate())).getEncoded()));
	}

	private static Bytes answer(CertificateInfo by, KeyPair key, CertId about, Instant thisUpdate, Optional<Bytes> nonce) {
		return new OcspWriter(by, key.getPrivate()).write(
				List.of(new Single(about, OcspStatus.GOOD, thisUpdate, thisUpdate.plus(DAY))), thisUpdate, nonce);
	}

	private static Bytes good(CertificateInfo by, KeyPair key) {
		return answer(by, key, asked, NOW, NONCE);
	}

	private static OcspAnswer read(Bytes der) {
		return OcspAnswer.read(der, issuer, asked, NONCE, NOW);
	}

	private static void refused(Bytes der, String why) {
		var fault = assertThrows(PkiFault.class, () -> read(der));
		assertTrue(fault.getMessage().contains(why), fault.getMessage());
	}

	@Test
	void theIssuersOwnAndItsRespondersAnswersAreBelieved() {
		assertEquals(issuer, read(good(issuer, caKey)).responder());
		OcspAnswer answer = read(good(responder, responderKey));
		assertEquals(OcspStatus.GOOD, answer.status());
		assertEquals(NOW, answer.thisUpdate());
		assertEquals(NOW.plus(DAY), answer.nextUpdate());
		assertEquals(responder, answer.responder());
	}

	@Test
	void statusDateAndReasonAreRead() {
		for (OcspStatus status : List.of(OcspStatus.GOOD, OcspStatus.UNKNOWN, OcspStatus.revoked(NOW.minus(DAY), 0),
				OcspStatus.revoked(NOW, Crl.HOLD))) {
			Bytes der = new OcspWriter(responder, responderKey.getPrivate())
					.write(List.of(new Single(asked, status, NOW, NOW.plus(DAY))), NOW, NONCE);
			assertEquals(status, read(der).status());
		}
	}

	@Test
	void aReplayedAnswerIsRefused() {
		Optional<Bytes> other = Optional.of(Bytes.ofHex("FF112233445566778899AABBCCDDEEFF"));
		refused(answer(responder, responderKey, asked, NOW, other), "nonce");
		refused(answer(responder, responderKey, asked, NOW, Optional.empty()), "nonce");
	}

	@Test
	void anAnswerAboutAnotherCertificateIsRefused() {
		refused(answer(responder, responderKey, CertId.of(issuer, "0A02"), NOW, NONCE), "another certificate");
		refused(answer(responder, responderKey, CertId.of(responder, "0A01"), NOW, NONCE), "another certificate");
	}

	@Test
	void clocksMayBeFiveMinutesApartAndNoMore() {
		Duration more = OcspAnswer.SKEW.plusSeconds(1);
		read(answer(responder, responderKey, asked, NOW.plus(OcspAnswer.SKEW), NONCE));
		refused(answer(responder, responderKey, asked, NOW.plus(more), NONCE), "future");
		read(answer(responder, responderKey, asked, NOW.minus(DAY).minus(OcspAnswer.SKEW), NONCE));
		refused(answer(responder, responderKey, asked, NOW.minus(DAY).minus(more), NONCE), "was over");
	}

	@Test
	void whoWasNotAuthorisedByTheIssuerIsRefused() throws Exception {
		X500Name name = new X500Name("CN=OCSP");
		Instant end = NOW.plus(DAY);
		refused(good(certificate(CA, strangersKey, name, responderKey, end, true, true), responderKey), "not authorised");
		refused(good(certificate(CA, caKey, name, responderKey, end, false, true), responderKey), "not authorised");
		refused(good(certificate(CA, caKey, name, responderKey, end, true, false), responderKey), "not authorised");
		refused(good(certificate(CA, caKey, name, responderKey, NOW.minusSeconds(1), true, true), responderKey),
				"not authorised");
		refused(good(responder, strangersKey), "wrong signature");
		refused(good(issuer, strangersKey), "not authorised");
	}

	@Test
	void aChangedByteAnywhereIsNoticed() {
		byte[] der = good(responder, responderKey).toArray();
		OcspAnswer unchanged = read(Bytes.of(der));
		for (int i = 0; i < der.length; i++) {
			byte[] changed = der.clone();
			changed[i] ^= 1;
			try {
				OcspAnswer read = read(Bytes.of(changed));
				assertEquals(unchanged.status(), read.status());
				assertEquals(unchanged.thisUpdate(), read.thisUpdate());
			} catch (PkiFault refused) {
				continue;
			}
		}
	}

	@Test
	void aRefusalSaysWhich() {
		refused(No.UNAUTHORIZED.response(), "unauthorized");
		refused(No.TRY_LATER.response(), "tryLater");
		refused(Bytes.of(), "cannot be read");
	}

	@Test
	void aRequestIsReadAsItWasWritten() {
		var request = new OcspRequest(List.of(asked), NONCE);
		assertEquals(request, OcspRequest.read(request.encoded()));
		var plain = new OcspRequest(List.of(asked, CertId.of(issuer, "FF")), Optional.empty());
		assertEquals(plain, OcspRequest.read(plain.encoded()));
	}
}
