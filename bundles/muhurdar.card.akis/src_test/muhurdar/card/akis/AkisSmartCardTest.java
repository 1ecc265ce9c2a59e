package muhurdar.card.akis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.simulators.LocalDesk;

class AkisSmartCardTest {

	private static final Bytes TBS = Bytes.of("MUHURDAR-QC|1|2".getBytes(StandardCharsets.UTF_8));
	private static final Bytes CERTIFICATE = certificate();
	private static final int CONDITIONS_NOT_SATISFIED = 0x6985;
	private static final int SECURITY_STATUS = 0x6982;

	@TempDir
	Path folder;
	private LocalDesk desk;
	private ReaderName reader;
	private final AkisProfile profile = new AkisProfile(new Iso7816Dialect());

	@BeforeEach
	void putACardIn() {
		desk = new LocalDesk(folder, new LocalDesk.Options(1, 2, 1, 0, false, Duration.ZERO));
		reader = desk.readers().getFirst();
		desk.swap(reader);
	}

	@AfterEach
	void closeDesk() {
		desk.close();
	}

	/** Longer than five commands, and begins as a certificate does. */
	private static Bytes certificate() {
		byte[] der = new byte[1300];
		for (int i = 0; i < der.length; i++) {
			der[i] = (byte) (i * 7);
		}
		System.arraycopy(new byte[] { 0x30, (byte) 0x82, (1296 >> 8), (byte) 1296 }, 0, der, 0, 4);
		return Bytes.of(der);
	}

	private static Secret digits(String digits) {
		return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
	}

	private SmartCard open(CardChannel channel) {
		return profile.open(channel);
	}

	@ParameterizedTest
	@EnumSource(KeyType.class)
	void aBlankCardIsMadeAndSaysSoInTheNextConnection(KeyType type) throws Exception {
		Bytes key;
		try (CardChannel channel = desk.open(reader)) {
			assertEquals(Recognition.Answer.YES, profile.recognises(channel.atr()).answer());
			SmartCard card = open(channel);
			assertTrue(card.blank());
			assertNull(card.keyType());
			key = card.generateKeyPair(type);
			assertFalse(card.blank());
			assertTrue(verify(type, key, card.signBeforePin(TBS)));
			card.writeCertificate(CERTIFICATE, "Ayşe Işık");
			assertEquals(OptionalInt.empty(), card.pinTriesLeft());
			card.setPin(digits("123456"));
			card.setPuk(digits("87654321"));
			card.verifyPin(digits("123456"));
			assertTrue(verify(type, key, card.sign(TBS)));
		}
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = open(channel);
			assertFalse(card.blank());
			assertEquals(desk.cardIn(reader), Optional.of(card.serial()));
			assertEquals(Optional.of(key), card.publicKey());
			assertEquals(type, card.keyType());
			assertEquals(Optional.of(CERTIFICATE), card.certificate());
			assertTrue(card.pinSet());
			assertTrue(card.pukSet());
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			refused(SECURITY_STATUS, () -> card.sign(TBS));
		}
		SimulatedCard inside = desk.lookInto(desk.cardIn(reader).orElseThrow());
		assertEquals(Optional.of(key), inside.publicKey());
		assertEquals(Optional.of(CERTIFICATE), inside.certificate());
		assertEquals("123456", new String(inside.pin().orElseThrow().use(byte[]::clone), StandardCharsets.US_ASCII));
		assertTrue(inside.finished());
	}

	private static boolean verify(KeyType type, Bytes key, Bytes signature) throws Exception {
		boolean rsa = type == KeyType.RSA_2048;
		Signature verifier = Signature.getInstance(
				rsa ? "SHA256withRSA" : type == KeyType.EC_P256 ? "SHA256withECDSA" : "SHA384withECDSA");
		verifier.initVerify(KeyFactory.getInstance(rsa ? "RSA" : "EC")
				.generatePublic(new X509EncodedKeySpec(key.toArray())));
		verifier.update(TBS.toArray());
		return verifier.verify(signature.toArray());
	}

	@Test
	void theCardRefusesEveryOtherOrder() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = open(channel);
			refused(0x6A88, () -> card.signBeforePin(TBS));
			refused(0x6A88, () -> card.writeCertificate(CERTIFICATE, "x"));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPin(digits("123456")));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPuk(digits("12345678")));
			card.generateKeyPair(KeyType.EC_P256);
			refused(CONDITIONS_NOT_SATISFIED, () -> card.generateKeyPair(KeyType.EC_P256));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPin(digits("123456")));
			card.writeCertificate(CERTIFICATE, "x");
			card.writeCertificate(CERTIFICATE, "x");
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPuk(digits("12345678")));
			card.setPin(digits("123456"));
			refused(SECURITY_STATUS, () -> card.signBeforePin(TBS));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPin(digits("654321")));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.writeCertificate(CERTIFICATE, "y"));
			card.setPuk(digits("12345678"));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPuk(digits("12345678")));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.writeCertificate(CERTIFICATE, "y"));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.generateKeyPair(KeyType.EC_P256));
		}
	}

	private static void refused(int statusWord, Executable what) {
		assertEquals(statusWord, assertThrows(CardFault.class, what).statusWord());
	}

	@Test
	void aPinIsBlockedByThreeWrongTriesAndTheLastIsSpentOnlyByName() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = open(channel);
			make(card);
			refused(0x63C2, () -> card.verifyPin(digits("000000")));
			assertEquals(OptionalInt.of(2), card.pinTriesLeft());
			card.verifyPin(digits("123456"));
			card.logout();
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			refused(SECURITY_STATUS, () -> card.sign(TBS));
			refused(0x63C2, () -> card.verifyPin(digits("000000")));
			refused(0x63C1, () -> card.verifyPin(digits("000000")));
			assertEquals(Why.LAST_PIN_TRY, assertThrows(Refusal.class, () -> card.verifyPin(digits("000000"))).why());
			assertEquals(Why.LAST_PIN_TRY, assertThrows(Refusal.class, () -> card.verifyPin(digits("123456"))).why());
			assertEquals(OptionalInt.of(1), card.pinTriesLeft());
			refused(0x6983, () -> card.verifyPinAtLastTry(digits("000000")));
			refused(0x6983, () -> card.verifyPin(digits("123456")));
			assertEquals(OptionalInt.of(0), card.pinTriesLeft());
		}
	}

	@Test
	void aBlockedCardGetsANewPinWithThePukAndAWrongPukCostsOneOfItsTries() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = open(channel);
			assertEquals(OptionalInt.empty(), card.pukTriesLeft());
			refused(0x6A88, () -> card.unblock(digits("87654321"), digits("111111")));
			make(card);
			assertEquals(OptionalInt.of(3), card.pukTriesLeft());
			for (int tries = 0; tries < 3; tries++) {
				assertThrows(CardFault.class, () -> card.verifyPinAtLastTry(digits("000000")));
			}
			refused(0x63C2, () -> card.unblock(digits("11111111"), digits("111111")));
			assertEquals(OptionalInt.of(2), card.pukTriesLeft());
			assertEquals(OptionalInt.of(0), card.pinTriesLeft());
			card.unblock(digits("87654321"), digits("111111"));
			assertEquals(OptionalInt.of(3), card.pukTriesLeft());
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			card.verifyPin(digits("111111"));
		}
	}

	@Test
	void aPukTriedThreeTimesIsDead() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = open(channel);
			make(card);
			refused(0x63C2, () -> card.unblock(digits("11111111"), digits("111111")));
			refused(0x63C1, () -> card.unblock(digits("11111111"), digits("111111")));
			refused(0x6983, () -> card.unblock(digits("11111111"), digits("111111")));
			refused(0x6983, () -> card.unblock(digits("87654321"), digits("111111")));
			assertEquals(OptionalInt.of(0), card.pukTriesLeft());
			card.verifyPin(digits("123456"));
		}
	}

	private static void make(SmartCard card) {
		card.generateKeyPair(KeyType.EC_P256);
		card.signBeforePin(TBS);
		card.writeCertificate(CERTIFICATE, "Ayşe Işık");
		card.setPin(digits("123456"));
		card.setPuk(digits("87654321"));
		card.verifyPin(digits("123456"));
		card.sign(TBS);
	}

	@ParameterizedTest
	@EnumSource(names = { "PULLED_BEFORE", "PULLED_AFTER", "MUTE" })
	void aCardLostAtAnyCommandGivesAFaultAndNeverHalfAnAnswer(Trouble.What what) {
		int command = 1;
		while (!madeDespite(new Trouble(command, what, 0))) {
			ChipSerial serial = desk.cardIn(reader).orElseGet(this::putBack);
			Optional<Bytes> inside = desk.lookInto(serial).certificate();
			try (CardChannel channel = desk.open(reader)) {
				SmartCard card = open(channel);
				assertEquals(serial, card.serial());
				assertEquals(inside, card.certificate());
				assertTrue(inside.isEmpty() || inside.get().equals(CERTIFICATE));
				assertFalse(card.blank() && desk.lookInto(serial).publicKey().isPresent());
			}
			desk.makeBlank(1);
			desk.swap(reader);
			command++;
		}
		assertTrue(command > 30, "only " + command + " commands");
	}

	private ChipSerial last;

	private ChipSerial putBack() {
		desk.insert(reader, last);
		return last;
	}

	/** Whether the trouble came too late. */
	private boolean madeDespite(Trouble trouble) {
		last = desk.cardIn(reader).orElseThrow();
		desk.plan(reader, trouble);
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = open(channel);
			assertTrue(card.blank());
			make(card);
			assertTrue(card.certificate().isPresent());
			return true;
		} catch (ReaderFault lost) {
			assertEquals(trouble.what() == Trouble.What.MUTE ? ReaderFault.Kind.CARD_MUTE : ReaderFault.Kind.CARD_GONE,
					lost.kind());
			return false;
		} catch (CardFault e) {
			return fail(e);
		}
	}

	@Test
	void aCardWithoutTheApplicationIsRefused() {
		desk.plan(reader, new Trouble(1, Trouble.What.ANSWERS, 0x6A82));
		try (CardChannel channel = desk.open(reader)) {
			refused(0x6A82, () -> open(channel));
		}
	}
}
