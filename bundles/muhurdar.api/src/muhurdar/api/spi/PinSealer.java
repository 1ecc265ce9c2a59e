package muhurdar.api.spi;

import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

/**
 * Seals PINs for the vault; holds only the vault's public key. Each PIN gets a key of its own, wrapped for the vault
 * and synced into a slot of the vault's file before {@link #seal} returns. Thread-safe.
 */
public interface PinSealer {

	/** Does not keep and does not wipe the PIN. */
	SealedPin seal(CardId card, ChipSerial serial, Secret pin);

	/** Overwrites the slot's key in place and syncs: that PIN can never be opened again. */
	void shred(int slot);
}
