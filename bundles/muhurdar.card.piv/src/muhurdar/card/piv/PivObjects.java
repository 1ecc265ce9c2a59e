package muhurdar.card.piv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

import muhurdar.api.spi.BerTlv;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;

/** The data objects by which other software finds the certificate (SP 800-73-4, part 1, appendix A). */
final class PivObjects {

	static final int HOLDER_IDENTIFIER = 0x5FC102;
	static final int CAPABILITIES = 0x5FC107;
	static final int CERTIFICATE = 0x5FC10A;

	private static final HexFormat HEX = HexFormat.of();
	/** FASC-N of an issuer who is no federal agency: agency 9999, system 9999, credential 999999. */
	private static final byte[] NOT_FEDERAL = HEX.parseHex("D4E739DA739CED39CE739D836858210842108421C84210C3EB");
	/** The card has no end of its own, its certificate has. */
	private static final byte[] EXPIRES = "99991231".getBytes(StandardCharsets.US_ASCII);
	private static final int CARD_IDENTIFIER = 14;
	private static final int LARGEST_CERTIFICATE = 0x4000;

	private PivObjects() {
	}

	/** CHUID, with a GUID of its own and unsigned. */
	static byte[][] holderIdentifier() {
		UUID id = UUID.randomUUID();
		byte[] guid = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits())
				.array();
		return new byte[][] { BerTlv.of(0x30, NOT_FEDERAL), BerTlv.of(0x34, guid), BerTlv.of(0x35, EXPIRES), BerTlv.of(0x3E),
				BerTlv.of(0xFE) };
	}

	/** The GUID in a CHUID. */
	static Optional<byte[]> guid(byte[] holderIdentifier) {
		return BerTlv.find(holderIdentifier, 0x34);
	}

	/** CCC: a PIV card of data model 10. */
	static byte[][] capabilities(ChipSerial chip) {
		byte[] serial = Bytes.ofHex(chip.hex()).toArray();
		byte[] card = Arrays.copyOf(HEX.parseHex("A000000116FF02"), 7 + CARD_IDENTIFIER);
		int length = Math.min(serial.length, CARD_IDENTIFIER);
		System.arraycopy(serial, serial.length - length, card, card.length - length, length);
		return new byte[][] { BerTlv.of(0xF0, card), BerTlv.of(0xF1, 0x21), BerTlv.of(0xF2, 0x21), BerTlv.of(0xF3),
				BerTlv.of(0xF4, 0x00),
				BerTlv.of(0xF5, 0x10), BerTlv.of(0xF6), BerTlv.of(0xF7), BerTlv.of(0xFA), BerTlv.of(0xFB), BerTlv.of(0xFC),
				BerTlv.of(0xFD),
				BerTlv.of(0xFE) };
	}

	static byte[][] certificate(Bytes der) {
		return new byte[][] { BerTlv.of(0x70, der.toArray()), BerTlv.of(0x71, 0x00), BerTlv.of(0xFE) };
	}

	/** The certificate in its object, which may hold it compressed (gzip). */
	static Bytes certificate(byte[] object) {
		byte[] content = BerTlv.get(object, 0x70);
		boolean compressed = BerTlv.find(object, 0x71).filter(info -> info.length > 0 && (info[0] & 1) != 0).isPresent();
		if (!compressed) {
			return Bytes.of(content);
		}
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
			return Bytes.of(in.readNBytes(LARGEST_CERTIFICATE));
		} catch (IOException e) {
			throw BerTlv.strange();
		}
	}
}
