package muhurdar.courier.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

import org.junit.jupiter.api.Test;

class ManualCourierTest {

	private final ManualCourier courier = new ManualCourier();

	@Test
	void itsNumbersBearTheCheckDigitOfTheStandard() {
		// RR473124829GB is the number everybody checks against; here with our country
		assertEquals("RR473124829TR", courier.newTrackingNumber(47_312_482));
	}

	@Test
	void everyNumberItGivesIsOneItAccepts() {
		for (int serial : new int[] { 0, 1, 9, 10, 12_345_678, 47_312_482, 99_999_999 }) {
			String number = courier.newTrackingNumber(serial);
			assertEquals(13, number.length(), number);
			assertTrue(courier.validTrackingNumber(number), number);
		}
	}

	@Test
	void everyWrongCheckDigitIsRefused() {
		String right = courier.newTrackingNumber(47_312_482);
		for (char digit = '0'; digit <= '9'; digit++) {
			String number = right.substring(0, 10) + digit + "TR";
			assertEquals(number.equals(right), courier.validTrackingNumber(number), number);
		}
	}

	@Test
	void whatHasNotTheFormIsNoNumber() {
		for (String number : new String[] { "", "RR473124829", "rr473124829tr", "RR 473124829 TR", "1R473124829TR" }) {
			assertFalse(courier.validTrackingNumber(number), number);
		}
	}

	@Test
	void aSerialBeyondEightDigitsIsAFault() {
		assertThrows(IllegalArgumentException.class, () -> courier.newTrackingNumber(100_000_000));
		assertThrows(IllegalArgumentException.class, () -> courier.newTrackingNumber(-1));
	}

	@Test
	void itsNameIsInTheLanguageOfTheClerk() {
		assertEquals("Elle takip", courier.name(Locale.of("tr", "TR")));
		assertEquals("Tracked by hand", courier.name(Locale.ENGLISH));
	}
}
