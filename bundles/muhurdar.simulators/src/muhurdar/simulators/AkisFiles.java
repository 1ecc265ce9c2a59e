package muhurdar.simulators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.simulators.Command.StatusWord;

/** The card's files: SELECT, READ and UPDATE BINARY, CREATE, DELETE, and AKİS's list of a folder. */
final class AkisFiles {

	/** RID and name of PKCS#15. */
	private static final byte[] APPLICATION_NAME = HexFormat.of().parseHex("A000000063504B43532D3135");
	private static final String CERTIFICATE = CardMemory.APPLICATION + "4301";
	/** The private key's own file, which exists with the key and can be selected, never read. */
	static final String KEY_FILE = CardMemory.APPLICATION + "4B01";

	private static final HexFormat HEX = HexFormat.of().withUpperCase();
	private static final int LARGEST = 0x7FFF;
	private static final int LIST_ENTRY = 20;
	private static final int LIST_ENTRIES = 12;

	private final CardMemory memory;
	private String folder = CardMemory.MF;
	private @Nullable String file;

	AkisFiles(CardMemory memory) {
		this.memory = memory;
	}

	void reset() {
		folder = CardMemory.MF;
		file = null;
	}

	byte[] select(Command c) {
		String id = HEX.formatHex(c.data());
		String found = switch (c.p1()) {
		case 0x00 -> byId(id);
		case 0x01 -> folderAt(folder + id);
		case 0x02 -> fileAt(folder + id);
		case 0x03 -> folder.length() > 4 ? folder.substring(0, folder.length() - 4) : folder;
		case 0x04 -> byName(c.data());
		case 0x08 -> any(id.startsWith(CardMemory.MF) ? id : CardMemory.MF + id);
		case 0x09 -> any(folder + id);
		default -> throw new StatusWord(0x6A86);
		};
		if (found == null) {
			throw new StatusWord(0x6A82);
		}
		boolean isFolder = memory.folders.contains(found);
		folder = isFolder ? found : found.substring(0, found.length() - 4);
		file = isFolder ? null : found;
		return c.p2() == 0x0C ? new byte[0] : controlInformation(found);
	}

	private @Nullable String byId(String id) {
		if (id.isEmpty() || id.equals(CardMemory.MF)) {
			return CardMemory.MF;
		}
		return folder.endsWith(id) ? folder : any(folder + id);
	}

	private @Nullable String byName(byte[] name) {
		return name.length > 0 && name.length <= APPLICATION_NAME.length
				&& Arrays.equals(name, Arrays.copyOf(APPLICATION_NAME, name.length)) ? CardMemory.APPLICATION : null;
	}

	private @Nullable String any(String path) {
		String found = folderAt(path);
		return found != null ? found : fileAt(path);
	}

	private @Nullable String folderAt(String path) {
		return memory.folders.contains(path) ? path : null;
	}

	private @Nullable String fileAt(String path) {
		return memory.files.containsKey(path) || path.equals(KEY_FILE) && memory.keyType != null ? path : null;
	}

	/** FCI as AKİS answers it: size, descriptor, identifier, name, and its own security byte 90. */
	private byte[] controlInformation(String path) {
		String id = path.substring(path.length() - 4);
		String body;
		if (memory.files.containsKey(path)) {
			body = "8002%04X8201018302%s900106".formatted(memory.files.get(path).length, id);
		} else if (path.equals(KEY_FILE)) {
			body = "800201008201088302" + id + "900102";
		} else {
			String name = path.equals(CardMemory.APPLICATION)
					? "84%02X%s".formatted(APPLICATION_NAME.length, HEX.formatHex(APPLICATION_NAME))
					: "";
			body = "8201388302" + id + name + "900102";
		}
		return HEX.parseHex("6F%02X%s".formatted(body.length() / 2, body));
	}

	byte[] read(Command c) {
		byte[] content = current();
		if (c.p() > content.length) {
			throw new StatusWord(0x6B00);
		}
		return Arrays.copyOfRange(content, c.p(), Math.min(content.length, c.p() + c.le()));
	}

	void update(Command c) {
		byte[] content = current();
		if (!memory.making()) {
			throw new StatusWord(0x6985);
		}
		int end = c.p() + c.data().length;
		if (c.p() > content.length || end > LARGEST) {
			throw new StatusWord(0x6B00);
		}
		byte[] fresh = Arrays.copyOf(content, Math.max(content.length, end));
		System.arraycopy(c.data(), 0, fresh, c.p(), c.data().length);
		memory.files.put(currentPath(), fresh);
	}

	private byte[] current() {
		String path = currentPath();
		if (!memory.files.containsKey(path)) {
			throw new StatusWord(0x6982);
		}
		return memory.files.get(path);
	}

	private String currentPath() {
		String path = file;
		if (path == null) {
			throw new StatusWord(0x6986);
		}
		return path;
	}

	/** ISO 7816-9 CREATE FILE: {@code 62 {80 size, 82 01, 83 identifier}} in this order makes a transparent file. */
	void create(Command c) {
		byte[] d = c.data();
		if (d.length != 13 || !HEX.formatHex(d, 0, 4).equals("620B8002")
				|| !HEX.formatHex(d, 6, 11).equals("8201018302")) {
			throw new StatusWord(0x6A80);
		}
		createFile(HEX.formatHex(d, 11, 13), (d[4] & 0xFF) << 8 | d[5] & 0xFF);
	}

	/** AKİS's own CREATE EF; the file grows as it is written. Record files are not kept by this card. */
	void createAkisFile(Command c) {
		if (c.p1() != 0x80) {
			throw new StatusWord(0x6A81);
		}
		createFile(identifier(c.data()), 0);
	}

	private void createFile(String id, int size) {
		String path = free(id);
		if (size > LARGEST) {
			throw new StatusWord(0x6A84);
		}
		memory.files.put(path, new byte[size]);
		file = path;
	}

	void createAkisFolder(Command c) {
		String path = free(identifier(c.data()));
		memory.folders.add(path);
		folder = path;
		file = null;
	}

	private String free(String id) {
		if (!memory.making()) {
			throw new StatusWord(0x6985);
		}
		String path = folder + id;
		if (any(path) != null || path.equals(KEY_FILE)) {
			throw new StatusWord(0x6A89);
		}
		return path;
	}

	/** AKİS's DELETE, by identifier in the current folder (P1 02) or by path (P1 08). */
	void delete(Command c) {
		if (!memory.making()) {
			throw new StatusWord(0x6985);
		}
		String id = HEX.formatHex(c.data());
		String path = c.p1() == 0x08 ? id : folder + id;
		if (!memory.files.containsKey(path)) {
			throw new StatusWord(0x6A82);
		}
		memory.files.remove(path);
		reset();
	}

	/** 20 bytes for each child of the current folder: 3D or 2F (folder or file), identifier, 17 unused. */
	byte[] list() {
		List<String> children = new ArrayList<>();
		memory.folders.stream().filter(this::child).forEach(path -> children.add("3D" + path.substring(folder.length())));
		memory.files.keySet().stream().filter(this::child)
				.forEach(path -> children.add("2F" + path.substring(folder.length())));
		if (memory.keyType != null && child(KEY_FILE)) {
			children.add("2F" + KEY_FILE.substring(folder.length()));
		}
		byte[] answer = new byte[Math.min(children.size(), LIST_ENTRIES) * LIST_ENTRY];
		for (int i = 0; i * LIST_ENTRY < answer.length; i++) {
			System.arraycopy(HEX.parseHex(children.get(i)), 0, answer, i * LIST_ENTRY, 3);
		}
		return answer;
	}

	private boolean child(String path) {
		return path.length() == folder.length() + 4 && path.startsWith(folder);
	}

	private static String identifier(byte[] data) {
		if (data.length < 2) {
			throw new StatusWord(0x6700);
		}
		return HEX.formatHex(data, 0, 2);
	}

	/** What our profile has written as the certificate; the card itself does not care. */
	Optional<Bytes> certificate() {
		return Optional.ofNullable(memory.files.get(CERTIFICATE)).filter(AkisFiles::whole).map(Bytes::of);
	}

	/** Whether a DER value fills the file: our profile writes a file's first part last. */
	private static boolean whole(byte[] der) {
		return der.length > 4 && der[0] == 0x30 && (der[1] & 0xFF) == 0x82
				&& ((der[2] & 0xFF) << 8 | der[3] & 0xFF) + 4 == der.length;
	}
}
