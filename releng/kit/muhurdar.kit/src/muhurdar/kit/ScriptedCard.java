package muhurdar.kit;

/** A card that answers as a test wants. Its methods are called by the fixture's threads, one at a time. */
@FunctionalInterface
public interface ScriptedCard {

	/**
	 * The response APDU to a command APDU, both as they pass between reader and card. No bytes: the card is mute. It may
	 * pull itself by {@link DriverFixture#pull}; then its answer goes nowhere.
	 */
	byte[] answer(byte[] command);

	/** Power came, or the reset line was pulled. */
	default void reset() {
		// most scripts begin where they left
	}
}
