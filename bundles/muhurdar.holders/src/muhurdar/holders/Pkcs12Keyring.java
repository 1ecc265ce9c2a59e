package muhurdar.holders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.MasterKeyring;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.pki.Diversification;

/** Card master keys in a PKCS#12 file, entries {@code puk-1}, {@code puk-2}, …, and in this process's memory. */
final class Pkcs12Keyring implements MasterKeyring, AutoCloseable {

	private static final String PREFIX = "puk-";
	private static final SecureRandom RANDOM = new SecureRandom();

	private final Path file;
	private final KeyStorePasswords passwords;
	private final NavigableMap<Integer, Secret> keys = new TreeMap<>();
	/** Of the key file as it was read: another process may have made a key since. */
	private @Nullable FileTime readAt;

	Pkcs12Keyring(Path file, KeyStorePasswords passwords) {
		this.file = file;
		this.passwords = passwords;
	}

	@Override
	public synchronized SortedSet<Integer> versions() {
		refresh();
		return new TreeSet<>(keys.keySet());
	}

	@Override
	public synchronized void make(int version) {
		refresh();
		if (keys.containsKey(version)) {
			return;
		}
		byte[] key = new byte[Diversification.MASTER_KEY_LENGTH];
		RANDOM.nextBytes(key);
		try (Secret fresh = Secret.taking(key); Secret password = passwords.password("puk")) {
			var store = new KeyFile(file, password);
			store.put(PREFIX + version, fresh);
			store.save();
			load(store);
		}
	}

	@Override
	public synchronized byte[] hmacSha256(int version, byte[] data) {
		refresh();
		Secret key = keys.get(version);
		if (key == null) {
			throw new Refusal(Why.CARD_KEY_MISSING, version);
		}
		return Diversification.inMemory(key).hmacSha256(data);
	}

	private void refresh() {
		try {
			FileTime written = Files.exists(file) ? Files.getLastModifiedTime(file) : readAt;
			if (written == null || written.equals(readAt)) {
				return;
			}
			try (Secret password = passwords.password("puk")) {
				load(new KeyFile(file, password));
			}
			readAt = written;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void load(KeyFile store) {
		for (String name : store.names()) {
			Secret key = store.secret(name);
			if (name.startsWith(PREFIX) && key != null) {
				Secret before = keys.put(Integer.valueOf(name.substring(PREFIX.length())), key);
				if (before != null) {
					before.close();
				}
			}
		}
	}

	@Override
	public synchronized void close() {
		keys.values().forEach(Secret::close);
	}
}
