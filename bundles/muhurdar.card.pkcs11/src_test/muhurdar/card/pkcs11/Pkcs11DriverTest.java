package muhurdar.card.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.Recognition.Answer;
import muhurdar.domain.Bytes;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

/** What needs no module; the rest is proven by releng/pkcs11. */
class Pkcs11DriverTest {

	@TempDir
	Path folder;

	private final Map<String, String> set = new HashMap<>();
	private final Settings settings = new Settings() {

		@Override
		public <T> T get(Setting<T> setting) {
			String text = set.get(setting.key());
			return text == null ? setting.defaultValue() : setting.parse().apply(text);
		}
	};

	@Test
	void aModuleThatIsNotThereIsToldInASentenceEachTime() {
		Path module = folder.resolve("libnone.so");
		set.put("pkcs11.module", module.toString());
		Pkcs11Driver driver = new Pkcs11Driver(settings);
		for (int i = 0; i < 2; i++) {
			ReaderFault fault = assertThrows(ReaderFault.class, driver::readers);
			assertEquals(ReaderFault.Kind.SERVICE_GONE, fault.kind());
			assertTrue(fault.getMessage().contains("PKCS#11 module " + module + " cannot be used: it is missing"),
					fault.getMessage());
		}
		driver.close();
	}

	@Test
	void onlyChannelsOfTheDriverAreRecognised() {
		Pkcs11Profile profile = new Pkcs11Profile(new Pkcs11Driver(settings), settings);
		assertEquals(Answer.YES, profile.recognises(Bytes.ofHex("3B0F504B43532331310000000000000007")).answer());
		for (String foreign : new String[] { "", "3B00", "3B9F978131FE4580655443D2210831C073F6218081055B",
				"3B0F504B435323313100000000000000", "3B0F504B43532331320000000000000007" }) {
			assertEquals(Answer.NO, profile.recognises(Bytes.ofHex(foreign)).answer(), foreign);
		}
	}

	@Test
	void aCardOfWhichNoChannelIsOpenIsGone() {
		Pkcs11Profile profile = new Pkcs11Profile(new Pkcs11Driver(settings), settings);
		CardChannel closed = new Closed();
		assertEquals(ReaderFault.Kind.CARD_GONE, assertThrows(ReaderFault.class, () -> profile.open(closed)).kind());
	}

	private static final class Closed implements CardChannel {

		@Override
		public Bytes atr() {
			return Bytes.ofHex("3B0F504B43532331310000000000000007");
		}

		@Override
		public byte[] transmit(byte[] command) {
			throw new AssertionError("asks");
		}

		@Override
		public void close() {
			// nothing is open
		}
	}

	@Test
	void theSoPinIsReadWithoutItsLineEnd() throws Exception {
		soPinIs("11223344\r\n");
		try (Secret pin = new SoPin(settings).read()) {
			assertArrayEquals("11223344".getBytes(StandardCharsets.US_ASCII), pin.use(byte[]::clone));
		}
	}

	@Test
	void aFileThatIsLongerThanAnyPinIsRefused() throws Exception {
		soPinIs("1".repeat(1024));
		assertEquals(Why.FIELD_INVALID, assertThrows(Refusal.class, () -> new SoPin(settings).read()).why());
	}

	@Test
	void withoutItsFileTheSoPinIsRefusedByTheNameOfTheSetting() {
		Refusal missing = assertThrows(Refusal.class, () -> new SoPin(settings).read());
		assertEquals(Why.FIELD_MISSING, missing.why());
		assertEquals("pkcs11.so.pin.file", missing.arguments().getFirst());
		set.put("pkcs11.so.pin.file", folder.resolve("none").toString());
		assertEquals(Why.FIELD_INVALID, assertThrows(Refusal.class, () -> new SoPin(settings).read()).why());
	}

	@Test
	void anSoPinThatATokenRefusedIsGivenToNoOther() throws Exception {
		soPinIs("11223344");
		SoPin soPin = new SoPin(settings);
		soPin.refused();
		assertEquals(0x6983, assertThrows(CardFault.class, soPin::read).statusWord());
	}

	private void soPinIs(String content) throws Exception {
		set.put("pkcs11.so.pin.file", Files.writeString(folder.resolve("so.pin"), content).toString());
	}
}
