package muhurdar.api;

import java.util.List;

import muhurdar.domain.Actor;
import muhurdar.domain.BatchId;
import muhurdar.domain.Box;
import muhurdar.domain.BoxId;
import muhurdar.domain.Card;
import muhurdar.domain.ChipSerial;

/**
 * Cards that nobody makes at the moment: blank ones in their boxes, those kept for a batch, spoiled ones, the safe.
 * Wherever a chip is named, the digits that people see of it do as well, if only one card has them. Thread-safe; may
 * block on the store.
 */
public interface CardStock {

	/**
	 * Takes a new box in: all of it or, if one of its cards is known already, nothing.
	 *
	 * @param label what stands on the box
	 * @param serials whole
	 * @throws muhurdar.domain.Refusal FIELD_MISSING, FIELD_INVALID, BOX_KNOWN, CARDS_KNOWN
	 */
	Box receive(String label, String profile, List<ChipSerial> serials, Actor by);

	/** Newest first, at the end the cards of no box. */
	List<BoxRow> boxes(Actor by);

	/** By its label. @throws muhurdar.domain.Refusal NOT_FOUND */
	Box box(String label, Actor by);

	/** By serial number. */
	List<Card> cardsOf(BoxId box, Actor by);

	/**
	 * Keeps cards for a batch, all or none of them; from then on it takes no other. Before it runs; later, while it is
	 * paused, only more of them. {@link Cards#cancel} and {@link Cards#close} give back what is left.
	 *
	 * @throws muhurdar.domain.Refusal WRONG_STATE, CARD_UNKNOWN, CARD_KEPT, CARD_NOT_IN_STOCK
	 */
	List<Card> keep(BatchId batch, List<ChipSerial> serials, Actor by);

	/**
	 * Gives kept cards back to stock, while the batch does not run.
	 *
	 * @param serials empty: all that are left
	 * @throws muhurdar.domain.Refusal WRONG_STATE, CARD_UNKNOWN, CARDS_NOT_OF_BATCH
	 */
	List<Card> giveBack(BatchId batch, List<ChipSerial> serials, Actor by);

	/** What a stock-take of the box would change, when exactly these cards lie in it; changes nothing. */
	StockTake look(BoxId box, List<ChipSerial> seen, Actor by);

	/**
	 * Changes what was shown, if nothing has changed since.
	 *
	 * @throws muhurdar.domain.Refusal CHANGED_MEANWHILE
	 */
	void confirm(StockTake shown, Actor by);

	/**
	 * A blank card, in stock or kept for a batch, is damaged.
	 *
	 * @throws muhurdar.domain.Refusal REASON_MISSING, CARD_UNKNOWN, WRONG_STATE
	 */
	Card spoil(ChipSerial serial, String because, Actor by);

	/** Spoiled cards, those that are not in the safe yet first, and what lies in the safe. */
	List<SafeRow> safe(Actor by);

	/** What was destroyed. */
	List<SafeRow> destroyed(Actor by);

	/** Lays spoiled cards into the safe, all or none. @throws muhurdar.domain.Refusal WRONG_STATE, CARD_IN_SAFE */
	void intoSafe(List<ChipSerial> serials, Actor by);

	/**
	 * The first signature under the destruction of cards in the safe, all or none.
	 *
	 * @throws muhurdar.domain.Refusal CARDS_NOT_IN_SAFE, DESTRUCTION_SIGNED, CERTIFICATE_STANDS
	 */
	void condemn(List<ChipSerial> serials, Actor by);

	/**
	 * The second one, by another person; what is left of their PINs is shredded. All or none.
	 *
	 * @throws muhurdar.domain.Refusal DESTRUCTION_UNSIGNED, SECOND_PERSON_NEEDED, CERTIFICATE_STANDS
	 */
	void destroy(List<ChipSerial> serials, Actor by);
}
