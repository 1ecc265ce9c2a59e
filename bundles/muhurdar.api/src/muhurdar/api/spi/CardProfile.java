package muhurdar.api.spi;

import muhurdar.domain.Bytes;

/**
 * Knows one type of card, and no reader. Registered as an OSGi service with the property {@code card.profile}.
 * Thread-safe; what it returns is used by one thread.
 */
public interface CardProfile {

	/** The same text as the property {@code card.profile}; goes into the store. */
	String id();

	/** Whether a card with this answer to reset may be ours; asks nothing of the card. */
	boolean recognises(Bytes atr);

	/**
	 * Selects the application and returns the card for work.
	 *
	 * @throws CardFault if the card refuses
	 * @throws ReaderFault if it is gone
	 */
	SmartCard open(CardChannel channel);
}
