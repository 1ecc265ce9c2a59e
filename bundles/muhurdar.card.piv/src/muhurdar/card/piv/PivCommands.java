package muhurdar.card.piv;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import muhurdar.api.spi.BerTlv;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardCommands;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.Recognition.Reason;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

/** Commands to a PIV card (SP 800-73-4, part 2), and Yubico's GET METADATA and GET SERIAL. Used by one thread. */
final class PivCommands extends CardCommands {

	static final String AID = "A000000308000010000100";
	/** What comes after the RID, without the version (SP 800-73-4, part 1, 2.2). */
	private static final String PIX = "00001000";
	private static final String RID = "A000000308";

	private static final int LARGEST = 255;
	private static final int SUCCESS = 0x9000;
	private static final int SELECT = 0x00A40400;
	private static final int GET_DATA = 0x00CB3FFF;
	private static final int PUT_DATA = 0x00DB3FFF;
	private static final int METADATA = 0x00F70000;
	private static final int SERIAL = 0x00F80000;
	private static final int INSTRUCTION_UNKNOWN = 0x6D00;
	private static final int REFERENCE_NOT_FOUND = 0x6A88;
	private static final int FILE_NOT_FOUND = 0x6A82;
	private static final int PIN_LENGTH = 8;
	private static final byte[] FILLER = { -1, -1, -1, -1, -1, -1, -1, -1 };

	PivCommands(CardChannel channel) {
		super(channel, LARGEST);
	}

	/** Selects the application and looks at the answer. */
	Recognition recognise() {
		byte[] answer = ask(SELECT, 0, Bytes.ofHex(AID).toArray());
		String detail = "%s %04X".formatted(AID, statusOf(answer));
		if (statusOf(answer) != SUCCESS) {
			return Recognition.no(Reason.APPLICATION_MISSING, detail);
		}
		return isPiv(data(answer)) ? Recognition.yes(Reason.APPLICATION_FOUND, AID)
				: Recognition.no(Reason.APPLICATION_FOREIGN, detail);
	}

	/**
	 * Whether this is what SP 800-73-4, part 2, table 3 has a card answer: the application property template, with this
	 * application's PIX, of any version, in its first 4F. Some cards have the whole AID there.
	 */
	private static boolean isPiv(byte[] answer) {
		try {
			String name = BerTlv.find(answer, 0x61).flatMap(template -> BerTlv.find(template, 0x4F)).map(Bytes::of)
					.map(Bytes::toHex).orElse("");
			return name.startsWith(PIX) || name.startsWith(RID + PIX);
		} catch (CardFault notUnderstood) {
			return false;
		}
	}

	void open() {
		get("select application", SELECT, 0, Bytes.ofHex(AID).toArray());
	}

	/** What the object (tag of three bytes) holds; empty if there is none. */
	Optional<byte[]> object(int tag) {
		byte[] answer = ask(GET_DATA, 0, tagList(tag));
		if (statusOf(answer) == FILE_NOT_FOUND) {
			return Optional.empty();
		}
		check("read object", answer);
		return Optional.of(BerTlv.get(data(answer), 0x53)).filter(content -> content.length > 0);
	}

	void writeObject(int tag, byte[]... content) {
		byte[] name = tagList(tag);
		byte[] object = BerTlv.of(0x53, content);
		byte[] both = Arrays.copyOf(name, name.length + object.length);
		System.arraycopy(object, 0, both, name.length, object.length);
		send("write object", PUT_DATA, both);
	}

	private static byte[] tagList(int tag) {
		return BerTlv.of(0x5C, new byte[] { (byte) (tag >> 16), (byte) (tag >> 8), (byte) tag });
	}

	/** What the card tells of a key, PIN or PUK; empty if there is none, or if it never tells. */
	Optional<byte[]> metadata(int reference) {
		return told("read metadata", METADATA | reference);
	}

	/** Empty if the card does not tell. */
	Optional<byte[]> serial() {
		return told("read serial number", SERIAL);
	}

	private Optional<byte[]> told(String doing, int header) {
		byte[] answer = ask(header, 0);
		int status = statusOf(answer);
		if (status == INSTRUCTION_UNKNOWN || status == REFERENCE_NOT_FOUND) {
			return Optional.empty();
		}
		check(doing, answer);
		return Optional.of(data(answer));
	}

	private static byte[] data(byte[] answer) {
		return Arrays.copyOf(answer, answer.length - 2);
	}

	/** Sends PINs or PUKs, each filled up with FF to eight bytes. */
	void sendPins(String doing, int header, Secret... pins) {
		if (Stream.of(pins).anyMatch(pin -> pin.length() > PIN_LENGTH)) {
			throw new CardFault(doing, 0x6A80);
		}
		try (Secret data = Secret.of(PIN_LENGTH * pins.length, to -> {
			for (Secret pin : pins) {
				to.put(pin.bytes()).put(FILLER, 0, PIN_LENGTH - pin.length());
			}
		})) {
			sendSecret(doing, header, data);
		}
	}
}
