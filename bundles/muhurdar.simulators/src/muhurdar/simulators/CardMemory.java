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
	static final int TRIES = 3;

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private Path path;
	private final CardType type;
	private final ChipSerial serial;
	final TreeMap<String, byte[]> files = new TreeMap<>();
	final TreeSet<String> folders = new TreeSet<>();
	@Nullable
	KeyType keyType;
	byte @Nullable [] privateKey;
	byte @Nullable [] publicKey;
	byte @Nullable [] pin;
	byte @Nullable [] puk;
	/** PIV only: the algorithm identifier of SP 800-78-4, table 6-2, and the key itself. */
	byte @Nullable [] managementKey;
	int pinTries = TRIES;
	int pukTries = TRIES;

	private CardMemory(Path path, CardType type, ChipSerial serial) {
		this.path = path;
		this.type = type;
		this.serial = serial;
	}

	/** A card as the manufacturer delivers it, without a key. Not saved yet. */
	static CardMemory blank(Path path, CardType type, ChipSerial serial) {
		CardMemory memory = new CardMemory(path, type, serial);
		switch (type) {
		case AKIS -> {
			memory.folders.add(MF);
			memory.folders.add(APPLICATION);
		}
		case PIV -> PivCard.factory(memory);
		}
		return memory;
	}

	static CardMemory load(Path path) {
		Properties text = new Properties();
		try {
			text.load(new StringReader(Files.readString(path)));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		CardMemory memory = new CardMemory(path, CardType.valueOf(text.getProperty("type", CardType.AKIS.name())),
				new ChipSerial(text.getProperty("serial")));
		memory.folders.add(MF);
		for (String name : text.stringPropertyNames()) {
			if (name.startsWith("ef.")) {
				memory.files.put(name.substring(3), HEX.parseHex(text.getProperty(name)));
			} else if (name.startsWith("df.")) {
				memory.folders.add(name.substring(3));
			}
		}
		String keyType = text.getProperty("key.type");
		memory.keyType = keyType == null ? null : KeyType.valueOf(keyType);
		memory.privateKey = bytes(text, "key.private");
		memory.publicKey = bytes(text, "key.public");
		memory.pin = bytes(text, "pin");
		memory.puk = bytes(text, "puk");
		memory.managementKey = bytes(text, "management.key");
		memory.pinTries = Integer.parseInt(text.getProperty("pin.tries"));
		memory.pukTries = Integer.parseInt(text.getProperty("puk.tries"));
		return memory;
	}

	private static byte @Nullable [] bytes(Properties text, String name) {
		String hex = text.getProperty(name);
		return hex == null ? null : HEX.parseHex(hex);
	}

	CardType type() {
		return type;
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

	/** @param secret the PIN, null while it is none that was given to the card */
	SimulatedCard insides(Optional<Bytes> certificate, byte @Nullable [] secret, boolean finished) {
		byte @Nullable [] key = publicKey;
		return new SimulatedCard(serial, key == null ? Optional.empty() : Optional.of(Bytes.of(key)), certificate,
				secret == null ? Optional.empty() : Optional.of(Secret.taking(secret.clone())), pinTries, pukTries,
				finished);
	}

	void save() {
		StringBuilder text = new StringBuilder();
		line(text, "type", type.name());
		line(text, "serial", serial.hex());
		folders.forEach(folder -> line(text, "df." + folder, ""));
		files.forEach((file, content) -> line(text, "ef." + file, HEX.formatHex(content)));
		KeyType keys = keyType;
		if (keys != null) {
			line(text, "key.type", keys.name());
		}
		line(text, "key.private", privateKey);
		line(text, "key.public", publicKey);
		line(text, "pin", pin);
		line(text, "puk", puk);
		line(text, "management.key", managementKey);
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
