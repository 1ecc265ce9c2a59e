package muhurdar.api.spi;

import java.util.SortedMap;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;

/** Keeps the card master keys, which stay with the CA, and derives the cards' secrets from them. Thread-safe. */
public interface CardSecrets {

	/** The check value of every master key that is here, by key version. */
	SortedMap<Integer, Bytes> checkValues();

	/**
	 * Makes the master key of this version, unless it is here; it is safe when this returns.
	 *
	 * @return its check value
	 */
	Bytes make(int keyNumber);

	/**
	 * The management key of that chip under that key version, 32 bytes; the caller closes it. The master key is tested
	 * against the check value that was kept with it.
	 *
	 * @throws Refusal CARD_KEY_MISSING, CARD_KEY_WRONG
	 */
	Secret managementKey(ChipSerial serial, int keyNumber);

	/**
	 * 8 ASCII digits; the caller closes it. Before any use the master key is tested against the check value that was kept
	 * with it and the one of the store.
	 *
	 * @throws Refusal CARD_KEY_MISSING, CARD_KEY_WRONG
	 */
	Secret puk(PukUse use);
}
