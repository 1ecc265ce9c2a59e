package muhurdar.domain;

import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

/**
 * One chip. {@code sealedPin} can be opened by the vault alone, with the key in slot {@code pinSlot} of its file.
 *
 * @param envelope number of the envelope that the card goes into
 * @param pukKeyVersion which master key the PUK was derived from, and before it the management key of a card that has
 *        one; stored before the card gets them
 * @param spoiledBecause for people; null unless SPOILED
 * @param pinTriesSeen tries left when last seen
 * @param box in which it came, if that is known
 * @param custody only of a card that is spoiled or in the safe, and of what becomes of it
 */
public record Card(CardId id, int version, CardState state, ChipSerial serial, String profile,
		@Nullable BoxId box, @Nullable BatchId batch, @Nullable OrderId order, @Nullable Integer envelope,
		@Nullable UserId producer,
		@Nullable Bytes publicKey, @Nullable Integer pinSlot, @Nullable Bytes sealedPin, @Nullable Integer pukKeyVersion,
		@Nullable Bytes qualityNonce, @Nullable Bytes qualitySignature, @Nullable Integer pinTriesSeen,
		@Nullable String spoiledBecause, @Nullable Custody custody, Instant changedAt) implements Versioned<CardId> {

	/** A blank card taken into stock, not yet stored. */
	public static Card stock(CardId id, ChipSerial serial, String profile, @Nullable BoxId box, Instant at) {
		return new Card(id, 0, CardState.IN_STOCK, serial, profile, box, null, null, null, null, null, null, null, null,
				null, null, null, null, null, at);
	}

	/** The same without a box. */
	public static Card stock(CardId id, ChipSerial serial, String profile, Instant at) {
		return stock(id, serial, profile, null, at);
	}

	/** For that batch and no other, before any of its orders is drawn. */
	public Card keepFor(BatchId forBatch, Instant at) {
		return blank(state.to(CardState.RESERVED), forBatch, at);
	}

	/** Whether it is reserved for a batch, and not drawn for an order. */
	public boolean kept() {
		return state == CardState.RESERVED && order == null;
	}

	/** Back to what is kept for its batch: nothing irreversible was begun. */
	public Card undrawn(Instant at) {
		mustBe(CardState.RESERVED);
		return blank(state, batch, at);
	}

	private Card blank(CardState now, @Nullable BatchId keptFor, Instant at) {
		return new Card(id, version, now, serial, profile, box, keptFor, null, null, null, null, null, null, null, null,
				null, null, null, null, at);
	}

	public Card reserve(BatchId forBatch, OrderId forOrder, int inEnvelope, UserId by, Instant at) {
		CardState reserved = kept() && forBatch.equals(batch) ? state : state.to(CardState.RESERVED);
		return new Card(id, version, reserved, serial, profile, box, forBatch, forOrder, inEnvelope, by,
				null, null, null, null, null, null, null, null, custody, at);
	}

	/** Back to stock: nothing irreversible was begun. */
	public Card release(Instant at) {
		return blank(state.to(CardState.IN_STOCK), null, at);
	}

	/** From which master key the management key is derived that the card is about to get; its PUK will be, too. */
	public Card managed(int keyVersion, Instant at) {
		mustBe(CardState.RESERVED);
		return new Card(id, version, state, serial, profile, box, batch, order, envelope, producer, null, null, null,
				keyVersion, null, null, null, null, custody, at);
	}

	public Card keyed(Bytes key, Instant at) {
		return new Card(id, version, state.to(CardState.KEYED), serial, profile, box, batch, order, envelope, producer, key,
				null, null, pukKeyVersion, null, null, null, null, custody, at);
	}

	/** The certificate is on the card. */
	public Card certified(Instant at) {
		mustBe(CardState.KEYED);
		return to(CardState.CERTIFIED, at);
	}

	/** The PIN is sealed and stored, before the card gets it. */
	public Card pinSealed(int slot, Bytes sealed, Instant at) {
		mustBe(CardState.CERTIFIED);
		return new Card(id, version, state, serial, profile, box, batch, order, envelope, producer, publicKey, slot, sealed,
				pukKeyVersion, qualityNonce, qualitySignature, pinTriesSeen, null, custody, at);
	}

	/** Which PUK key version the card is about to get. */
	public Card pukChosen(int keyVersion, Instant at) {
		mustBe(CardState.CERTIFIED);
		return new Card(id, version, state, serial, profile, box, batch, order, envelope, producer, publicKey, pinSlot,
				sealedPin, keyVersion, qualityNonce, qualitySignature, pinTriesSeen, null, custody, at);
	}

	/** PIN and PUK are on the card; the nonce is what the quality signature will be over. */
	public Card sealed(Bytes nonce, Instant at) {
		return new Card(id, version, state.to(CardState.SEALED), serial, profile, box, batch, order, envelope, producer,
				publicKey, pinSlot, sealedPin, pukKeyVersion, nonce, null, pinTriesSeen, null, custody, at);
	}

	public Card qualitySigned(Bytes signature, Instant at) {
		mustBe(CardState.SEALED);
		return new Card(id, version, state, serial, profile, box, batch, order, envelope, producer, publicKey, pinSlot,
				sealedPin, pukKeyVersion, qualityNonce, signature, pinTriesSeen, null, custody, at);
	}

	/** Read back and found right. */
	public Card checked(int pinTries, Instant at) {
		if (qualitySignature == null) {
			throw new Refusal(Why.QUALITY_SIGNATURE_MISSING);
		}
		return new Card(id, version, state.to(CardState.CHECKED), serial, profile, box, batch, order, envelope, producer,
				publicKey, pinSlot, sealedPin, pukKeyVersion, qualityNonce, qualitySignature, pinTries, null, custody, at);
	}

	public Card spoil(String because, Instant at) {
		return new Card(id, version, state.to(CardState.SPOILED), serial, profile, box, batch, order, envelope, producer,
				publicKey, pinSlot, sealedPin, pukKeyVersion, qualityNonce, qualitySignature, pinTriesSeen, because, custody, at);
	}

	/** Any other drawn move: into the safe, out of it, lost, killed, destroyed, missing. */
	public Card to(CardState target, Instant at) {
		return new Card(id, version, target == state ? state : state.to(target), serial, profile, box, batch, order,
				envelope, producer, publicKey, pinSlot, sealedPin, pukKeyVersion, qualityNonce, qualitySignature,
				pinTriesSeen, spoiledBecause, target == CardState.CHECKED ? null : custody, at);
	}

	/** Whether it lies in the safe: spoiled and laid there, or come back. */
	public boolean inSafe() {
		Custody now = custody;
		return state == CardState.IN_SAFE || state == CardState.SPOILED && now != null && now.safe() != null;
	}

	/** A spoiled card is laid into the safe. @throws Refusal WRONG_STATE, CARD_IN_SAFE */
	public Card laidIntoSafe(Decision by) {
		if (inSafe()) {
			throw new Refusal(Why.CARD_IN_SAFE, serial);
		}
		mustBe(CardState.SPOILED);
		return in(state, new Custody(by, null, null), by);
	}

	/** First signature under its destruction. @throws Refusal CARDS_NOT_IN_SAFE, DESTRUCTION_SIGNED */
	public Card condemn(Decision by) {
		if (!inSafe()) {
			throw new Refusal(Why.CARDS_NOT_IN_SAFE, List.of(serial));
		}
		Custody now = custody;
		if (now != null && now.condemned() != null) {
			throw new Refusal(Why.DESTRUCTION_SIGNED, serial);
		}
		return in(state, new Custody(now == null ? null : now.safe(), by, null), by);
	}

	/** The second one, by another person. @throws Refusal DESTRUCTION_UNSIGNED, SECOND_PERSON_NEEDED, WRONG_STATE */
	public Card destroy(Decision by) {
		Custody now = custody;
		Decision first = now == null ? null : now.condemned();
		if (now == null || first == null) {
			throw new Refusal(Why.DESTRUCTION_UNSIGNED, serial);
		}
		if (first.by().equals(by.by())) {
			throw new Refusal(Why.SECOND_PERSON_NEEDED);
		}
		return in(state.to(CardState.DESTROYED), new Custody(now.safe(), first, by), by);
	}

	private Card in(CardState now, Custody changed, Decision by) {
		return new Card(id, version, now, serial, profile, box, batch, order, envelope, producer, publicKey, pinSlot,
				sealedPin, pukKeyVersion, qualityNonce, qualitySignature, pinTriesSeen, spoiledBecause, changed, by.at());
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
