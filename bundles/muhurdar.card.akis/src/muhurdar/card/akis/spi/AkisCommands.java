package muhurdar.card.akis.spi;

import java.util.HexFormat;
import java.util.Optional;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardCommands;
import muhurdar.api.spi.CardFault;

/** Commands to an AKİS, which takes and gives at most 244 bytes at once, and its files. Used by one thread. */
public final class AkisCommands extends CardCommands {

	/** The most that an AKİS takes or gives in one command. */
	public static final int LARGEST = 244;

	private static final int NOT_FOUND = 0x6A82;
	private static final int SUCCESS = 0x9000;

	public AkisCommands(CardChannel channel) {
		super(channel, LARGEST);
	}

	/** The content of a transparent file, empty if there is none; the path begins with 3F00. */
	public Optional<byte[]> read(String path) {
		byte[] answer = ask(0x00A40800, 0, HexFormat.of().parseHex(path));
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
			if ((tag == 0x80 || tag == 0x81) && length == 2 && at + 3 < information.length - 2) {
				return (information[at + 2] & 0xFF) << 8 | information[at + 3] & 0xFF;
			}
			at += 2 + length;
		}
		throw new CardFault("size of file", SUCCESS);
	}
}
