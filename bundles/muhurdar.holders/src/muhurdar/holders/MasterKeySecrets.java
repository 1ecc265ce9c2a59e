package muhurdar.holders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.PukUse;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.pki.Diversification;
import muhurdar.pki.SafeFile;

/**
 * PUKs and management keys from the card master keys in {@code keys/puk.p12} (entries {@code puk-1}, {@code puk-2}, …). The check value of
 * each is kept in {@code keys/puk.kcv}, one line {@code version value} each, and is tested before every use, and so is
 * the one that the store has: a key file that was exchanged kills no card.
 */
@Component
public final class MasterKeySecrets implements CardSecrets {

	private static final String PREFIX = "puk-";
	private static final SecureRandom RANDOM = new SecureRandom();

	private final Path file;
	private final Path valuesFile;
	private final KeyStorePasswords passwords;
	private final NavigableMap<Integer, Secret> keys = new TreeMap<>();
	/** As they were when each key was made. */
	private NavigableMap<Integer, Bytes> keptValues;
	/** Of the key file as it was read: another process may have made a key since. */
	private FileTime readAt;

	@Activate
	public MasterKeySecrets(@Reference DataFolder data, @Reference KeyStorePasswords passwords) {
		file = data.path("keys", "puk.p12");
		valuesFile = data.path("keys", "puk.kcv");
		this.passwords = passwords;
		try (Secret password = passwords.password("puk")) {
			var store = new KeyFile(file, password);
			boolean first = !Files.exists(valuesFile);
			if (store.names().isEmpty()) {
				if (!first) {
					throw new IllegalStateException("the card master keys are missing: keys/puk.p12");
				}
				put(store, 1);
			}
			readAt = Files.getLastModifiedTime(file);
			load(store);
			keptValues = first ? new TreeMap<>() : read(valuesFile);
			if (first) {
				// before there is a check value no key can have been used
				keys.forEach((number, key) -> keptValues.put(number, Diversification.keyCheckValue(key, number)));
				keep();
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void put(KeyFile store, int number) {
		byte[] key = new byte[Diversification.MASTER_KEY_LENGTH];
		RANDOM.nextBytes(key);
		try (Secret fresh = Secret.taking(key)) {
			store.put(PREFIX + number, fresh);
			store.save();
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

	private void refresh() {
		try {
			if (!Files.exists(file) || Files.getLastModifiedTime(file).equals(readAt)) {
				return;
			}
			try (Secret password = passwords.password("puk")) {
				readAt = Files.getLastModifiedTime(file);
				load(new KeyFile(file, password));
			}
			keptValues = read(valuesFile);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void keep() {
		String lines = keptValues.entrySet().stream().map(each -> each.getKey() + " " + each.getValue().toHex() + "\n")
				.collect(Collectors.joining());
		try {
			SafeFile.write(valuesFile, lines.getBytes(StandardCharsets.US_ASCII));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static NavigableMap<Integer, Bytes> read(Path file) throws IOException {
		var values = new TreeMap<Integer, Bytes>();
		for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
			String[] part = line.split(" ");
			values.put(Integer.valueOf(part[0]), Bytes.ofHex(part[1]));
		}
		return values;
	}

	@Override
	public synchronized SortedMap<Integer, Bytes> checkValues() {
		refresh();
		var values = new TreeMap<Integer, Bytes>();
		keys.forEach((number, key) -> values.put(number, Diversification.keyCheckValue(key, number)));
		return values;
	}

	/** First the key, then its check value: what was cut off between them is made whole by asking again. */
	@Override
	public synchronized Bytes make(int keyNumber) {
		refresh();
		if (!keys.containsKey(keyNumber)) {
			if (keptValues.containsKey(keyNumber)) {
				throw new Refusal(Why.CARD_KEY_MISSING, keyNumber);
			}
			try (Secret password = passwords.password("puk")) {
				var store = new KeyFile(file, password);
				put(store, keyNumber);
				load(store);
			}
		}
		if (!keptValues.containsKey(keyNumber)) {
			keptValues.put(keyNumber, Diversification.keyCheckValue(key(keyNumber), keyNumber));
			keep();
		}
		Bytes value = Diversification.keyCheckValue(key(keyNumber), keyNumber);
		tested(keyNumber, value);
		return value;
	}

	@Override
	public synchronized Secret managementKey(ChipSerial serial, int keyNumber) {
		refresh();
		return Diversification.managementKey(tested(keyNumber, keptValues.get(keyNumber)), keyNumber, serial);
	}

	@Override
	public synchronized Secret puk(PukUse use) {
		refresh();
		return Diversification.puk(tested(use.keyNumber(), use.checkValue()), use.keyNumber(), use.serial());
	}

	/** @param wanted check value, as the store has it */
	private Secret tested(int number, @Nullable Bytes wanted) {
		Secret key = key(number);
		Bytes value = Diversification.keyCheckValue(key, number);
		if (!value.equals(keptValues.get(number)) || !value.equals(wanted)) {
			throw new Refusal(Why.CARD_KEY_WRONG, number);
		}
		return key;
	}

	private Secret key(int number) {
		Secret key = keys.get(number);
		if (key == null) {
			throw new Refusal(Why.CARD_KEY_MISSING, number);
		}
		return key;
	}

	@Deactivate
	synchronized void close() {
		keys.values().forEach(Secret::close);
	}
}
