package muhurdar.api;

import java.util.List;

import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Actor;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Unblocking;

/**
 * The only place that uses a card's PUK, which nobody sees: one try per card, and the first card that refuses its PUK
 * stops all unblocking under its key version ({@link CardKeys#release}). Every use is stored before the card is asked,
 * with the person and the reason. Local by nature: it works on a card that the {@link Unblockings bench} has opened, so
 * that a PUK goes from here to the card and to nobody between. Thread-safe; blocks on store and card.
 */
public interface CardOffice {

	/**
	 * Gives the card a new PIN made here, and shreds the one that was stored for it. Under one key version one card at a
	 * time is unblocked.
	 *
	 * @return the caller closes it
	 * @throws muhurdar.domain.Refusal CARD_UNKNOWN, NOT_DELIVERED, PUK_TRIES_UNKNOWN, LAST_PUK_TRY, PUK_TRIED,
	 *         PUK_STOPPED, UNBLOCKING_RUNS, CARD_KEY_WRONG, CARD_KEY_MISSING: nothing was sent; PUK_REFUSED,
	 *         UNBLOCKING_FAILED
	 * @throws muhurdar.api.spi.ReaderFault if the card is gone; what became of it is found out at the next try
	 */
	NewPin unblock(SmartCard card, String reason, Actor by);

	/**
	 * Whether this person may unblock this card as far as that is known without the card; {@link #unblock} asks it again.
	 *
	 * @param serial whole, or the digits that people see of it
	 * @throws muhurdar.domain.Refusal NOT_ALLOWED, CARD_UNKNOWN, NOT_DELIVERED, PUK_TRIED, PUK_STOPPED, WRONG_STATE,
	 *             CARD_KEY_MISSING
	 */
	void check(ChipSerial serial, Actor by);

	/** What was done to one card, oldest first. */
	List<Unblocking> unblockings(ChipSerial serial, Actor by);
}
