package muhurdar.simulators;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

import muhurdar.simulators.Command.StatusWord;

/** BER-TLV with tags of one byte and lengths of at most two (ISO 7816-4, 5.2.2). */
final class Tlv {

	private Tlv() {
	}

	static void put(ByteArrayOutputStream out, int tag, byte... value) {
		out.write(tag);
		if (value.length > 0xFF) {
			out.write(0x82);
			out.write(value.length >> 8);
		} else if (value.length > 0x7F) {
			out.write(0x81);
		}
		out.write(value.length);
		out.writeBytes(value);
	}

	static byte[] of(int tag, byte... value) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		put(out, tag, value);
		return out.toByteArray();
	}

	/** The first value of this tag; what does not end within the bytes is refused with 6A80. */
	static Optional<byte[]> find(byte[] all, int tag) {
		int at = 0;
		while (at < all.length) {
			if (at + 1 >= all.length) {
				throw new StatusWord(0x6A80);
			}
			int first = all[at + 1] & 0xFF;
			int more = first <= 0x80 ? 0 : first - 0x80;
			int from = at + 2 + more;
			if (more > 2 || from > all.length) {
				throw new StatusWord(0x6A80);
			}
			int length = more == 0 ? first : 0;
			for (int i = 0; i < more; i++) {
				length = length << 8 | all[at + 2 + i] & 0xFF;
			}
			if (from + length > all.length) {
				throw new StatusWord(0x6A80);
			}
			if ((all[at] & 0xFF) == tag) {
				return Optional.of(Arrays.copyOfRange(all, from, from + length));
			}
			at = from + length;
		}
		return Optional.empty();
	}

	/** As {@link #find}; refused with 6A80 if there is none. */
	static byte[] get(byte[] all, int tag) {
		return find(all, tag).orElseThrow(() -> new StatusWord(0x6A80));
	}
}
