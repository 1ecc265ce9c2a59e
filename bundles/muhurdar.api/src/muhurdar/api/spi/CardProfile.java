package muhurdar.api.spi;

import muhurdar.domain.Bytes;

/**
 * Knows one type of card, and no reader. Registered as an OSGi service with the property {@code card.profile}.
 * Thread-safe; what it returns is used by one thread.
 */
public interface CardProfile {

	/** The same text as the property {@code card.profile}; goes into the store. */
	String id();

	/** Whether a card with this answer to reset is of this type; asks nothing of the card. */
	Recognition recognises(Bytes atr);

	/**
	 * Asks a card of which {@link #recognises} said {@link Recognition.Answer#ASK}. Spends no try of a PIN or PUK and
	 * changes nothing.
	 *
	 * @return YES or NO
	 * @throws ReaderFault if the card is gone
	 */
	default Recognition asks(CardChannel channel) {
		throw new IllegalStateException("its answer to reset says enough");
	}

	/** Whether a card has to be taken over with a management key before anything is made on it. */
	default boolean managed() {
		return false;
	}

	/**
	 * Selects the application and returns the card for work.
	 *
	 * @throws CardFault if the card refuses
	 * @throws ReaderFault if it is gone
	 */
	SmartCard open(CardChannel channel);
}
