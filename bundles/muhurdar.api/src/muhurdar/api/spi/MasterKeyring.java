package muhurdar.api.spi;

import java.util.SortedSet;

import muhurdar.domain.Refusal;

/**
 * Where card master keys lie, each under its version: a key file, or a token that lets none of them out. Thread-safe;
 * blocks. Every method of a token's throws {@link Refusal} CARD_KEY_TOKEN if it cannot be used.
 */
public interface MasterKeyring {

	/** Of the keys that are here. */
	SortedSet<Integer> versions();

	/** Makes a key of 256 random bits, unless it is here; it is safe when this returns. */
	void make(int version);

	/**
	 * HMAC-SHA-256 (RFC 2104) of the data under the key of that version: 32 bytes, which the caller wipes.
	 *
	 * @throws Refusal CARD_KEY_MISSING
	 */
	byte[] hmacSha256(int version, byte[] data);
}
