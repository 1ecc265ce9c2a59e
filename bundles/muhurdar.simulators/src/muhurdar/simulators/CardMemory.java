package muhurdar.simulators;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/**
 * What one simulated chip remembers, in one text file ({@code NAME=VALUE}, bytes as hexadecimal digits; {@code ef.PATH}
 * is an elementary file). {@link #save} replaces the file as a whole and returns when it is on the disk, so that a
 * killed process leaves the card either before or after a command, never within one. One thread at a time.
 */
final class CardMemory {

	static final String MF = "3F00";
	/** The application's folder, which the card has from its manufacturer. */
	static final String APPLICATION = MF + "5015";
	/** Where our profile puts the certificate; the card itself does not care. */
	private static final String CERTIFICATE = APPLICATION + "4301";
	static final int TRIES = 3;

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private Path path;
	private final ChipSerial serial;
	final TreeMap<String, byte[]> files = new TreeMap<>();
	final TreeSet<String> folders = new TreeSet<>();
	@Nullable
	KeyType keyType;
	byte @Nullable [] privateKey;
	byte @Nullable [] publicKey;
	byte @Nullable [] pin;
	byte @Nullable [] puk;
	int pinTries = TRIES;
	int pukTries = TRIES;

	private CardMemory(Path path, ChipSerial serial) {
		this.path = path;
		this.serial = serial;
	}

	/** A card as the manufacturer delivers it: the application's empty folder, no key, no PIN. Not saved yet. */
	static CardMemory blank(Path path, ChipSerial serial) {
		CardMemory memory = new CardMemory(path, serial);
		memory.folders.add(MF);
		memory.folders.add(APPLICATION);
		return memory;
	}

	static CardMemory load(Path path) {
		Properties text = new Properties();
		try {
			text.load(new StringReader(Files.readString(path)));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		CardMemory memory = new CardMemory(path, new ChipSerial(text.getProperty("serial")));
		memory.folders.add(MF);
		for (String name : text.stringPropertyNames()) {
			if (name.startsWith("ef.")) {
				memory.files.put(name.substring(3), HEX.parseHex(text.getProperty(name)));
			} else if (name.startsWith("df.")) {
				memory.folders.add(name.substring(3));
			}
		}
		String type = text.getProperty("key.type");
		memory.keyType = type == null ? null : KeyType.valueOf(type);
		memory.privateKey = bytes(text, "key.private");
		memory.publicKey = bytes(text, "key.public");
		memory.pin = bytes(text, "pin");
		memory.puk = bytes(text, "puk");
		memory.pinTries = Integer.parseInt(text.getProperty("pin.tries"));
		memory.pukTries = Integer.parseInt(text.getProperty("puk.tries"));
		return memory;
	}

	private static byte @Nullable [] bytes(Properties text, String name) {
		String hex = text.getProperty(name);
		return hex == null ? null : HEX.parseHex(hex);
	}

	ChipSerial serial() {
		return serial;
	}

	Path path() {
		return path;
	}

	/** Moves the file into another folder, which must be on the same disk. */
	void moveTo(Path folder) {
		Path target = folder.resolve(path.getFileName());
		try {
			Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		path = target;
	}

	/** A key and nothing that ends the making: files may be created and written now. */
	boolean making() {
		return keyType != null && pin == null && puk == null;
	}

	PrivateKey signingKey() throws GeneralSecurityException {
		return KeyFactory.getInstance(keyType == KeyType.RSA_2048 ? "RSA" : "EC")
				.generatePrivate(new PKCS8EncodedKeySpec(privateKey));
	}

	SimulatedCard insides() {
		byte @Nullable [] key = publicKey;
		byte @Nullable [] secret = pin;
		return new SimulatedCard(serial, key == null ? Optional.empty() : Optional.of(Bytes.of(key)),
				files.containsKey(CERTIFICATE) && whole(files.get(CERTIFICATE))
						? Optional.of(Bytes.of(files.get(CERTIFICATE)))
						: Optional.empty(),
				secret == null ? Optional.empty() : Optional.of(Secret.taking(secret.clone())), pinTries, pukTries,
				puk != null);
	}

	/** Whether a DER value fills the file: our profile writes a file's first part last. */
	private static boolean whole(byte[] der) {
		return der.length > 4 && der[0] == 0x30 && (der[1] & 0xFF) == 0x82
				&& ((der[2] & 0xFF) << 8 | der[3] & 0xFF) + 4 == der.length;
	}

	void save() {
		StringBuilder text = new StringBuilder();
		line(text, "serial", serial.hex());
		folders.forEach(folder -> line(text, "df." + folder, ""));
		files.forEach((file, content) -> line(text, "ef." + file, HEX.formatHex(content)));
		KeyType type = keyType;
		if (type != null) {
			line(text, "key.type", type.name());
		}
		line(text, "key.private", privateKey);
		line(text, "key.public", publicKey);
		line(text, "pin", pin);
		line(text, "puk", puk);
		line(text, "pin.tries", Integer.toString(pinTries));
		line(text, "puk.tries", Integer.toString(pukTries));
		try {
			write(text.toString().getBytes(StandardCharsets.UTF_8));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void line(StringBuilder text, String name, byte @Nullable [] value) {
		if (value != null) {
			line(text, name, HEX.formatHex(value));
		}
	}

	private static void line(StringBuilder text, String name, String value) {
		text.append(name).append('=').append(value).append('\n');
	}

	private void write(byte[] text) throws IOException {
		Path fresh = path.resolveSibling(path.getFileName() + ".new");
		try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer bytes = ByteBuffer.wrap(text);
			while (bytes.hasRemaining()) {
				out.write(bytes);
			}
			out.force(true);
		}
		Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}
}
