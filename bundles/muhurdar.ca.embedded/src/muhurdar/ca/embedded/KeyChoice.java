package muhurdar.ca.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.ca.embedded.KeyHome.Kind;
import muhurdar.domain.Secret;

/**
 * Which keys a new CA gets and where they lie, and what stands in certificates.
 *
 * @param token null if they lie in a file
 */
record KeyChoice(Kind kind, KeyStorePasswords passwords, @Nullable TokenKeys token, CertificateProfile profile) {

	/** The profile by which holders' certificates are made; {@code nes} cannot be chosen while the CA says TEST. */
	static final Setting<String> PROFILE = Setting.choice("ca.profile", "test", "test-qc");

	/** What kind of keys a new CA gets; an old one keeps what it has. */
	static final Setting<String> KEY = Setting.choice("ca.key", "ec-p384", "rsa-4096-pss");
	/** PKCS#11 library of the token in which the keys lie; empty: they lie in a PKCS#12 file in the CA's folder. */
	static final Setting<String> MODULE = Setting.text("ca.pkcs11.module", "");
	/** Id of the token's slot. */
	static final Setting<String> SLOT = Setting.text("ca.pkcs11.slot", "0");
	/** File that holds the PIN of the token's user and nothing else; it should be readable by its owner only. */
	static final Setting<String> PIN_FILE = Setting.text("ca.pkcs11.pin.file", "");

	static KeyChoice of(Settings settings, KeyStorePasswords passwords) {
		Kind kind = settings.get(KEY).equals("ec-p384") ? Kind.EC_P384 : Kind.RSA_4096_PSS;
		CertificateProfile profile = CertificateProfile.named(settings.get(PROFILE));
		String module = settings.get(MODULE);
		if (module.isEmpty()) {
			return new KeyChoice(kind, passwords, null, profile);
		}
		Path pin = Path.of(settings.get(PIN_FILE));
		return new KeyChoice(kind, passwords,
				new TokenKeys(Path.of(module), Long.decode(settings.get(SLOT)), () -> pin(pin)), profile);
	}

	/** EC P-384 in a PKCS#12 file, the profile {@code test}. */
	static KeyChoice file(KeyStorePasswords passwords) {
		return new KeyChoice(Kind.EC_P384, passwords, null, CertificateProfile.named("test"));
	}

	/** @param file where they lie if they lie in a file */
	KeyHome home(Path file) {
		TokenKeys inToken = token;
		return inToken == null ? new FileKeys(file, () -> passwords.password("ca")) : inToken;
	}

	/** A line end after it is none of its own. */
	private static Secret pin(Path file) {
		try {
			byte[] content = Files.readAllBytes(file);
			int length = content.length;
			while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
				length--;
			}
			byte[] pin = Arrays.copyOf(content, length);
			Arrays.fill(content, (byte) 0);
			return Secret.taking(pin);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
