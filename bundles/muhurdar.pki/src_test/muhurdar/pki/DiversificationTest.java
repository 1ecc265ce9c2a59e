package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

class DiversificationTest {

	private static final String MASTER = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";
	private static final ChipSerial CHIP = new ChipSerial("0102030405060708090A0B0C");

	private static Secret master() {
		return Secret.taking(HexFormat.of().parseHex(MASTER));
	}

	private static String text(Secret digits) {
		return new String(digits.copy(), StandardCharsets.US_ASCII);
	}

	private static String puk(int version, ChipSerial chip) {
		return text(Diversification.puk(master(), version, chip));
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
				Bytes.of(Diversification.managementKey(master(), 7, CHIP).copy()).toHex());
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
		var other = Secret.taking(HexFormat.of().parseHex(MASTER.replace("1F", "1E")));
		assertNotEquals(Diversification.keyCheckValue(master(), 1), Diversification.keyCheckValue(other, 1));
		assertNotEquals(Diversification.keyCheckValue(master(), 1), Diversification.keyCheckValue(master(), 2));
	}

	@Test
	void aMasterKeyOfAnotherLengthIsNotTaken() {
		assertThrows(IllegalArgumentException.class,
				() -> Diversification.puk(Secret.taking(new byte[16]), 1, CHIP));
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
