package muhurdar.holders;

import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.SealedPin;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.pki.PinSealing;

/** Production's side of the vault: its public key and its slot file, nothing that could open a PIN. */
@Component
public final class VaultPinSealer implements PinSealer {

	private final Bytes vaultKey;
	private final PinSlots slots;

	@Activate
	public VaultPinSealer(@Reference DataFolder data, @Reference KeyStorePasswords passwords) {
		Path keys = data.path("keys", "vault.p12").getParent();
		vaultKey = VaultKeys.publicKey(keys, () -> passwords.password("vault"));
		slots = PinSlots.open(data.path("vault", "pins.slots"), VaultKeys.fingerprint(vaultKey));
	}

	@Override
	public SealedPin seal(CardId card, ChipSerial serial, Secret pin) {
		PinSealing.Sealed sealed = PinSealing.seal(pin, serial, card.value(), vaultKey);
		return new SealedPin(slots.add(card, sealed.wrappedKey()), sealed.box());
	}

	@Override
	public void shred(int slot) {
		slots.shred(slot);
	}

	@Deactivate
	void close() {
		slots.close();
	}
}
