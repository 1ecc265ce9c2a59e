package muhurdar.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import muhurdar.domain.Secret;

class PinsTest {

	private static boolean trivial(String pin) {
		return Pins.trivial(StandardCharsets.US_ASCII.encode(pin));
	}

	@ParameterizedTest
	@ValueSource(strings = { "000000", "999999", "123456", "012345", "890123", "654321", "098765", "121212", "272727", "123123",
			"112233", "998877", "111112", "020220" })
	void whatAFinderTriesFirstIsTrivial(String pin) {
		assertTrue(trivial(pin));
	}

	@ParameterizedTest
	@ValueSource(strings = { "271828", "314159", "100203", "123457", "135791", "907214" })
	void anOrdinaryNumberIsNot(String pin) {
		assertFalse(trivial(pin));
	}

	@Test
	void aFreshPinHasSixDigitsAndIsHardlyEverTheSame() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 500; i++) {
			try (Secret pin = Pins.fresh()) {
				String digits = new String(pin.use(byte[]::clone), StandardCharsets.US_ASCII);
				assertTrue(digits.matches("[0-9]{6}"));
				assertFalse(trivial(digits));
				seen.add(digits);
			}
		}
		assertTrue(seen.size() > 480, seen.size() + " different ones");
	}

	@Test
	void aTestPinIsLongerAndMadeInADemoStoreOnly() {
		try (Secret digits = Pins.fresh("12-digits", true); Secret characters = Pins.fresh("8-characters", true);
				Secret usual = Pins.fresh("off", false)) {
			assertTrue(new String(digits.use(byte[]::clone), StandardCharsets.US_ASCII).matches("[0-9]{12}"));
			assertTrue(new String(characters.use(byte[]::clone), StandardCharsets.US_ASCII).matches("[A-Za-z0-9]{8}"));
			assertEquals(6, usual.length());
		}
		assertThrows(IllegalStateException.class, () -> Pins.fresh("12-digits", false));
	}

	@Test
	void fewPinsAreLostToTheRule() {
		int lost = 0;
		for (int i = 0; i < 1_000_000; i++) {
			lost += trivial("%06d".formatted(i)) ? 1 : 0;
		}
		assertEquals(true, lost > 1000 && lost < 20_000, lost + " of a million");
	}
}
