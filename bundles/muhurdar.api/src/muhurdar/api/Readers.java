package muhurdar.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition;
import muhurdar.domain.Atr;
import muhurdar.domain.ChipSerial;

/**
 * The readers at this desk and the cards in them; local by nature, opens no store. No method spends a try of a PIN or
 * PUK, or changes a card. Thread-safe.
 *
 * <p>Whatever goes to a card is listened to, without its secrets: {@link #trace} tells it for the last card of each
 * reader, {@link #health} how fast it was. Both live in memory, bounded, and end with the process.
 */
public interface Readers {

	/**
	 * The readers that were there within the last second, in order of their names. Returns at once. While somebody asks,
	 * a card that has come is looked at behind it, unless a batch or the doctor works with its reader.
	 */
	List<Row> rows();

	/** Waits until the readers are known and no card is being looked at any more. @return false if the time was up before */
	boolean awaitCards(Duration atMost) throws InterruptedException;

	/**
	 * The whole name of the reader of that name, or of the only one whose name begins so. Asks the drivers.
	 *
	 * @throws muhurdar.domain.Refusal READER_UNKNOWN, READER_AMBIGUOUS
	 */
	String named(String beginning);

	/**
	 * What is known of the card in the reader by its answer to reset, and what every installed profile says of it. Waits
	 * for the card.
	 *
	 * @throws muhurdar.domain.Refusal READER_UNKNOWN, READER_BUSY, READER_FAILED
	 */
	Identity identify(String reader);

	/**
	 * Reads the card in the reader, all that needs no PIN. Waits for the card.
	 *
	 * @throws muhurdar.domain.Refusal READER_UNKNOWN, READER_BUSY, READER_FAILED (no card, in use, …), ATR_UNKNOWN,
	 *             CARD_FAULT
	 */
	CardLook look(String reader);

	/**
	 * Waits until a card is in the reader; seen within a second.
	 *
	 * @param beginning of the reader's name; empty: whichever
	 * @return the reader's whole name; empty if no card has come in time
	 * @throws muhurdar.domain.Refusal CARDS_IN_SEVERAL_READERS
	 */
	Optional<String> awaitCard(String beginning, Duration atMost) throws InterruptedException;

	/**
	 * Waits until the card that was read last has left the reader, even if another one is there already.
	 *
	 * @return whether it has
	 * @throws muhurdar.domain.Refusal READER_UNKNOWN, READER_FAILED
	 */
	boolean awaitRemoval(String reader, Duration atMost) throws InterruptedException;

	/** The dialogue with the last card in that reader, at most the last 1000 lines; empty if there was none yet. */
	Optional<CardTrace> trace(String reader);

	/** As above, of the reader in which that chip was last. */
	Optional<CardTrace> trace(ChipSerial chip);

	/** Of every reader in which a card was connected since the start, in order of their names. */
	List<ReaderHealth> health();

	/** The models that the installed bundles declare. */
	List<ReaderModel> models();

	/** What is in a reader. */
	enum Inside {
		EMPTY,
		/** A card, not looked at yet. */
		CARD,
		/** A card of a known type. */
		KNOWN,
		/** A card of no installed type. */
		FOREIGN,
		/** A card that does not answer. */
		MUTE,
		/** A card that answers, but not as one of its type does. */
		UNREADABLE,
		/** A batch, the doctor or another program works with it. */
		AT_WORK
	}

	/**
	 * @param number from 1, as on the tiles
	 * @param model null if no bundle declares it
	 * @param slot of a reader with several, as PC/SC numbers them; empty if its name does not say
	 * @param profile of the card, null unless KNOWN
	 * @param pinTries left, null if the card has no PIN or does not tell
	 */
	record Row(int number, ReaderName reader, @Nullable ReaderModel model, String slot, Inside inside,
			@Nullable String profile, @Nullable ChipSerial serial, @Nullable Integer pinTries, ReaderHealth health) {
	}

	/** @param stub source text of a {@code CardProfile} for such cards, to go on from */
	record Identity(ReaderName reader, Atr atr, List<Asked> asked, String stub) {
	}

	/** What one profile says. */
	record Asked(String profile, Recognition recognition) {
	}
}
