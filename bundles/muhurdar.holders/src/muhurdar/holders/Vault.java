package muhurdar.holders;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;

import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.pki.PinSealing;

/**
 * The vault's side of the PINs: opens what {@code PinSealer} sealed, with the private key that production never has.
 * Opening is a method and no service, as long as no holder desk asks for it. Reads the slot file as it is at the moment;
 * usable without the framework and while another process seals. Thread-safe.
 */
public final class Vault implements AutoCloseable {

	private final PrivateKey key;
	private final PinSlots slots;

	/**
	 * @param data the data folder
	 * @param password of {@code keys/vault.p12}; stays the caller's
	 * @throws IllegalStateException if there is no such key or the password is another
	 */
	public Vault(Path data, Secret password) {
		key = VaultKeys.privateKey(data.resolve("keys"), password);
		slots = PinSlots.read(data.resolve("vault").resolve("pins.slots"));
	}

	/**
	 * Opens a sealed PIN; the caller closes it.
	 *
	 * @return empty if the slot was shredded, is torn, or belongs to another card
	 * @throws muhurdar.pki.PkiFault if the seal was altered
	 */
	public Optional<Secret> open(CardId card, ChipSerial serial, int slot, Bytes sealed) {
		return slots.key(slot, card).map(wrapped -> PinSealing.open(new PinSealing.Sealed(sealed, wrapped), serial,
				card.value(), key));
	}

	@Override
	public void close() {
		slots.close();
	}
}
