package muhurdar.kit;

import java.util.List;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;

/** Readers of one {@link CardReaderDriver}, and the hands at them. Thread-safe. */
public non-sealed interface DriverFixture extends ContractFixture {

	/** Two readers of this service that nobody else uses, both empty. Asked once, before anything else. */
	List<ReaderName> readers(CardReaderDriver driver);

	/** Puts the card into the empty reader; the driver may need a moment to see it. */
	void insert(ReaderName reader, ScriptedCard card);

	/** Takes the card out, also in the middle of a command; does nothing in an empty reader. */
	void pull(ReaderName reader);

	/** Whether a card can stay in its reader and answer nothing. */
	default boolean knowsMuteCards() {
		return true;
	}

	/** Whether {@link #plug} works. */
	default boolean knowsUnplugging() {
		return false;
	}

	/** Unplugs the reader with the card in it, or plugs it in again, empty. */
	default void plug(ReaderName reader, boolean in) {
		throw new UnsupportedOperationException(reader + " is always there");
	}
}
