package muhurdar.holders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Settings;
import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.MasterKeyring;
import muhurdar.api.spi.PukUse;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.TokenTrouble;
import muhurdar.domain.Why;
import muhurdar.pki.Diversification;
import muhurdar.pki.Diversification.MasterKey;
import muhurdar.pki.SafeFile;

/**
 * PUKs and management keys from the card master keys. These lie in {@code keys/puk.p12} or, if {@link Settings#CARD_KEY_STORE}
 * says so, on a token: then new ones are made on it alone, and no other key is taken while it cannot be used; those that
 * the file has already stay there and good for the cards that were made with them.
 *
 * <p>The check value of each is kept in {@code keys/puk.kcv}, one line {@code version value} each, and is tested before
 * every use, and so is the one that the store has: a key file or token that was exchanged kills no card.
 */
@Component
public final class MasterKeySecrets implements CardSecrets {

	/** Asked for nothing unless the setting wants it. */
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	volatile @Nullable MasterKeyring token;

	private final Settings settings;
	private final Pkcs12Keyring file;
	private final Path valuesFile;

	@Activate
	public MasterKeySecrets(@Reference DataFolder data, @Reference KeyStorePasswords passwords,
			@Reference Settings settings) {
		this.settings = settings;
		file = new Pkcs12Keyring(data.path("keys", "puk.p12"), passwords);
		valuesFile = data.path("keys", "puk.kcv");
	}

	private boolean onToken() {
		return settings.get(Settings.CARD_KEY_STORE).equals("pkcs11");
	}

	/** Where new keys are made: what the setting says, or nothing. */
	private MasterKeyring chosen() {
		if (!onToken()) {
			return file;
		}
		MasterKeyring present = token;
		if (present == null) {
			throw new Refusal(Why.CARD_KEY_TOKEN, TokenTrouble.MODULE);
		}
		return present;
	}

	private MasterKeyring holder(int number) {
		return file.versions().contains(number) ? file : chosen();
	}

	private SortedSet<Integer> versions() {
		SortedSet<Integer> versions = file.versions();
		if (onToken()) {
			versions.addAll(chosen().versions());
		}
		return versions;
	}

	private MasterKey key(int number) {
		MasterKeyring holder = holder(number);
		return data -> holder.hmacSha256(number, data);
	}

	private Bytes checkValue(int number) {
		return Diversification.keyCheckValue(key(number), number);
	}

	/** As they were when each key was made. At the first question ever there are none: no key can have been used before. */
	private NavigableMap<Integer, Bytes> keptValues() {
		try {
			if (Files.exists(valuesFile)) {
				return read(valuesFile);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		if (versions().isEmpty()) {
			chosen().make(1);
		}
		var values = new TreeMap<Integer, Bytes>();
		versions().forEach(number -> values.put(number, checkValue(number)));
		keep(values);
		return values;
	}

	private void keep(SortedMap<Integer, Bytes> values) {
		String lines = values.entrySet().stream().map(each -> each.getKey() + " " + each.getValue().toHex() + "\n")
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
		keptValues();
		var values = new TreeMap<Integer, Bytes>();
		versions().forEach(number -> values.put(number, checkValue(number)));
		return values;
	}

	/** First the key, then its check value: what was cut off between them is made whole by asking again. */
	@Override
	public synchronized Bytes make(int keyNumber) {
		NavigableMap<Integer, Bytes> kept = keptValues();
		if (!versions().contains(keyNumber)) {
			if (kept.containsKey(keyNumber)) {
				throw new Refusal(Why.CARD_KEY_MISSING, keyNumber);
			}
			chosen().make(keyNumber);
		}
		Bytes value = checkValue(keyNumber);
		if (!kept.containsKey(keyNumber)) {
			kept.put(keyNumber, value);
			keep(kept);
		}
		tested(keyNumber, value);
		return value;
	}

	@Override
	public synchronized Secret managementKey(ChipSerial serial, int keyNumber) {
		return Diversification.managementKey(tested(keyNumber, keptValues().get(keyNumber)), keyNumber, serial);
	}

	@Override
	public synchronized Secret puk(PukUse use) {
		return Diversification.puk(tested(use.keyNumber(), use.checkValue()), use.keyNumber(), use.serial());
	}

	/** @param wanted check value, as the store has it */
	private MasterKey tested(int number, @Nullable Bytes wanted) {
		Bytes value = checkValue(number);
		if (!value.equals(keptValues().get(number)) || !value.equals(wanted)) {
			throw new Refusal(Why.CARD_KEY_WRONG, number);
		}
		return key(number);
	}

	@Deactivate
	synchronized void close() {
		file.close();
	}
}
