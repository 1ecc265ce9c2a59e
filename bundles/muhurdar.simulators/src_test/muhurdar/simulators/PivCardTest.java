package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;

/** The card by its bytes, as SP 800-73-4 gives them. */
class PivCardTest {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();
	private static final String SELECT = "00A404000BA00000030800001000010000";
	private static final String VERIFY = "0020008008313233343536FFFF";
	private static final String FACTORY_KEY = "010203040506070801020304050607080102030405060708";
	private static final String GENERATE_P256 = "0047009C05AC03800111";

	@TempDir
	Path folder;
	private PivCard card;

	@BeforeEach
	void newCard() {
		CardMemory memory = CardMemory.blank(file(), CardType.PIV, new ChipSerial("0000ABCD"));
		memory.save();
		card = new PivCard(memory, new KeyPool(), new CardClock(1, 0, memory.serial()));
	}

	private Path file() {
		return folder.resolve("0000ABCD.card");
	}

	/** As after a power failure: from the file. */
	private void again() {
		CardMemory memory = CardMemory.load(file());
		card = new PivCard(memory, new KeyPool(), new CardClock(1, 0, memory.serial()));
		says(SELECT, "61114F0600001000010079074F05A0000003089000");
	}

	private String send(String apdu) {
		return HEX.formatHex(card.transmit(HEX.parseHex(apdu)));
	}

	private void says(String apdu, String answer) {
		assertEquals(answer, send(apdu), apdu);
	}

	/** External authentication. */
	private String authenticate(String algorithm, String keyHex) throws Exception {
		String challenge = send("0087" + algorithm + "9B047C02810000");
		if (!challenge.endsWith("9000")) {
			return challenge;
		}
		byte[] clear = HEX.parseHex(challenge.substring(8, challenge.length() - 4));
		byte[] key = HEX.parseHex(keyHex);
		String name = algorithm.equals("03") ? "DESede" : "AES";
		Cipher cipher = Cipher.getInstance(name + "/ECB/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, name));
		byte[] answer = cipher.doFinal(clear);
		return send("0087%s9B%02X7C%02X82%02X%s".formatted(algorithm, answer.length + 4, answer.length + 2, answer.length,
				HEX.formatHex(answer)));
	}

	@Test
	void nothingIsDoneBeforeTheApplicationIsSelected() {
		says(VERIFY, "6D00");
		says("00A4040007A0000000041010", "6A82");
		again();
		says(VERIFY, "9000");
		card.reset();
		says(VERIFY, "6D00");
	}

	@Test
	void itTellsVersionAndSerialNumber() {
		again();
		says("00FD000000", "0504039000");
		says("00F8000000", "0000ABCD9000");
	}

	@Test
	void nothingIsMadeOrWrittenWithoutTheManagementKey() throws Exception {
		again();
		says(GENERATE_P256, "6982");
		says("00DB3FFF095C035FC10253020102", "6982");
		says("00FFFFFF13089B1000112233445566778899AABBCCDDEEFF", "6982");
		assertEquals("6982", authenticate("03", FACTORY_KEY.replace("08", "0A")));
		says(GENERATE_P256, "6982");
		assertEquals("6A86", authenticate("08", "00112233445566778899AABBCCDDEEFF"));
		assertEquals("9000", authenticate("03", FACTORY_KEY));
		assertTrue(send(GENERATE_P256).endsWith("9000"));
		card.reset();
		again();
		says(GENERATE_P256, "6982");
	}

	@Test
	void anAnswerToTheChallengeIsTakenOnceOnly() throws Exception {
		again();
		says("008703" + "9B0C7C0A82080000000000000000", "6982");
		assertEquals("9000", authenticate("03", FACTORY_KEY));
		says("008703" + "9B0C7C0A82080000000000000000", "6982");
		says(GENERATE_P256, "6982");
	}

	@ParameterizedTest
	@CsvSource({ "03,18,112233445566778899AABBCCDDEEFF001122334455667788", "08,10,00112233445566778899AABBCCDDEEFF",
			"0A,18,00112233445566778899AABBCCDDEEFF0011223344556677",
			"0C,20,00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF" })
	void theManagementKeyCanBeChangedToEveryAlgorithm(String algorithm, String length, String key) throws Exception {
		again();
		says("00F7009B00", "010103020200010501019000");
		authenticate("03", FACTORY_KEY);
		says("00FFFFFF%02X%s9B%s%s".formatted(3 + key.length() / 2, algorithm, length, key), "9000");
		again();
		says("00F7009B00", "0101" + algorithm + "020200010501009000");
		assertNotEquals("9000", authenticate("03", FACTORY_KEY));
		assertEquals("9000", authenticate(algorithm, key));
	}

	@Test
	void aKeyOfTheWrongLengthIsNotTaken() throws Exception {
		again();
		authenticate("03", FACTORY_KEY);
		says("00FFFFFF130C9B1000112233445566778899AABBCCDDEEFF", "6A80");
		says("00FFFFFF13079B1000112233445566778899AABBCCDDEEFF", "6A80");
		says("00F7009B00", "010103020200010501019000");
	}

	@Test
	void theCardProvesTheManagementKeyTooIfItIsAsked() throws Exception {
		again();
		byte[] witness = HEX.parseHex(send("0087039B047C02800000").substring(8, 24));
		Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
		SecretKeySpec key = new SecretKeySpec(HEX.parseHex(FACTORY_KEY), "DESede");
		cipher.init(Cipher.DECRYPT_MODE, key);
		byte[] clear = cipher.doFinal(witness);
		cipher.init(Cipher.ENCRYPT_MODE, key);
		String proof = HEX.formatHex(cipher.doFinal(HEX.parseHex("0102030405060708")));
		says("0087039B167C148008" + HEX.formatHex(clear) + "8108010203040506070800", "7C0A8208" + proof + "9000");
		assertTrue(send(GENERATE_P256 + "00").endsWith("9000"));
	}

	@ParameterizedTest
	@CsvSource({ "RSA_2048,07", "EC_P256,11", "EC_P384,14" })
	void oneVerifiedPinGivesOneSignature(KeyType type, String algorithm) throws Exception {
		again();
		says("00F7009C00", "6A88");
		says("0087" + algorithm + "9C067C0482008100", "6A88");
		authenticate("03", FACTORY_KEY);
		String key = whole("0047009C05AC038001" + algorithm + "00");
		assertTrue(key.startsWith("7F49"), key);
		boolean rsa = type == KeyType.RSA_2048;
		byte[] text = "Mühürdar".getBytes("UTF-8");
		byte[] hash = MessageDigest.getInstance(type == KeyType.EC_P384 ? "SHA-384" : "SHA-256").digest(text);
		String block = rsa
				? "0001" + "FF".repeat(202) + "003031300D060960864801650304020105000420" + HEX.formatHex(hash)
				: HEX.formatHex(hash);
		String value = HEX.formatHex(
				Tlv.of(0x7C, HEX.parseHex("8200" + HEX.formatHex(Tlv.of(0x81, HEX.parseHex(block))))));
		says("1087" + algorithm + "9CFF" + (value + "00".repeat(255)).substring(0, 510), "9000");
		again();
		assertEquals("6982", signature(algorithm, value));
		says(VERIFY, "9000");
		String answer = signature(algorithm, value);
		byte[] signature = Tlv.get(Tlv.get(HEX.parseHex(answer.substring(0, answer.length() - 4)), 0x7C), 0x82);
		Signature verifier = Signature.getInstance(
				rsa ? "SHA256withRSA" : type == KeyType.EC_P256 ? "SHA256withECDSA" : "SHA384withECDSA");
		byte[] encoded = card.insides().publicKey().orElseThrow().toArray();
		verifier.initVerify(KeyPool.publicKey(encoded, rsa));
		verifier.update(text);
		assertTrue(verifier.verify(signature));
		assertEquals("6982", signature(algorithm, value));
		assertTrue(whole("00F7009C00").contains("0101" + algorithm + "02020301030101"));
	}

	private String signature(String algorithm, String value) {
		int longest = 510;
		String rest = value;
		while (rest.length() > longest) {
			says("1087" + algorithm + "9CFF" + rest.substring(0, longest), "9000");
			rest = rest.substring(longest);
		}
		return whole("0087" + algorithm + "9C%02X".formatted(rest.length() / 2) + rest + "00");
	}

	/** With GET RESPONSE. */
	private String whole(String apdu) {
		StringBuilder all = new StringBuilder();
		String answer = send(apdu);
		while (answer.startsWith("61", answer.length() - 4)) {
			all.append(answer, 0, answer.length() - 4);
			answer = send("00C00000" + answer.substring(answer.length() - 2));
		}
		return all.append(answer).toString();
	}

	@Test
	void objectsAreWrittenInAChainAndReadByGetResponse() throws Exception {
		again();
		says("00CB3FFF055C035FC10A00", "6A82");
		authenticate("03", FACTORY_KEY);
		byte[] object = new byte[1000];
		for (int i = 0; i < object.length; i++) {
			object[i] = (byte) i;
		}
		String data = "5C035FC10A538203E8" + HEX.formatHex(object);
		for (; data.length() > 510; data = data.substring(510)) {
			says("10DB3FFFFF" + data.substring(0, 510), "9000");
			assertFalse(CardMemory.load(file()).files.containsKey("5FC10A"));
		}
		says("00DB3FFF%02X%s".formatted(data.length() / 2, data), "9000");
		again();
		String first = send("00CB3FFF055C035FC10A00");
		assertEquals(2 * 258, first.length());
		assertTrue(first.endsWith("6100"), "at least 256 more: " + first.substring(first.length() - 4));
		assertEquals(2 * 18, send("00C0000010").length(), "Le is honoured");
		assertEquals("538203E8" + HEX.formatHex(object) + "9000", whole("00CB3FFF055C035FC10A00"));
		authenticate("03", FACTORY_KEY);
		says("00DB3FFF075C035FC10A5300", "9000");
		says("00CB3FFF055C035FC10A00", "6A82");
	}

	@Test
	void theDiscoveryObjectSaysThatThereIsAnApplicationPin() {
		again();
		says("00CB3FFF035C017E00", "7E124F0BA0000003080000100001005F2F0240009000");
	}

	@Test
	void threeWrongPinsBlockItAndThePukOpensItAgain() {
		again();
		says("00200080", "63C3");
		says(VERIFY, "9000");
		says("00200080", "9000");
		says("0020FF80", "9000");
		says("00200080", "63C3");
		says("0020008008303030303030FFFF", "63C2");
		says("00200080083031", "6700");
		says("002000800830303030FFFFFFFF", "6A80");
		again();
		says("00200080", "63C2");
		says("0020008008303030303030FFFF", "63C1");
		says("0020008008303030303030FFFF", "6983");
		says(VERIFY, "6983");
		says("00200080", "6983");
		says("002C0080103030303030303030313131313131FFFF", "63C2");
		says("002C0080103132333435363738313131313131FFFF", "9000");
		says("0020008008313131313131FFFF", "9000");
	}

	@Test
	void pinAndPukAreChangedFromTheFactorysAndTheCardKnowsThat() {
		again();
		says("00F7008000", "0101FF05010106020303" + "9000");
		assertTrue(card.insides().pin().isEmpty());
		says("0024008010313233343536FFFF363534333231FFFF", "9000");
		says("0024008010313233343536FFFF363534333231FFFF", "63C2");
		says("00F7008000", "0101FF05010006020302" + "9000");
		assertFalse(card.finished());
		says("00240081103132333435363738" + "3837363534333231", "9000");
		says("00F7008100", "0101FF05010006020303" + "9000");
		again();
		assertTrue(card.finished());
		assertArrayEquals("654321".getBytes(), card.insides().pin().orElseThrow().use(byte[]::clone));
		says("0020008008363534333231FFFF", "9000");
	}

	@Test
	void threeWrongPuksEndIt() {
		again();
		for (String left : new String[] { "63C2", "63C1", "6983", "6983" }) {
			says("002C0080103030303030303030313131313131FFFF", left);
		}
		says("002C0080103132333435363738313131313131FFFF", "6983");
	}

	@Test
	void aBoxHoldsCardsOfTheTypeThatItWasMadeFor() {
		try (LocalDesk desk = new LocalDesk(folder.resolve("desk"),
				new LocalDesk.Options(1, 2, 1, 0, false, java.time.Duration.ZERO, CardType.PIV))) {
			var reader = desk.readers().getFirst();
			ChipSerial serial = desk.swap(reader).orElseThrow();
			assertEquals(8, serial.hex().length());
			try (var channel = desk.open(reader)) {
				assertEquals(PivCard.ATR, channel.atr());
				channel.transmit(HEX.parseHex(SELECT));
				assertEquals(serial.hex() + "9000", HEX.formatHex(channel.transmit(HEX.parseHex("00F8000000"))));
			}
		}
	}
}
