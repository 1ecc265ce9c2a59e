package muhurdar.api.spi;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * BER-TLV as cards have it (ISO 7816-4, 5.2.2; DER is written the same way): tags of one byte when written, of one or two
 * when read; lengths of at most two bytes.
 */
public final class BerTlv {

	/** Not the card's own: it said 9000 to what cannot be understood. */
	private static final int STRANGE = 0x6F00;

	private BerTlv() {
	}

	/** These values, one behind the other, under one tag of one byte; they are at most 65535 bytes. */
	public static byte[] of(int tag, byte[]... values) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (byte[] value : values) {
			body.writeBytes(value);
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(tag);
		int length = body.size();
		if (length > 0xFF) {
			out.write(0x82);
			out.write(length >> 8);
		} else if (length > 0x7F) {
			out.write(0x81);
		}
		out.write(length);
		out.writeBytes(body.toByteArray());
		return out.toByteArray();
	}

	/** A value of one byte. */
	public static byte[] of(int tag, int value) {
		return of(tag, new byte[] { (byte) value });
	}

	/**
	 * The first value with this tag.
	 *
	 * @throws CardFault if the bytes end within one
	 */
	public static Optional<byte[]> find(byte[] all, int tag) {
		int at = 0;
		while (at < all.length) {
			int name = all[at++] & 0xFF;
			if ((name & 0x1F) == 0x1F) {
				name = name << 8 | at(all, at++);
			}
			int length = at(all, at++);
			if (length > 0x82) {
				throw strange();
			}
			if (length >= 0x80) {
				int end = at + length - 0x80;
				for (length = 0; at < end; at++) {
					length = length << 8 | at(all, at);
				}
			}
			if (length > all.length - at) {
				throw strange();
			}
			if (name == tag) {
				return Optional.of(Arrays.copyOfRange(all, at, at + length));
			}
			at += length;
		}
		return Optional.empty();
	}

	/** As {@link #find}; one that must be there. */
	public static byte[] get(byte[] all, int tag) {
		return find(all, tag).orElseThrow(BerTlv::strange);
	}

	private static int at(byte[] all, int at) {
		if (at >= all.length) {
			throw strange();
		}
		return all[at] & 0xFF;
	}

	/** Of a card that said 9000 and something that cannot be understood. */
	public static CardFault strange() {
		return new CardFault("answer not understood", STRANGE);
	}
}
