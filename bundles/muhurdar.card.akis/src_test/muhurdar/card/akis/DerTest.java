package muhurdar.card.akis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

class DerTest {

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	@Test
	void namedBitsLoseTheirTrailingZeros() {
		assertEquals("03020348", hex(Der.bits(1, 4)));
		assertEquals("0302014a", hex(Der.bits(1, 4, 6)));
		assertEquals("0303062040", hex(Der.bits(2, 9)));
		assertEquals("03020780", hex(Der.bits(0)));
	}

	@Test
	void lengthsTakeAsManyBytesAsTheyNeed() {
		assertEquals("047f", hex(Der.octets(new byte[127])).substring(0, 4));
		assertEquals("048180", hex(Der.octets(new byte[128])).substring(0, 6));
		assertEquals("04820100", hex(Der.octets(new byte[256])).substring(0, 8));
	}

	@Test
	void unsignedNumbersStayPositiveAndShort() {
		assertEquals("02020080", hex(Der.unsigned(new byte[] { (byte) 0x80 })));
		assertEquals("020101", hex(Der.unsigned(new byte[] { 0, 0, 1 })));
	}
}
