package muhurdar.card.piv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import muhurdar.api.spi.BerTlv;
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
import muhurdar.simulators.CardType;
import muhurdar.simulators.LocalDesk;

class PivSmartCardTest {

	private static final Bytes TBS = Bytes.of("MUHURDAR-QC|1|2".getBytes(StandardCharsets.US_ASCII));
	private static final Bytes CERTIFICATE = Bytes.ofHex("30820510" + "07A5".repeat(648));
	private static final HexFormat HEX = HexFormat.of().withUpperCase();
	private static final int CONDITIONS_NOT_SATISFIED = 0x6985;
	private static final int SECURITY_STATUS = 0x6982;

	@TempDir
	Path folder;
	private LocalDesk desk;
	private ReaderName reader;
	private ChipSerial last;
	private final PivProfile profile = new PivProfile();

	@BeforeEach
	void putACardIn() {
		desk = new LocalDesk(folder, new LocalDesk.Options(1, 2, 1, 0, false, Duration.ZERO, CardType.PIV));
		reader = desk.readers().getFirst();
		desk.swap(reader);
	}

	@AfterEach
	void closeDesk() {
		desk.close();
	}

	private static Secret text(String digits) {
		return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
	}

	private static Secret managementKey(int seed) {
		byte[] key = new byte[32];
		for (int i = 0; i < key.length; i++) {
			key[i] = (byte) (16 * seed + 7 * i);
		}
		return Secret.taking(key);
	}

	private static void refused(int statusWord, Executable what) {
		assertEquals(statusWord, assertThrows(CardFault.class, what).statusWord());
	}

	private static boolean verifies(KeyType type, Bytes key, Bytes signature) throws Exception {
		boolean rsa = type == KeyType.RSA_2048;
		Signature verifier = Signature.getInstance(
				rsa ? "SHA256withRSA" : type == KeyType.EC_P256 ? "SHA256withECDSA" : "SHA384withECDSA");
		verifier.initVerify(KeyFactory.getInstance(rsa ? "RSA" : "EC")
				.generatePublic(new X509EncodedKeySpec(key.toArray())));
		verifier.update(TBS.toArray());
		return verifier.verify(signature.toArray());
	}

	private static void make(SmartCard card) {
		card.takeOver(managementKey(1));
		card.generateKeyPair(KeyType.EC_P256);
		card.signBeforePin(TBS);
		card.writeCertificate(CERTIFICATE, "Ayşe Işık");
		card.setPin(text("654321"));
		card.setPuk(text("87654321"));
		card.verifyPin(text("654321"));
		card.sign(TBS);
	}

	@ParameterizedTest
	@EnumSource(KeyType.class)
	void aBlankCardIsMadeAndSaysSoInTheNextConnection(KeyType type) throws Exception {
		Bytes key;
		try (CardChannel channel = desk.open(reader)) {
			assertEquals(Recognition.Answer.ASK, profile.recognises(channel.atr()).answer());
			assertEquals(Recognition.Answer.YES, profile.asks(channel).answer());
			SmartCard card = profile.open(channel);
			assertTrue(card.blank());
			assertNull(card.keyType());
			card.takeOver(managementKey(1));
			key = card.generateKeyPair(type);
			assertTrue(verifies(type, key, card.signBeforePin(TBS)));
			card.writeCertificate(CERTIFICATE, "Ayşe Işık");
			assertFalse(card.pinSet());
			assertEquals(OptionalInt.empty(), card.pinTriesLeft());
			card.setPin(text("654321"));
			assertFalse(card.pukSet());
			assertEquals(OptionalInt.empty(), card.pukTriesLeft());
			card.setPuk(text("87654321"));
			card.verifyPin(text("654321"));
			assertTrue(verifies(type, key, card.sign(TBS)));
			card.logout();
		}
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			assertFalse(card.blank());
			assertEquals(desk.cardIn(reader), Optional.of(card.serial()));
			assertEquals(Optional.of(key), card.publicKey());
			assertEquals(type, card.keyType());
			assertEquals(Optional.of(CERTIFICATE), card.certificate());
			assertTrue(card.pinSet());
			assertTrue(card.pukSet());
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			assertEquals(OptionalInt.of(3), card.pukTriesLeft());
			refused(SECURITY_STATUS, () -> card.sign(TBS));
		}
		SimulatedCard inside = desk.lookInto(desk.cardIn(reader).orElseThrow());
		assertEquals(Optional.of(key), inside.publicKey());
		assertEquals(Optional.of(CERTIFICATE), inside.certificate());
		assertEquals("654321", new String(inside.pin().orElseThrow().use(byte[]::clone), StandardCharsets.US_ASCII));
		assertTrue(inside.finished());
	}

	@Test
	void anyOtherOrderIsRefusedAndCostsNoTry() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			refused(CONDITIONS_NOT_SATISFIED, () -> card.generateKeyPair(KeyType.EC_P256));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.writeCertificate(CERTIFICATE, "x"));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPin(text("654321")));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPuk(text("87654321")));
			refused(0x6A88, () -> card.signBeforePin(TBS));
			card.takeOver(managementKey(1));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.writeCertificate(CERTIFICATE, "x"));
			card.generateKeyPair(KeyType.EC_P256);
			refused(CONDITIONS_NOT_SATISFIED, () -> card.generateKeyPair(KeyType.EC_P256));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPin(text("654321")));
			card.writeCertificate(CERTIFICATE, "x");
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPuk(text("87654321")));
			card.setPin(text("654321"));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.signBeforePin(TBS));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPin(text("111111")));
			card.setPuk(text("87654321"));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPuk(text("12345678")));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.generateKeyPair(KeyType.EC_P256));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.writeCertificate(CERTIFICATE, "y"));
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			assertEquals(OptionalInt.of(3), card.pukTriesLeft());
		}
	}

	@Test
	void onlyItsManagementKeyOpensACardAgainAndNothingIsMadeTwice() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			card.takeOver(managementKey(1));
			assertFalse(card.blank());
			card.generateKeyPair(KeyType.EC_P256);
		}
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			refused(SECURITY_STATUS, () -> card.takeOver(managementKey(2)));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.writeCertificate(CERTIFICATE, "x"));
			card.takeOver(managementKey(1));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.generateKeyPair(KeyType.EC_P256));
			card.writeCertificate(CERTIFICATE, "x");
			card.setPin(text("654321"));
			card.setPuk(text("87654321"));
		}
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			card.takeOver(managementKey(1));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.setPuk(text("12345678")));
			refused(CONDITIONS_NOT_SATISFIED, () -> card.writeCertificate(CERTIFICATE, "y"));
		}
	}

	@Test
	void wrongPinsAreCountedTheLastTryIsKeptAndThePukOpensABlockedPin() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			make(card);
			refused(0x63C2, () -> card.verifyPin(text("000000")));
			assertEquals(OptionalInt.of(2), card.pinTriesLeft());
			card.verifyPin(text("654321"));
			card.logout();
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			refused(SECURITY_STATUS, () -> card.sign(TBS));
			refused(0x63C2, () -> card.verifyPin(text("000000")));
			refused(0x63C1, () -> card.verifyPin(text("000000")));
			assertEquals(Why.LAST_PIN_TRY, assertThrows(Refusal.class, () -> card.verifyPin(text("000000"))).why());
			assertEquals(OptionalInt.of(1), card.pinTriesLeft());
			refused(0x6983, () -> card.verifyPinAtLastTry(text("000000")));
			refused(0x6983, () -> card.verifyPin(text("654321")));
			assertEquals(OptionalInt.of(0), card.pinTriesLeft());
			refused(0x63C2, () -> card.unblock(text("11111111"), text("111111")));
			assertEquals(OptionalInt.of(2), card.pukTriesLeft());
			card.unblock(text("87654321"), text("111111"));
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			assertEquals(OptionalInt.of(3), card.pukTriesLeft());
			card.verifyPin(text("111111"));
			card.sign(TBS);
			refused(SECURITY_STATUS, () -> card.sign(TBS));
		}
	}

	@Test
	void aSecretLongerThanTheCardTakesIsNotSent() {
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			refused(0x6A80, () -> card.verifyPinAtLastTry(text("123456789")));
			assertEquals(3, desk.lookInto(desk.cardIn(reader).orElseThrow()).pinTriesLeft());
		}
	}

	/** Answers instead of the card where the function does. */
	private record Between(CardChannel card, Function<String, Optional<String>> instead) implements CardChannel {

		@Override
		public Bytes atr() {
			return card.atr();
		}

		@Override
		public byte[] transmit(byte[] command) {
			return instead.apply(HEX.formatHex(command)).map(HEX::parseHex).orElseGet(() -> card.transmit(command));
		}

		@Override
		public void close() {
			card.close();
		}
	}

	private CardChannel answering(String command, String answer) {
		return new Between(desk.open(reader),
				sent -> sent.startsWith(command) ? Optional.of(answer) : Optional.empty());
	}

	@Test
	void aCardWithoutAesGetsAKeyFor3Des() {
		try (CardChannel channel = answering("00FFFFFF230C", "6A80")) {
			make(profile.open(channel));
		}
		try (CardChannel channel = desk.open(reader)) {
			SmartCard card = profile.open(channel);
			assertEquals("010103020200010501009000", HEX.formatHex(channel.transmit(HEX.parseHex("00F7009B00"))));
			refused(SECURITY_STATUS, () -> card.takeOver(managementKey(2)));
			card.takeOver(managementKey(1));
		}
	}

	@Test
	void aCardThatCannotProveItsManagementKeyIsNotGivenOurs() {
		Function<String, Optional<String>> wrongProof = sent -> sent.startsWith("0087039B16")
				? Optional.of("7C0A8208" + "00".repeat(8) + "9000")
				: sent.startsWith("00FF") ? Optional.of("6F00") : Optional.empty();
		try (CardChannel channel = new Between(desk.open(reader), wrongProof)) {
			SmartCard card = profile.open(channel);
			refused(SECURITY_STATUS, () -> card.takeOver(managementKey(1)));
			assertTrue(card.blank());
		}
	}

	@Test
	void aCardWithTheStandardAloneIsReadAndUsedAndNeverTakenForBlank() {
		try (CardChannel channel = desk.open(reader)) {
			make(profile.open(channel));
		}
		try (CardChannel channel = answering("00F", "6D00")) {
			SmartCard card = profile.open(channel);
			assertEquals(32, card.serial().hex().length(), "the GUID");
			assertEquals(Optional.of(CERTIFICATE), card.certificate());
			assertFalse(card.blank());
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
			refused(0x63C2, () -> card.verifyPin(text("000000")));
			assertEquals(OptionalInt.of(2), card.pinTriesLeft());
			assertEquals(OptionalInt.empty(), card.pukTriesLeft());
			refused(0x6A88, () -> card.takeOver(managementKey(1)));
			card.verifyPin(text("654321"));
		}
		desk.swap(reader);
		try (CardChannel channel = answering("00F", "6D00")) {
			SmartCard card = profile.open(channel);
			refused(0x6A88, card::serial);
			assertFalse(card.blank());
			assertEquals(Optional.empty(), card.publicKey());
			assertNull(card.keyType());
		}
	}

	@Test
	void aCardWithoutTheApplicationIsNotPiv() {
		try (CardChannel channel = answering("00A4", "6A82")) {
			Recognition said = profile.asks(channel);
			assertEquals(Recognition.no(Recognition.Reason.APPLICATION_MISSING, "A000000308000010000100 6A82"), said);
			refused(0x6A82, () -> profile.open(channel));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "61114F0600001000010079074F05A000000308", "610D4F0BA000000308000010000100",
			"610F5F5004687474704F06000010000200", "61174F0600001000010050045049562079074F05A000000308" })
	void aCardThatAnswersWithThePixIsPivOfWhateverVersion(String answer) {
		try (CardChannel channel = answering("00A4", answer + "9000")) {
			assertEquals(Recognition.yes(Recognition.Reason.APPLICATION_FOUND, "A000000308000010000100"), profile.asks(channel));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "6100", "6F0A4F08A000000308000010", "610A4F08A000000151000010", "61074F0579A0000003",
			"79074F05A000000308", "61114F06000010", "4F06000010000100", "61", "9000" })
	void aCardThatTakesAnySelectionIsNotPiv(String answer) {
		try (CardChannel channel = answering("00A4", answer + "9000")) {
			assertEquals(Recognition.no(Recognition.Reason.APPLICATION_FOREIGN, "A000000308000010000100 9000"),
					profile.asks(channel));
		}
	}

	@Test
	void anAnswerThatCannotBeUnderstoodIsAFaultOfTheCard() {
		for (String nonsense : new String[] { "9000", "539000", "53829000", "5383FFFFFF9000", "5382FFFF009000", "5303709000",
				"53047002309000", "7F9000", "5310709000" }) {
			try (CardChannel channel = answering("00CB", nonsense)) {
				SmartCard card = profile.open(channel);
				refused(0x6F00, card::certificate);
			}
		}
	}

	@Test
	void aCertificateMayBeCompressed() throws Exception {
		var packed = new ByteArrayOutputStream();
		try (var gzip = new GZIPOutputStream(packed)) {
			gzip.write(CERTIFICATE.toArray());
		}
		assertEquals(CERTIFICATE, PivObjects.certificate(object(packed.toByteArray())));
		refused(0x6F00, () -> PivObjects.certificate(object(Arrays.copyOf(packed.toByteArray(), 20))));
	}

	private static byte[] object(byte[] certificate) {
		return BerTlv.get(BerTlv.of(0x53, BerTlv.of(0x70, certificate), BerTlv.of(0x71, 0x01), BerTlv.of(0xFE)), 0x53);
	}

	@ParameterizedTest
	@EnumSource(names = { "PULLED_BEFORE", "PULLED_AFTER", "MUTE", "ANSWERS" })
	void aCardLostOrRefusingAtAnyCommandGivesAFaultAndCanBeReadAndOpenedAgain(Trouble.What what) {
		int command = 1;
		while (!madeDespite(new Trouble(command, what, 0x6F00))) {
			ChipSerial serial = desk.cardIn(reader).orElseGet(this::putBack);
			SimulatedCard inside = desk.lookInto(serial);
			try (CardChannel channel = desk.open(reader)) {
				SmartCard card = profile.open(channel);
				assertEquals(serial, card.serial());
				assertEquals(inside.publicKey(), card.publicKey());
				assertEquals(inside.certificate(), card.certificate());
				assertTrue(inside.certificate().isEmpty() || inside.certificate().get().equals(CERTIFICATE));
				assertEquals(inside.pin().isPresent(), card.pinSet());
				assertEquals(inside.finished(), card.pukSet());
				assertFalse(card.blank() && inside.publicKey().isPresent());
				assertEquals(3, inside.pinTriesLeft());
				assertEquals(3, inside.pukTriesLeft());
				card.takeOver(managementKey(1));
			}
			desk.makeBlank(1);
			desk.swap(reader);
			command++;
		}
		assertTrue(command > 20, "only " + command + " commands");
	}

	private ChipSerial putBack() {
		desk.insert(reader, last);
		return last;
	}

	/** Whether the trouble came too late. */
	private boolean madeDespite(Trouble trouble) {
		last = desk.cardIn(reader).orElseThrow();
		desk.plan(reader, trouble);
		try (CardChannel channel = desk.open(reader)) {
			make(profile.open(channel));
			return true;
		} catch (ReaderFault lost) {
			assertEquals(trouble.what() == Trouble.What.MUTE ? ReaderFault.Kind.CARD_MUTE : ReaderFault.Kind.CARD_GONE,
					lost.kind());
			return false;
		} catch (CardFault no) {
			assertEquals(Trouble.What.ANSWERS, trouble.what());
			return false;
		}
	}
}
