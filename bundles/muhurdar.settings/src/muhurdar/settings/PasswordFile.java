package muhurdar.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

/**
 * Passwords of 256 random bits, written as 64 lower-case hexadecimal digits. They lie in {@code keys/passwords} (mode
 * 600, one {@code name=digits} a line), or come from systemd: with {@code $CREDENTIALS_DIRECTORY} set, the password
 * {@code ca} is the credential {@code muhurdar.ca}, and none is made up. This protects from somebody who gets hold of
 * the key stores alone, e.g. in a backup; not from somebody who reads this user's files.
 */
@Component
public final class PasswordFile implements KeyStorePasswords {

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
	private static final int DIGITS = 64;

	private final Path file;
	private final @Nullable Path credentials;
	private final SecureRandom random = new SecureRandom();

	@Activate
	public PasswordFile(@Reference DataFolder folder) {
		this(folder.path("keys", "passwords"), System.getenv("CREDENTIALS_DIRECTORY"));
	}

	PasswordFile(Path file, @Nullable String credentials) {
		this.file = file;
		this.credentials = credentials == null || credentials.isBlank() ? null : Path.of(credentials);
	}

	/** Refuses FIELD_MISSING if systemd hands out credentials, but not this one. */
	@Override
	public synchronized Secret password(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("not a password's name: " + name);
		}
		try {
			Path directory = credentials;
			return directory == null ? stored(name) : credential(directory, name);
		} catch (IOException e) {
			throw new UncheckedIOException("cannot read the password " + name, e);
		}
	}

	private static Secret credential(Path directory, String name) throws IOException {
		Path credential = directory.resolve("muhurdar." + name);
		if (!Files.isRegularFile(credential)) {
			throw new Refusal(Why.FIELD_MISSING, "$CREDENTIALS_DIRECTORY/muhurdar." + name);
		}
		byte[] bytes = Files.readAllBytes(credential);
		int end = bytes.length;
		while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
			end--;
		}
		byte[] password = Arrays.copyOf(bytes, end);
		Arrays.fill(bytes, (byte) 0);
		return Secret.taking(password);
	}

	private Secret stored(String name) throws IOException {
		try (FileChannel channel = FileChannel.open(file,
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), ownerOnly());
				var lock = channel.lock()) {
			byte[] all = new byte[Math.toIntExact(channel.size())];
			ByteBuffer buffer = ByteBuffer.wrap(all);
			while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
				// until it is whole
			}
			byte[] prefix = (name + "=").getBytes(StandardCharsets.US_ASCII);
			try {
				byte[] found = find(all, prefix);
				return Secret.taking(found != null ? found : append(channel, all, prefix));
			} finally {
				Arrays.fill(all, (byte) 0);
			}
		}
	}

	/** The digits behind the prefix on a whole line of its own; a line torn by a power cut does not count. */
	private static byte @Nullable [] find(byte[] all, byte[] prefix) {
		for (int start = 0; start < all.length;) {
			int end = start;
			while (end < all.length && all[end] != '\n') {
				end++;
			}
			if (end < all.length && end - start == prefix.length + DIGITS
					&& Arrays.equals(all, start, start + prefix.length, prefix, 0, prefix.length)) {
				return Arrays.copyOfRange(all, start + prefix.length, end);
			}
			start = end + 1;
		}
		return null;
	}

	/** Makes one and has it on the disk before anybody uses it. */
	private byte[] append(FileChannel channel, byte[] all, byte[] prefix) throws IOException {
		byte[] password = random();
		boolean torn = all.length > 0 && all[all.length - 1] != '\n';
		ByteBuffer line = ByteBuffer.allocate(prefix.length + DIGITS + 2);
		if (torn) {
			line.put((byte) '\n');
		}
		line.put(prefix).put(password).put((byte) '\n').flip();
		channel.position(all.length);
		while (line.hasRemaining()) {
			channel.write(line);
		}
		channel.force(true);
		Arrays.fill(line.array(), (byte) 0);
		return password;
	}

	private byte[] random() {
		byte[] bits = new byte[DIGITS / 2];
		random.nextBytes(bits);
		byte[] digits = new byte[DIGITS];
		for (int i = 0; i < bits.length; i++) {
			digits[2 * i] = (byte) Character.forDigit(bits[i] >> 4 & 0xF, 16);
			digits[2 * i + 1] = (byte) Character.forDigit(bits[i] & 0xF, 16);
		}
		Arrays.fill(bits, (byte) 0);
		return digits;
	}

	private static FileAttribute<?>[] ownerOnly() {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}
}
