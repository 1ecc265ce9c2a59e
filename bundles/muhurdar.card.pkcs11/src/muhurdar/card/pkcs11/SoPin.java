package muhurdar.card.pkcs11;

import java.io.IOException;
import java.nio.file.Path;

import muhurdar.api.Settings;
import muhurdar.api.spi.CardFault;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

/**
 * The security officer's PIN that blank tokens come with, from a file. Once a token has called it wrong it is given to
 * no other until the workstation is started again: a wrong file costs one try of one card. Thread-safe.
 */
final class SoPin {

	private final Settings settings;
	private volatile boolean wrong;

	SoPin(Settings settings) {
		this.settings = settings;
	}

	/**
	 * The PIN, to be closed by the caller.
	 *
	 * @throws Refusal FIELD_MISSING if the setting is empty, FIELD_INVALID if the file cannot be read
	 * @throws CardFault 6983 if it was wrong before
	 */
	Secret read() {
		if (wrong) {
			throw new CardFault("SO PIN was refused by another token, see " + Settings.PKCS11_SO_PIN_FILE.key(), 0x6983);
		}
		String file = settings.get(Settings.PKCS11_SO_PIN_FILE);
		if (file.isEmpty()) {
			throw new Refusal(Why.FIELD_MISSING, Settings.PKCS11_SO_PIN_FILE.key());
		}
		try {
			return PinFile.read(Path.of(file));
		} catch (IOException e) {
			throw new Refusal(Why.FIELD_INVALID, e, Settings.PKCS11_SO_PIN_FILE.key(), file);
		}
	}

	/** A token has refused it. */
	void refused() {
		wrong = true;
	}
}
