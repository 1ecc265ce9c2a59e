package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.ChipSerial;

class AkisCardTest {

	private static final String SERIAL = "4D480102030405060000002A";
	private static final String MAKE_P256 = "0047800505AC0380011100";
	private static final String CREATE_4301 = "00E000000D620B8002000482010183024301";
	private static final String MAKE_PIN = "0024018106313233343536";
	private static final String MAKE_PUK = "00240182083837363534333231";
	private static final String VERIFY = "0020008106313233343536";

	@TempDir
	Path folder;
	private AkisCard card;

	@BeforeEach
	void takeABlankCard() {
		CardMemory memory = CardMemory.blank(folder.resolve(SERIAL + ".card"), CardType.AKIS, new ChipSerial(SERIAL));
		memory.save();
		card = new AkisCard(memory, new KeyPool(), new CardClock(1, 0, memory.serial()));
	}

	private String send(String hex) {
		return HexFormat.of().withUpperCase().formatHex(card.transmit(HexFormat.of().parseHex(hex)));
	}

	private void expect(String answer, String command) {
		assertEquals(answer, send(command));
	}

	/** The card as it would be after the process that simulates it was killed. */
	private void loseProcess() {
		CardMemory memory = CardMemory.load(folder.resolve(SERIAL + ".card"));
		card = new AkisCard(memory, new KeyPool(), new CardClock(1, 0, memory.serial()));
	}

	private void make() {
		assertTrue(send(MAKE_P256).endsWith("9000"));
		expect("9000", "00A4040C0C" + "A000000063504B43532D3135");
		expect("9000", CREATE_4301);
		expect("9000", "00D600000430030201");
		expect("9000", MAKE_PIN);
		expect("9000", MAKE_PUK);
	}

	@Test
	void foreignProbesAreAnsweredCalmly() {
		expect("6A82", "00A404000BA000000397425446590201" + "00");
		expect("6E00", "9060000000");
		expect("6D00", "00FD000000");
		expect("6700", "00A4");
		expect("6700", "00A404000000100000");
		expect("6A88", "00CA006E00");
	}

	@Test
	void serialNumberAndLifeCycleAreToldAsAkisDoes() {
		String answer = send("00CA01064D");
		assertEquals((77 + 2) * 2, answer.length());
		assertEquals(SERIAL, answer.substring(110, 134));
		assertEquals("A0", send("00CA01040A").substring(12, 14));
		make();
		assertEquals("A5", send("00CA01040A").substring(12, 14));
	}

	@Test
	void filesAreSelectedReadAndListedAsOpenScExpects() {
		make();
		expect("6F0A" + "820138" + "83023F00" + "900102" + "9000", "00A40000023F0000");
		expect("6F18" + "820138" + "83025015" + "840C" + "A000000063504B43532D3135" + "900102" + "9000",
				"00A40800043F00501500");
		expect("6F0E" + "80020004" + "820101" + "83024301" + "900106" + "9000", "00A4080006" + "3F0050154301" + "00");
		expect("300302019000", "00B0000000");
		expect("02019000", "00B0000210");
		expect("6B00", "00B0000510");
		expect("6F0E" + "80020100" + "820108" + "83024B01" + "900102" + "9000", "00A40200024B0100");
		expect("6982", "00B0000000");
		assertEquals("2F4301" + "00".repeat(17) + "2F4B01" + "00".repeat(17) + "9000", send("8018000000"));
		expect("6A82", "00A4020002440100");
	}

	@Test
	void aKilledProcessForgetsNothingThatWasAnswered() {
		make();
		String key = send("0047810500");
		loseProcess();
		assertEquals(key, send("0047810500"));
		expect("63C2", "0020008106303030303030");
		loseProcess();
		expect("63C2", "00200081");
		expect("9000", "00A4080C063F0050154301");
		expect("300302019000", "00B0000004");
	}

	@Test
	void aHalfWrittenFreshFileOfTheDiskHarmsNothing() throws Exception {
		make();
		Files.writeString(folder.resolve(SERIAL + ".card.new"), "serial=4D");
		loseProcess();
		expect("63C3", "00200081");
		expect("63C2", "0020008106303030303030");
		loseProcess();
		expect("63C2", "00200081");
	}

	@Test
	void rsaTakesAChainAndAnswersInParts() throws Exception {
		String first = send("0047800505AC0380010700");
		assertTrue(first.endsWith("611A") && first.length() == 246 * 2, first);
		assertTrue(send("00C000001A").endsWith("9000"));
		byte[] block = new byte[256];
		Arrays.fill(block, (byte) 0x11);
		block[0] = 0;
		String hex = HexFormat.of().formatHex(block);
		expect("9000", "0022C305");
		expect("9000", "102A9E9AF4" + hex.substring(0, 488));
		String start = send("002A9E9A0C" + hex.substring(488) + "00");
		assertTrue(start.endsWith("610C"), start);
		String rest = send("00C000000C");
		byte[] signature = HexFormat.of().parseHex(start.substring(0, 488) + rest.substring(0, 24));
		Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
		rsa.init(Cipher.ENCRYPT_MODE, KeyPool.publicKey(card.memory().publicKey, true));
		assertArrayEquals(block, rsa.doFinal(signature));
	}

	@Test
	void anInterruptedChainIsForgotten() {
		send(MAKE_P256);
		expect("9000", "102A9E9A04AAAAAAAA");
		expect("6A88", "00200081");
		assertEquals((64 + 2) * 2, send("002A9E9A20" + "11".repeat(32) + "00").length());
	}

	@Test
	void theKeySignsFreelyOnlyUntilThereIsAPin() throws Exception {
		send(MAKE_P256);
		String signature = send("002A9E9A20" + "11".repeat(32) + "00");
		Signature ec = Signature.getInstance("NONEwithECDSAinP1363Format");
		ec.initVerify(KeyPool.publicKey(card.memory().publicKey, false));
		ec.update(HexFormat.of().parseHex("11".repeat(32)));
		assertTrue(ec.verify(HexFormat.of().parseHex(signature.substring(0, 128))));
		expect("9000", "00A4000C025015");
		expect("9000", CREATE_4301);
		expect("9000", MAKE_PIN);
		expect("6982", "002A9E9A20" + "11".repeat(32) + "00");
		expect("9000", VERIFY);
		assertTrue(send("002A9E9A20" + "11".repeat(32) + "00").endsWith("9000"));
		expect("9000", "801A0000");
		expect("6982", "002A9E9A20" + "11".repeat(32) + "00");
		expect("9000", VERIFY);
		card.reset();
		expect("6982", "002A9E9A20" + "11".repeat(32) + "00");
	}

	@Test
	void nothingIsMadeAfterThePuk() {
		make();
		expect("6985", MAKE_P256);
		expect("6985", CREATE_4301);
		expect("6985", "801580B0024302");
		expect("6985", "801000B0025016");
		expect("6985", "80160200024301");
		expect("9000", "00A4080C063F0050154301");
		expect("6985", "00D600000431030201");
		expect("6985", MAKE_PIN);
		expect("6985", MAKE_PUK);
		expect("6985", "80090002");
		expect("9000", "80090001");
	}

	@Test
	void akisFilesAndFoldersComeAndGoWhileTheCardIsMade() {
		send(MAKE_P256);
		expect("9000", "801000B002" + "6000");
		expect("9000", "801580B002" + "6001");
		expect("9000", "00D6000003010203");
		expect("0102039000", "00B0000000");
		expect("6A81", "801541B003" + "600210");
		assertEquals("2F6001" + "00".repeat(17) + "9000", send("8018000000"));
		expect("9000", "80160200026001");
		expect("6A82", "00A4020002600100");
	}

	@Test
	void thePinIsChangedAndUnblockedAndThePukDiesAfterThreeTries() {
		make();
		expect("9000", "002402010E" + "06313233343536" + "06363534333231");
		expect("63C2", VERIFY);
		expect("63C1", VERIFY);
		expect("6983", VERIFY);
		expect("6983", "002402010E" + "06363534333231" + "06313233343536");
		expect("9000", "002C00810E" + "3837363534333231" + "313233343536");
		expect("9000", VERIFY);
		for (String left : new String[] { "63C2", "63C1", "6983", "6983" }) {
			expect(left, "002C00810E" + "3030303030303030" + "313233343536");
		}
		expect("6983", "002C00810E" + "3837363534333231" + "313233343536");
		expect("6983", "00200082");
	}
}
