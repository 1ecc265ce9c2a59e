package muhurdar.card.akis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import muhurdar.api.spi.BerTlv;

/** Writes the little of ASN.1 DER that PKCS#15 files and signatures need. */
final class Der {

	private Der() {
	}

	static byte[] tlv(int tag, byte[]... values) {
		return BerTlv.of(tag, values);
	}

	static byte[] sequence(byte[]... values) {
		return tlv(0x30, values);
	}

	static byte[] octets(byte... value) {
		return tlv(0x04, value);
	}

	static byte[] utf8(String text) {
		return tlv(0x0C, text.getBytes(StandardCharsets.UTF_8));
	}

	static byte[] integer(int value) {
		return tlv(0x02, BigInteger.valueOf(value).toByteArray());
	}

	/** From an unsigned number, most significant byte first. */
	static byte[] unsigned(byte[] magnitude) {
		return tlv(0x02, new BigInteger(1, magnitude).toByteArray());
	}

	/** A named bit list without its trailing zeros: {@code bits} are the numbers of those set. */
	static byte[] bits(int... bits) {
		int last = 0;
		for (int bit : bits) {
			last = Math.max(last, bit);
		}
		byte[] value = new byte[2 + last / 8];
		value[0] = (byte) (7 - last % 8);
		for (int bit : bits) {
			value[1 + bit / 8] |= (byte) (0x80 >> bit % 8);
		}
		return tlv(0x03, value);
	}

	static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits);
	}
}
