package muhurdar.card.pkcs11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import com.sun.jna.Memory;

import muhurdar.api.spi.CardFault;

class TokenInfoTest {

	private static TokenInfo serial(String serial) {
		return new TokenInfo("", serial, 0, 4, 8);
	}

	private static TokenInfo flags(long flags) {
		return new TokenInfo("", "00112233", flags, 4, 8);
	}

	@Test
	void hexadecimalDigitsAreReadAsSuchSoThatPeopleSeeWhatTheModuleShows() {
		assertEquals("9B5E1F00A7C3D244", serial("9b5e1f00a7c3d244").chip().shown());
		assertEquals("0012345678901234", serial("0012345678901234").chip().hex());
		assertEquals("12345678", serial("12345678").chip().hex());
	}

	@Test
	void anyOtherSerialNumberIsTheBytesOfItsText() {
		assertEquals("414B49532D3031", serial("AKIS-01").chip().hex());
		assertEquals("313233343536373839", serial("123456789").chip().hex(), "an odd number of digits");
		assertEquals("00004131", serial("A1").chip().hex(), "at least 4 bytes");
	}

	@Test
	void aTokenWithoutSerialNumberIsNoChip() {
		assertEquals(0x6A88, assertThrows(CardFault.class, () -> serial("").chip()).statusWord());
	}

	@Test
	void triesAreReadOffTheFlags() {
		assertEquals(3, flags(0).userTries());
		assertEquals(2, flags(0x10000).userTries());
		assertEquals(1, flags(0x20000 | 0x10000).userTries());
		assertEquals(0, flags(0x40000 | 0x20000 | 0x10000).userTries());
		assertEquals(3, flags(0x10000 | 0x20000 | 0x40000).soTries(), "the user's are not the security officer's");
		assertEquals(2, flags(0x100000).soTries());
		assertEquals(1, flags(0x200000).soTries());
		assertEquals(0, flags(0x400000).soTries());
	}

	@Test
	void whatTheModuleWroteIsReadWhereTheStandardHasIt() {
		try (Memory info = new Memory(512)) {
			info.clear();
			info.setMemory(0, 96, (byte) ' ');
			info.write(0, "NES KARTI".getBytes(StandardCharsets.UTF_8), 0, 9);
			info.write(80, "1B2C\0".getBytes(StandardCharsets.UTF_8), 0, 5);
			long[] numbers = { 0x408, 1, 2, 3, 4, 16, 6 };
			for (int i = 0; i < numbers.length; i++) {
				Template.put(info, 96 + (long) i * Template.ULONG, numbers[i]);
			}
			TokenInfo read = TokenInfo.of(info);
			assertEquals(new TokenInfo("NES KARTI", "1B2C", 0x408, 6, 16), read);
			assertTrue(read.initialised() && read.userPin());
			assertFalse(flags(0).initialised() || flags(0).userPin());
		}
	}
}
