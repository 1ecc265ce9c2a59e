package muhurdar.holders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.CardSecrets;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.pki.Diversification;
import muhurdar.pki.SafeFile;

/**
 * PUKs from the card master keys in {@code keys/puk.p12} (entries {@code puk-1}, {@code puk-2}, …; the highest is the
 * current one). The check value of each is kept in {@code keys/puk.kcv}, one line {@code version value} each, and is
 * tested before every use: a key file that was exchanged kills no card.
 */
@Component
public final class MasterKeySecrets implements CardSecrets {

	private static final String PREFIX = "puk-";

	private final NavigableMap<Integer, Secret> keys = new TreeMap<>();
	private final Map<Integer, Bytes> checkValues;

	@Activate
	public MasterKeySecrets(@Reference DataFolder data, @Reference KeyStorePasswords passwords) {
		Path file = data.path("keys", "puk.p12");
		Path values = data.path("keys", "puk.kcv");
		try (Secret password = passwords.password("puk")) {
			var store = new KeyFile(file, password);
			if (store.names().isEmpty()) {
				if (Files.exists(values)) {
					throw new IllegalStateException("the card master keys are missing: keys/puk.p12");
				}
				make(store);
			}
			load(store);
			checkValues = Files.exists(values) ? read(values) : firstValues(values);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void make(KeyFile store) {
		byte[] key = new byte[Diversification.MASTER_KEY_LENGTH];
		new SecureRandom().nextBytes(key);
		try (Secret fresh = Secret.taking(key)) {
			store.put(PREFIX + 1, fresh);
			store.save();
		}
	}

	private void load(KeyFile store) {
		for (String name : store.names()) {
			Secret key = store.secret(name);
			if (name.startsWith(PREFIX) && key != null) {
				keys.put(Integer.valueOf(name.substring(PREFIX.length())), key);
			}
		}
	}

	/** Before there is a check value no key can have been used. */
	private Map<Integer, Bytes> firstValues(Path file) throws IOException {
		var values = new TreeMap<Integer, Bytes>();
		var text = new StringBuilder();
		keys.forEach((version, key) -> {
			Bytes value = Diversification.keyCheckValue(key, version);
			values.put(version, value);
			text.append(version).append(' ').append(value.toHex()).append('\n');
		});
		SafeFile.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
		return values;
	}

	private static Map<Integer, Bytes> read(Path file) throws IOException {
		var values = new TreeMap<Integer, Bytes>();
		for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
			String[] part = line.split(" ");
			values.put(Integer.valueOf(part[0]), Bytes.ofHex(part[1]));
		}
		return values;
	}

	@Override
	public int currentVersion() {
		int version = keys.lastKey();
		tested(version);
		return version;
	}

	@Override
	public Secret managementKey(ChipSerial serial, int version) {
		return Diversification.managementKey(tested(version), version, serial);
	}

	@Override
	public Secret puk(ChipSerial serial, int version) {
		return Diversification.puk(tested(version), version, serial);
	}

	private Secret tested(int version) {
		Secret key = Optional.ofNullable(keys.get(version)).orElseThrow(
				() -> new IllegalStateException("there is no card master key of version " + version));
		if (!Diversification.keyCheckValue(key, version).equals(checkValues.get(version))) {
			throw new IllegalStateException("card master key " + version + " is not the one of its check value");
		}
		return key;
	}

	@Deactivate
	void close() {
		keys.values().forEach(Secret::close);
	}
}
