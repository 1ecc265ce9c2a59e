package muhurdar.api.spi;

import java.nio.ByteBuffer;
import java.util.Arrays;

import muhurdar.domain.Secret;

/**
 * Puts command APDUs together (ISO 7816-4, 5.1). A header is CLA INS P1 P2 as one number; data longer than the card
 * takes at once go as a chain (CLA bit 0x10). Secrets stay outside of the heap. Used by one thread.
 */
public class CardCommands {

	private static final byte[] NOTHING = {};
	private static final int CHAINED = 0x10000000;
	private static final int SUCCESS = 0x9000;

	private final CardChannel channel;
	private final int largest;

	/** @param largest the most bytes of data that this type of card takes in one command, 1 to 255 */
	public CardCommands(CardChannel channel, int largest) {
		this.channel = channel;
		this.largest = largest;
	}

	/**
	 * Sends data that have no answer.
	 *
	 * @param doing what this does, for the fault's text; no data in it
	 * @throws CardFault on any status word but 9000
	 */
	public final void send(String doing, int header, byte... data) {
		check(doing, chain(doing, header, data, -1));
	}

	/** As {@link #send}, of a PIN, PUK or key, or several one behind the other; they stay the caller's. */
	public final void sendSecret(String doing, int header, Secret... data) {
		try (Secret all = Secret.joined(data)) {
			int at = 0;
			for (; all.length() - at > largest; at += largest) {
				check(doing, transmit(header | CHAINED, all.bytes().slice(at, largest)));
			}
			check(doing, transmit(header, all.bytes().slice(at, all.length() - at)));
		}
	}

	/**
	 * Sends data and returns the answer without its status word.
	 *
	 * @param expected Le: how many bytes at most, 0 for as many as there are
	 */
	public final byte[] get(String doing, int header, int expected, byte... data) {
		return answer(doing, chain(doing, header, data, expected));
	}

	/** The status word that the card answers to a command without data. */
	public final int status(int header) {
		return statusOf(transmit(header, NOTHING, -1));
	}

	/** The answer with its status word, whatever it is. @param expected as in {@link #get}, or -1 for no Le */
	protected final byte[] ask(int header, int expected, byte... data) {
		return transmit(header, data, expected);
	}

	private byte[] chain(String doing, int header, byte[] data, int le) {
		int at = 0;
		for (; data.length - at > largest; at += largest) {
			check(doing, transmit(header | CHAINED, Arrays.copyOfRange(data, at, at + largest), -1));
		}
		return transmit(header, Arrays.copyOfRange(data, at, data.length), le);
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
		return channel.transmit(command);
	}

	private byte[] transmit(int header, ByteBuffer secret) {
		int length = secret.remaining();
		try (Secret command = Secret.of(4 + (length > 0 ? 1 + length : 0), to -> {
			to.putInt(header);
			if (length > 0) {
				to.put((byte) length).put(secret);
			}
		})) {
			return channel.transmitSecret(command);
		}
	}

	private static byte[] answer(String doing, byte[] answer) {
		check(doing, answer);
		return Arrays.copyOf(answer, answer.length - 2);
	}

	/** @throws CardFault if the answer's status word is not 9000 */
	protected static void check(String doing, byte[] answer) {
		int status = statusOf(answer);
		if (status != SUCCESS) {
			throw new CardFault(doing, status);
		}
	}

	/** The last two bytes of an answer. */
	protected static int statusOf(byte[] answer) {
		return (answer[answer.length - 2] & 0xFF) << 8 | answer[answer.length - 1] & 0xFF;
	}
}
