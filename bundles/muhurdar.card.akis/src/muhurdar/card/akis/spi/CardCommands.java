package muhurdar.card.akis.spi;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;

/**
 * The one place where command APDUs are put together. A header is CLA INS P1 P2 as one number; data of more than 244
 * bytes, which an AKİS does not take at once, go as a chain (CLA bit 10). Every copy of the data made here is wiped.
 * Used by one thread.
 */
public final class CardCommands {

	/** The most that an AKİS takes or gives in one command. */
	public static final int LARGEST = 244;

	private static final byte[] NOTHING = {};
	private static final int CHAINED = 0x10000000;
	private static final int NOT_FOUND = 0x6A82;
	private static final int SUCCESS = 0x9000;

	private final CardChannel channel;

	public CardCommands(CardChannel channel) {
		this.channel = channel;
	}

	/**
	 * Sends data that have no answer.
	 *
	 * @param doing what this does, for the fault's text; no data in it
	 * @throws CardFault on any status word but 9000
	 */
	public void send(String doing, int header, byte... data) {
		check(doing, chain(doing, header, data, -1));
	}

	/**
	 * Sends data and returns the answer without its status word.
	 *
	 * @param expected Le: how many bytes at most, 0 for as many as there are
	 */
	public byte[] get(String doing, int header, int expected, byte... data) {
		byte[] answer = chain(doing, header, data, expected);
		check(doing, answer);
		return Arrays.copyOf(answer, answer.length - 2);
	}

	/** The status word that the card answers to a command without data. */
	public int status(int header) {
		return statusOf(transmit(header, NOTHING, -1));
	}

	/** The content of a transparent file, empty if there is none; the path begins with 3F00. */
	public Optional<byte[]> read(String path) {
		byte[] id = HexFormat.of().parseHex(path);
		byte[] answer = transmit(0x00A40800, id, 0);
		if (statusOf(answer) == NOT_FOUND) {
			return Optional.empty();
		}
		check("select file", answer);
		byte[] content = new byte[sizeIn(answer)];
		for (int at = 0; at < content.length;) {
			byte[] part = get("read file", 0x00B00000 | at, Math.min(LARGEST, content.length - at));
			if (part.length == 0 || part.length > content.length - at) {
				throw new CardFault("read file", 0x6282);
			}
			System.arraycopy(part, 0, content, at, part.length);
			at += part.length;
		}
		return Optional.of(content);
	}

	/** Makes the folder with this path (it begins with 3F00) the current one. */
	public void selectFolder(String path) {
		byte[] id = HexFormat.of().parseHex(path);
		get("select folder", path.length() == 4 ? 0x00A40000 : 0x00A40800, 0, id);
	}

	/** The size in the file control information 6F: tag 80 or 81. */
	private static int sizeIn(byte[] information) {
		int at = 2;
		while (at + 1 < information.length - 2) {
			int tag = information[at] & 0xFF;
			int length = information[at + 1] & 0xFF;
			if ((tag == 0x80 || tag == 0x81) && length == 2) {
				return (information[at + 2] & 0xFF) << 8 | information[at + 3] & 0xFF;
			}
			at += 2 + length;
		}
		throw new CardFault("size of file", SUCCESS);
	}

	private byte[] chain(String doing, int header, byte[] data, int le) {
		int at = 0;
		while (data.length - at > LARGEST) {
			byte[] part = Arrays.copyOfRange(data, at, at + LARGEST);
			check(doing, transmit(header | CHAINED, part, -1));
			Arrays.fill(part, (byte) 0);
			at += LARGEST;
		}
		byte[] last = Arrays.copyOfRange(data, at, data.length);
		try {
			return transmit(header, last, le);
		} finally {
			Arrays.fill(last, (byte) 0);
		}
	}

	private byte[] transmit(int header, byte[] data, int le) {
		boolean sends = data.length > 0;
		byte[] command = new byte[4 + (sends ? 1 + data.length : 0) + (le >= 0 ? 1 : 0)];
		for (int i = 0; i < 4; i++) {
			command[i] = (byte) (header >> 24 - 8 * i);
		}
		if (sends) {
			command[4] = (byte) data.length;
			System.arraycopy(data, 0, command, 5, data.length);
		}
		if (le >= 0) {
			command[command.length - 1] = (byte) le;
		}
		try {
			return channel.transmit(command);
		} finally {
			Arrays.fill(command, (byte) 0);
		}
	}

	private static void check(String doing, byte[] answer) {
		int status = statusOf(answer);
		if (status != SUCCESS) {
			throw new CardFault(doing, status);
		}
	}

	private static int statusOf(byte[] answer) {
		return (answer[answer.length - 2] & 0xFF) << 8 | answer[answer.length - 1] & 0xFF;
	}
}
