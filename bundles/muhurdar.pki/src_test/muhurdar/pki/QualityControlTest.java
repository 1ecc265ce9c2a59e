package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

import muhurdar.domain.Address;
import muhurdar.domain.BatchId;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardReading;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Decision;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.QualityRule;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.UserId;
import muhurdar.pki.QualityControl.Expected;

/** Each test breaks one rule and nothing else, and sees that rule. */
class QualityControlTest {

	private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
	private static final ChipSerial SERIAL = new ChipSerial("0102030405060708090A0B0C");
	private static final Bytes NONCE = Bytes.ofHex("0a0b");
	private static final Authority OURS = new Authority();
	private static final KeyPair KEY = TestKeys.pair(KeyType.EC_P256);
	private static final Set<QualityRule> SEEN = EnumSet.noneOf(QualityRule.class);

	private final Holder holder = holder("10000000146");
	private final QualityControl control = new QualityControl(() -> OURS.chain);

	/** A root, an issuer under it, and what they sign; every one has the same names. */
	private static final class Authority {

		private final KeyPair rootKey = TestKeys.pair(KeyType.EC_P256);
		private final KeyPair issuerKey = TestKeys.pair(KeyType.EC_P256);
		private final Bytes root = signed("CN=TEST Root", rootKey, "CN=TEST Root", rootKey, NOW, true);
		final List<Bytes> chain = List.of(signed("CN=TEST Root", rootKey, "CN=TEST CA", issuerKey, NOW, true), root);

		Bytes holder(Subject subject, KeyPair key, Instant from) {
			return signed("CN=TEST CA", issuerKey, X500Name.getInstance(subject.encoded().toArray()), key, from, false);
		}

		private static Bytes signed(String issuer, KeyPair by, String subject, KeyPair key, Instant from, boolean ca) {
			return signed(issuer, by, new X500Name(subject), key, from, ca);
		}

		private static Bytes signed(String issuer, KeyPair by, X500Name subject, KeyPair key, Instant from, boolean ca) {
			try {
				var builder = new X509v3CertificateBuilder(new X500Name(issuer), new BigInteger(64, new java.util.Random()),
						Date.from(from), Date.from(from.plus(900, ChronoUnit.DAYS)), subject,
						SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
				if (ca) {
					builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
				}
				return Bytes
						.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())).getEncoded());
			} catch (Exception e) {
				throw new IllegalStateException(e);
			}
		}
	}

	private static UUID id(int number) {
		return new UUID(7, number);
	}

	private static Holder holder(String identityNo) {
		return new Holder(new HolderId(id(20)), 1, identityNo, "Işıl", "ÇAĞLAYAN", new InstitutionId(id(30)),
				HolderCondition.ACTIVE, "isil@example.org", "+905550000000",
				new Address("Deneme Sk. 1", "Çankaya", "Ankara", "06000"),
				null);
	}

	private static Bytes issued(Authority by, String identityNo, KeyPair key, Instant from) {
		return by.holder(new Subject("Işıl", "Çağlayan", identityNo), key, from);
	}

	private static Bytes issued() {
		return issued(OURS, "10000000146", KEY, NOW);
	}

	private static Card card(Bytes signature) {
		Card sealed = Card.stock(new CardId(id(50)), SERIAL, "akis", NOW)
				.reserve(new BatchId(id(60)), new OrderId(id(40)), 1, new UserId(id(3)), NOW).keyed(TestKeys.spki(KEY), NOW)
				.certified(NOW).pinSealed(1, NONCE, NOW).pukChosen(1, NOW).sealed(NONCE, NOW);
		return signature == null ? sealed : sealed.qualitySigned(signature, NOW);
	}

	private static Bytes signature(KeyPair key, ChipSerial serial) {
		return TestKeys.sign("SHA256withECDSA", key, QualityControl.text(serial, NONCE));
	}

	private static Card card() {
		return card(signature(KEY, SERIAL));
	}

	private Certificate certificate(Bytes der, boolean held) {
		return new Certificate(new CertificateId(id(70)), 1, CertificateState.REQUESTED, holder.id(), new OrderId(id(40)),
				new CardId(id(50)), id(71), "Işıl", "ÇAĞLAYAN", KeyType.EC_P256, null, NOW, NOW, null, null, null, null)
				.issued("0A01", NOW, NOW.plusSeconds(1000), der, held, NOW);
	}

	private Order order(OrderKind kind) {
		return Order.submit(new OrderId(id(40)), "S-2026-000001", kind, holder, null, KeyType.EC_P256,
				new Consent(ConsentKind.PAPER_FORM, LocalDate.of(2026, 5, 1), "F-1"), new Decision(new UserId(id(1)), NOW));
	}

	private Expected expected(Card card, Certificate certificate) {
		return new Expected(card, order(OrderKind.NEW), holder, certificate, null, true);
	}

	private static CardReading reading(Bytes certificate) {
		return new CardReading(SERIAL, false, TestKeys.spki(KEY), certificate, true, true, 3);
	}

	private void breaks(QualityRule rule, CardReading reading, Expected expected) {
		assertEquals(Optional.of(rule), control.examine(reading).broken(expected));
		SEEN.add(rule);
	}

	/** The card says something else; the records are as they should be. */
	private void saying(QualityRule rule, Bytes stored, CardReading reading) {
		breaks(rule, reading, expected(card(), certificate(stored, true)));
	}

	@Test
	void aRightCardBreaksNoRule() {
		Bytes der = issued();
		assertEquals(Optional.empty(), control.examine(reading(der)).broken(expected(card(), certificate(der, true))));
	}

	@Test
	void everyRuleHasItsTest() {
		List<QualityRule> rules = new ArrayList<>(List.of(QualityRule.values()));
		anotherCardIsFound();
		aBlankCardIsFound();
		aCertificateThatIsMissingOrRubbishIsFound();
		anotherCertificateOfTheSamePersonAndKeyIsFound();
		aCertificateOfAnotherAuthorityOfTheSameNamesIsFound();
		anotherPersonInTheCertificateIsFound();
		anotherKeyOnTheCardIsFound();
		aMissingQualitySignatureIsFound();
		aForgedQualitySignatureIsFound();
		aPinOrPukThatIsNotSetIsFound();
		aPinThatSomebodyTriedIsFound();
		aRenewalThatBeginsBeforeTheOldOneEndsIsFound();
		aRevokedCertificateIsFound();
		aCertificateThatIsNotOnHoldIsFound();
		rules.removeAll(SEEN);
		assertEquals(List.of(), rules);
	}

	@Test
	void anotherCardIsFound() {
		Bytes der = issued();
		saying(QualityRule.CARD, der, new CardReading(new ChipSerial("FF02030405060708090A0B0C"), false, TestKeys.spki(KEY), der,
				true, true, 3));
	}

	@Test
	void aBlankCardIsFound() {
		Bytes der = issued();
		saying(QualityRule.NOT_BLANK, der, new CardReading(SERIAL, true, TestKeys.spki(KEY), der, true, true, 3));
	}

	@Test
	void aCertificateThatIsMissingOrRubbishIsFound() {
		Bytes der = issued();
		saying(QualityRule.CERTIFICATE_READABLE, der, reading(null));
		Bytes rubbish = Bytes.of("certificate".getBytes(StandardCharsets.US_ASCII));
		saying(QualityRule.CERTIFICATE_READABLE, rubbish, reading(rubbish));
	}

	@Test
	void anotherCertificateOfTheSamePersonAndKeyIsFound() {
		saying(QualityRule.CERTIFICATE, issued(), reading(issued()));
	}

	@Test
	void aCertificateOfAnotherAuthorityOfTheSameNamesIsFound() {
		Bytes der = issued(new Authority(), "10000000146", KEY, NOW);
		saying(QualityRule.CHAIN, der, reading(der));
	}

	@Test
	void anotherPersonInTheCertificateIsFound() {
		Bytes other = issued(OURS, "10000000078", KEY, NOW);
		saying(QualityRule.SUBJECT, other, reading(other));
		Bytes otherName = OURS.holder(new Subject("Işık", "Çağlayan", "10000000146"), KEY, NOW);
		saying(QualityRule.SUBJECT, otherName, reading(otherName));
	}

	@Test
	void anotherKeyOnTheCardIsFound() {
		Bytes der = issued();
		Bytes other = TestKeys.spki(TestKeys.pair(KeyType.EC_P256));
		saying(QualityRule.KEY, der, new CardReading(SERIAL, false, other, der, true, true, 3));
		saying(QualityRule.KEY, der, new CardReading(SERIAL, false, null, der, true, true, 3));
	}

	@Test
	void aMissingQualitySignatureIsFound() {
		Bytes der = issued();
		breaks(QualityRule.QUALITY_SIGNATURE, reading(der), expected(card(null), certificate(der, true)));
	}

	@Test
	void aForgedQualitySignatureIsFound() {
		Bytes der = issued();
		Bytes otherKey = signature(TestKeys.pair(KeyType.EC_P256), SERIAL);
		breaks(QualityRule.QUALITY_SIGNATURE_TRUE, reading(der), expected(card(otherKey), certificate(der, true)));
		Bytes otherCard = signature(KEY, new ChipSerial("FF02030405060708090A0B0C"));
		breaks(QualityRule.QUALITY_SIGNATURE_TRUE, reading(der), expected(card(otherCard), certificate(der, true)));
		breaks(QualityRule.QUALITY_SIGNATURE_TRUE, reading(der), expected(card(NONCE), certificate(der, true)));
	}

	@Test
	void aPinOrPukThatIsNotSetIsFound() {
		Bytes der = issued();
		saying(QualityRule.PIN_SET, der, new CardReading(SERIAL, false, TestKeys.spki(KEY), der, false, true, 0));
		saying(QualityRule.PUK_SET, der, new CardReading(SERIAL, false, TestKeys.spki(KEY), der, true, false, 3));
	}

	@Test
	void aPinThatSomebodyTriedIsFound() {
		Bytes der = issued();
		saying(QualityRule.PIN_TRIES_FULL, der, new CardReading(SERIAL, false, TestKeys.spki(KEY), der, true, true, 2));
	}

	@Test
	void aRenewalThatBeginsBeforeTheOldOneEndsIsFound() {
		Bytes der = issued();
		for (int seconds : List.of(-1, 0, 1)) {
			Instant end = NOW.plusSeconds(seconds).plusMillis(500);
			Certificate old = new Certificate(new CertificateId(id(72)), 1, CertificateState.ISSUED, holder.id(), null, null,
					id(73), "Işıl", "ÇAĞLAYAN", KeyType.EC_P256, "0A00", NOW.minusSeconds(1000), end, null, null, null, null);
			Expected renewal = new Expected(card(), order(OrderKind.RENEWAL), holder, certificate(der, true), old, true);
			if (seconds == 1) {
				breaks(QualityRule.BEGINS_AFTER_OLD, reading(der), renewal);
			} else {
				assertEquals(Optional.empty(), control.examine(reading(der)).broken(renewal), end.toString());
			}
			Expected replacement = new Expected(card(), order(OrderKind.REPLACEMENT), holder, certificate(der, true), old, true);
			assertEquals(Optional.empty(), control.examine(reading(der)).broken(replacement));
		}
	}

	@Test
	void aRevokedCertificateIsFound() {
		Bytes der = issued();
		breaks(QualityRule.NOT_REVOKED, reading(der),
				expected(card(), certificate(der, true).revoked(RevocationReason.KEY_COMPROMISE, NOW)));
	}

	@Test
	void aCertificateThatIsNotOnHoldIsFound() {
		Bytes der = issued();
		breaks(QualityRule.ON_HOLD, reading(der), expected(card(), certificate(der, false)));
		assertEquals(Optional.empty(), control.examine(reading(der)).broken(
				new Expected(card(), order(OrderKind.NEW), holder, certificate(der, false), null, false)));
	}

	@Test
	void theChainIsAskedForOnceAndAgainWhenACertificateDoesNotBuildOnIt() {
		List<Authority> asked = new ArrayList<>();
		Authority[] present = { new Authority() };
		var changing = new QualityControl(() -> {
			asked.add(present[0]);
			return present[0].chain;
		});
		Bytes der = issued();
		assertEquals(false, changing.examine(reading(der)).chained());
		present[0] = OURS;
		assertTrue(changing.examine(reading(der)).chained());
		assertTrue(changing.examine(reading(der)).chained());
		assertEquals(2, asked.size());
	}

	@Test
	void anIssuerUnderAnotherRootIsNoChain() {
		var torn = new QualityControl(() -> List.of(OURS.chain.getFirst(), new Authority().root));
		assertEquals(false, torn.examine(reading(issued())).chained());
		var unsigned = new QualityControl(() -> List.of(OURS.chain.getFirst()));
		assertThrows(PkiFault.class, () -> unsigned.examine(reading(issued())));
	}

	@Test
	void theQualitySignatureIsOverSerialAndNonce() {
		assertEquals("MUHURDAR-QC|0102030405060708090A0B0C|0A0B",
				new String(QualityControl.text(SERIAL, Bytes.ofHex("0a0b")).toArray(), StandardCharsets.US_ASCII));
	}
}
