package muhurdar.api.spi;

import java.time.Duration;
import java.time.Instant;

import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyState;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.Unblocking;
import muhurdar.domain.UnblockingId;
import muhurdar.domain.UnblockingState;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/**
 * What a PUK is wanted for: {@link CardSecrets} gives none without it. It is made in a transaction of the store and
 * nowhere else: for the card that is about to get its PUK, or for one unblocking, which is stored by making it. So there
 * is no unblocking PUK without a record that names a person who may, the card and the reason. Immutable.
 */
public final class PukUse {

	/** An unblocking without an outcome for so long does not run any more. */
	private static final Duration CUT_OFF = Duration.ofMinutes(1);

	private final ChipSerial serial;
	private final int keyNumber;
	private final Bytes checkValue;

	private PukUse(ChipSerial serial, CardKey key, Bytes checkValue) {
		this.serial = serial;
		this.keyNumber = key.number();
		this.checkValue = checkValue;
	}

	private static PukUse of(Card card, CardKey key) {
		Bytes value = key.checkValue();
		if (value == null) {
			throw new Refusal(Why.WRONG_STATE, key.state(), CardKeyState.IN_USE);
		}
		return new PukUse(card.serial(), key, value);
	}

	/** In production: the card has its PIN and no PUK, and under which key version it gets one is stored. */
	public static PukUse toSet(Tx tx, CardId id) {
		must(tx, Right.PRODUCE);
		Card card = tx.cards().get(id);
		if (card.state() != CardState.CERTIFIED) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.CERTIFIED);
		}
		return of(card, key(tx, card));
	}

	/**
	 * For the card office alone: stores the unblocking as BEGUN and returns what its PUK can be had with, once the
	 * transaction is committed. One at a time under a key version, at whatever desk: a refused PUK must have stopped it
	 * before the next one is sent. One that was cut off counts for a minute.
	 *
	 * @param pukTries left, as the card says
	 * @throws Refusal NOT_DELIVERED, PUK_TRIED, PUK_STOPPED, UNBLOCKING_RUNS, CHANGED_MEANWHILE (two at the same moment),
	 *             LAST_PUK_TRY, REASON_MISSING, WRONG_STATE
	 */
	public static ToUnblock toUnblock(Tx tx, CardId id, int pukTries, String reason) {
		Card card = tx.cards().get(id);
		check(tx, card);
		if (tx.unblockingsOf(id).stream().anyMatch(each -> each.state() == UnblockingState.BEGUN)) {
			throw new Refusal(Why.WRONG_STATE, UnblockingState.BEGUN, UnblockingState.BROKEN_OFF);
		}
		CardKey key = key(tx, card);
		Unblocking begun = Unblocking.begin(new UnblockingId(Uuid7.next(tx.now())), card, key, pukTries, reason,
				new Decision(tx.me().id(), tx.now()));
		Instant recently = tx.now().minus(CUT_OFF);
		if (tx.openUnblockings(key.number()).stream().anyMatch(each -> each.asked().at().isAfter(recently))) {
			throw new Refusal(Why.UNBLOCKING_RUNS, key.number());
		}
		tx.cardKeys().put(key); // its version is the turn: of two at the same moment one is refused
		return new ToUnblock(tx.unblockings().put(begun), of(card, key));
	}

	/**
	 * What can be said before the card is asked; {@link #toUnblock} says it again.
	 *
	 * @throws Refusal NOT_ALLOWED, NOT_DELIVERED, PUK_TRIED, PUK_STOPPED, WRONG_STATE, CARD_KEY_MISSING
	 */
	public static void check(Tx tx, Card card) {
		must(tx, Right.UNBLOCK_CARD);
		if (tx.shipmentOfCard(card.id()).filter(parcel -> parcel.state() == ShipmentState.DELIVERED).isEmpty()) {
			throw new Refusal(Why.NOT_DELIVERED);
		}
		if (tx.unblockingsOf(card.id()).stream().anyMatch(each -> each.state() == UnblockingState.FAILED)) {
			throw new Refusal(Why.PUK_TRIED, card.serial());
		}
		Unblocking.check(card, key(tx, card));
	}

	/** An unblocking, stored, and what its PUK can be had with. */
	public record ToUnblock(Unblocking begun, PukUse use) {
	}

	private static void must(Tx tx, Right right) {
		if (!tx.me().has(right)) {
			throw new Refusal(Why.NOT_ALLOWED, right);
		}
	}

	private static CardKey key(Tx tx, Card card) {
		Integer number = card.pukKeyVersion();
		if (number == null) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.CHECKED);
		}
		return tx.cardKey(number).orElseThrow(() -> new Refusal(Why.CARD_KEY_MISSING, number));
	}

	public ChipSerial serial() {
		return serial;
	}

	/** The key version. */
	public int keyNumber() {
		return keyNumber;
	}

	/** Of the key version, as the store has it: the key must have the same. */
	public Bytes checkValue() {
		return checkValue;
	}
}
