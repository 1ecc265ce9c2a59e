package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

class DiversificationTest {

	private static final String MASTER = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";
	private static final ChipSerial CHIP = new ChipSerial("0102030405060708090A0B0C");

	private static Diversification.MasterKey master() {
		return Diversification.inMemory(Secret.taking(HexFormat.of().parseHex(MASTER)));
	}

	private static String text(Secret digits) {
		return new String(digits.use(byte[]::clone), StandardCharsets.US_ASCII);
	}

	private static String puk(int version, ChipSerial chip) {
		return text(Diversification.puk(master(), version, chip));
	}

	/** NIST CAVP, CAVS 14.4, KDFCTR_gen.rsp: [PRF=HMAC_SHA256] [CTRLOCATION=BEFORE_FIXED] [RLEN=32_BITS], COUNT first. */
	@ParameterizedTest
	@CsvSource({
			"0, DD1D91B7D90B2BD3138533CE92B272FBF8A369316AEFE242E659CC0AE238AFE0, 01322B96B30ACD197979444E468E1C5C6859BF1B1CF951B7E725303E237E46B864A145FAB25E517B08F8683D0315BB2911D80A0E8ABA17F3B413FAAC, 10621342BFB0FD40046C0E29F2CFDBF0",
			"10, E204D6D466AAD507FFAF6D6DAB0A5B26152C9E21E764370464E360C8FBC765C6, 7B03B98D9F94B899E591F3EF264B71B193FBA7043C7E953CDE23BC5384BC1A6293580115FAE3495FD845DADBD02BD6455CF48D0F62B33E62364A3A80, 770DFAB6A6A4A4BEE0257FF335213F78D8287B4FD537D5C1FFFA956910E7C779",
			"20, DC60338D884EECB72975C603C27B360605011756C697C4FC388F5176EF81EFB1, 44D7AA08FEBA26093C14979C122C2437C3117B63B78841CD10A4BC5ED55C56586AD8986D55307DCA1D198EDCFFBC516A8FBE6152AA428CDD800C062D, 29AC07DCCF1F28D506CD623E6E3FC2FA255BD60B",
			"30, C4BEDBDDB66493E7C7259A3BBBC25F8C7E0CA7FE284D92D431D9CD99A0D214AC, 1C69C54766791E315C2CC5C47ECD3FFAB87D0D273DD920E70955814C220EACACE6A5946542DA3DFE24FF626B4897898CAFB7DB83BDFF3C14FA46FD4B, 1DA47638D6C9C4D04D74D4640BBD42AB814D9E8CC22F4326695239F96B0693F12D0DD1152CF44430" })
	void nistsVectorsComeOut(int count, String key, String fixedInputData, String expected) {
		byte[] derived = Diversification.counterMode(
				Diversification.inMemory(Secret.taking(Bytes.ofHex(key).toArray())),
				Bytes.ofHex(fixedInputData).toArray(), expected.length() / 2);
		assertEquals(expected, Bytes.of(derived).toHex(), "COUNT=" + count);
	}

	/** OpenSSL's KBKDF: counter mode, label as salt, context as info. */
	private static String openssl(String label, String contextHex, int length) throws Exception {
		Process kdf = new ProcessBuilder("openssl", "kdf", "-keylen", Integer.toString(length), "-kdfopt", "mac:HMAC",
				"-kdfopt", "digest:SHA256", "-kdfopt", "hexkey:" + MASTER, "-kdfopt", "salt:" + label, "-kdfopt",
				"hexinfo:" + contextHex, "KBKDF").redirectErrorStream(true).start();
		String text = new String(kdf.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		assertEquals(0, kdf.waitFor(), text);
		return text.strip().replace(":", "");
	}

	@Test
	void opensslDerivesTheSame() throws Exception {
		String context = "00000007" + CHIP.hex();
		byte[] ours = Diversification.derive(master(), "MUHURDAR PUK", Bytes.ofHex(context).toArray(), 128);
		assertEquals(openssl("MUHURDAR PUK", context, 128), Bytes.of(ours).toHex());
		assertEquals(openssl("MUHURDAR PIV 9B", context, 32),
				Bytes.of(Diversification.managementKey(master(), 7, CHIP).use(byte[]::clone)).toHex());
		assertEquals(openssl("MUHURDAR KCV", "00000007", 8), Diversification.keyCheckValue(master(), 7).toHex());
	}

	@Test
	void aPukIsTheFirstUnbiasedWordOfWhatOpensslDerives() throws Exception {
		for (int version = 1; version <= 5; version++) {
			byte[] stream = Bytes.ofHex(openssl("MUHURDAR PUK", "0000000" + version + CHIP.hex(), 128)).toArray();
			var words = ByteBuffer.wrap(stream);
			long word = Integer.toUnsignedLong(words.getInt());
			while (word >= 4_200_000_000L) {
				word = Integer.toUnsignedLong(words.getInt());
			}
			assertEquals("%08d".formatted(word % 100_000_000L), puk(version, CHIP));
		}
	}

	@Test
	void everyChipAndKeyVersionHasItsOwnPukForEver() {
		assertEquals(puk(1, CHIP), puk(1, CHIP));
		assertNotEquals(puk(1, CHIP), puk(2, CHIP));
		assertNotEquals(puk(1, CHIP), puk(1, new ChipSerial("0102030405060708090A0B0D")));
	}

	@Test
	void theCheckValueTellsKeysApartButIsBoundToItsVersion() {
		var other = Diversification.inMemory(Secret.taking(HexFormat.of().parseHex(MASTER.replace("1F", "1E"))));
		assertNotEquals(Diversification.keyCheckValue(master(), 1), Diversification.keyCheckValue(other, 1));
		assertNotEquals(Diversification.keyCheckValue(master(), 1), Diversification.keyCheckValue(master(), 2));
	}

	@Test
	void aMasterKeyOfAnotherLengthIsNotTaken() {
		assertThrows(IllegalArgumentException.class, () -> Diversification.inMemory(Secret.taking(new byte[16])));
	}

	@Test
	void wordsThatWouldMakeSomeDigitsLikelierAreSkipped() {
		byte[] stream = ByteBuffer.allocate(12).putInt((int) 4_200_000_000L).putInt(-1).putInt((int) 4_199_999_999L)
				.array();
		assertEquals("99999999", text(Digits.from(stream, 8)));
		assertTrue(Bytes.of(stream).equals(Bytes.of(new byte[12])), "stream is wiped");
		assertThrows(IllegalStateException.class,
				() -> Digits.from(ByteBuffer.allocate(4).putInt(-1).array(), 8));
	}

	@Test
	void aRandomPinHasItsDigitsAndNoOtherCharacters() {
		for (int count = 4; count <= 9; count++) {
			assertTrue(text(Digits.random(count)).matches("[0-9]{" + count + "}"));
		}
		assertThrows(IllegalArgumentException.class, () -> Digits.random(3));
	}
}
