package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * One chip. {@code sealedPin} can be opened by the vault alone, with the key in slot {@code pinSlot} of its file.
 *
 * @param envelope number of the envelope that the card goes into
 * @param pukKeyVersion which master key the PUK was derived from, and before it the management key of a card that has
 *        one; stored before the card gets them
 * @param spoiledBecause for people; null unless SPOILED
 * @param pinTriesSeen tries left when last seen
 */
public record Card(CardId id, int version, CardState state, ChipSerial serial, String profile,
		@Nullable BatchId batch, @Nullable OrderId order, @Nullable Integer envelope, @Nullable UserId producer,
		@Nullable Bytes publicKey, @Nullable Integer pinSlot, @Nullable Bytes sealedPin, @Nullable Integer pukKeyVersion,
		@Nullable Bytes qualityNonce, @Nullable Bytes qualitySignature, @Nullable Integer pinTriesSeen,
		@Nullable String spoiledBecause, Instant changedAt) implements Versioned<CardId> {

	/** A blank card taken into stock, not yet stored. */
	public static Card stock(CardId id, ChipSerial serial, String profile, Instant at) {
		return new Card(id, 0, CardState.IN_STOCK, serial, profile, null, null, null, null, null, null, null, null,
				null, null, null, null, at);
	}

	public Card reserve(BatchId forBatch, OrderId forOrder, int inEnvelope, UserId by, Instant at) {
		return new Card(id, version, state.to(CardState.RESERVED), serial, profile, forBatch, forOrder, inEnvelope, by,
				null, null, null, null, null, null, null, null, at);
	}

	/** Back to stock: nothing irreversible was begun. */
	public Card release(Instant at) {
		return new Card(id, version, state.to(CardState.IN_STOCK), serial, profile, null, null, null, null, null, null,
				null, null, null, null, null, null, at);
	}

	/** From which master key the management key is derived that the card is about to get; its PUK will be, too. */
	public Card managed(int keyVersion, Instant at) {
		mustBe(CardState.RESERVED);
		return new Card(id, version, state, serial, profile, batch, order, envelope, producer, null, null, null,
				keyVersion, null, null, null, null, at);
	}

	public Card keyed(Bytes key, Instant at) {
		return new Card(id, version, state.to(CardState.KEYED), serial, profile, batch, order, envelope, producer, key,
				null, null, pukKeyVersion, null, null, null, null, at);
	}

	/** The certificate is on the card. */
	public Card certified(Instant at) {
		mustBe(CardState.KEYED);
		return to(CardState.CERTIFIED, at);
	}

	/** The PIN is sealed and stored, before the card gets it. */
	public Card pinSealed(int slot, Bytes sealed, Instant at) {
		mustBe(CardState.CERTIFIED);
		return new Card(id, version, state, serial, profile, batch, order, envelope, producer, publicKey, slot, sealed,
				pukKeyVersion, qualityNonce, qualitySignature, pinTriesSeen, null, at);
	}

	/** Which PUK key version the card is about to get. */
	public Card pukChosen(int keyVersion, Instant at) {
		mustBe(CardState.CERTIFIED);
		return new Card(id, version, state, serial, profile, batch, order, envelope, producer, publicKey, pinSlot,
				sealedPin, keyVersion, qualityNonce, qualitySignature, pinTriesSeen, null, at);
	}

	/** PIN and PUK are on the card; the nonce is what the quality signature will be over. */
	public Card sealed(Bytes nonce, Instant at) {
		return new Card(id, version, state.to(CardState.SEALED), serial, profile, batch, order, envelope, producer,
				publicKey, pinSlot, sealedPin, pukKeyVersion, nonce, null, pinTriesSeen, null, at);
	}

	public Card qualitySigned(Bytes signature, Instant at) {
		mustBe(CardState.SEALED);
		return new Card(id, version, state, serial, profile, batch, order, envelope, producer, publicKey, pinSlot,
				sealedPin, pukKeyVersion, qualityNonce, signature, pinTriesSeen, null, at);
	}

	/** Read back and found right. */
	public Card checked(int pinTries, Instant at) {
		if (qualitySignature == null) {
			throw new Refusal(Why.QUALITY_SIGNATURE_MISSING);
		}
		return new Card(id, version, state.to(CardState.CHECKED), serial, profile, batch, order, envelope, producer,
				publicKey, pinSlot, sealedPin, pukKeyVersion, qualityNonce, qualitySignature, pinTries, null, at);
	}

	public Card spoil(String because, Instant at) {
		return new Card(id, version, state.to(CardState.SPOILED), serial, profile, batch, order, envelope, producer,
				publicKey, pinSlot, sealedPin, pukKeyVersion, qualityNonce, qualitySignature, pinTriesSeen, because, at);
	}

	/** Any other drawn move: into the safe, out of it, lost, killed, destroyed, missing. */
	public Card to(CardState target, Instant at) {
		return new Card(id, version, target == state ? state : state.to(target), serial, profile, batch, order,
				envelope, producer, publicKey, pinSlot, sealedPin, pukKeyVersion, qualityNonce, qualitySignature,
				pinTriesSeen, spoiledBecause, at);
	}

	private void mustBe(CardState expected) {
		if (state != expected) {
			throw new Refusal(Why.WRONG_STATE, state, expected);
		}
	}

	@Override
	public String toString() {
		return "Card[" + serial.shown() + " " + state + "]";
	}
}
