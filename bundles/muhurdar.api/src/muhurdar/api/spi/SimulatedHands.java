package muhurdar.api.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;

/**
 * The hands at the simulated readers, for the demo and for tests: they take cards out of a box of blank cards, put
 * them into readers and lay them into the out-tray. Registered as a service beside the simulated
 * {@link CardReaderDriver}; missing where cards are not simulated. Every card keeps its state and its place over a
 * restart.
 *
 * <p>Thread-safe; one reader is one pair of hands. Every method throws {@link ReaderFault} if the reader or the
 * process that holds the cards is gone.
 */
public interface SimulatedHands {

	/** The blank cards not used yet, the next one first. */
	List<ChipSerial> box();

	/** Lays {@code n} new blank cards into the box and returns them. */
	List<ChipSerial> makeBlank(int n);

	/** The card in the reader. */
	Optional<ChipSerial> cardIn(ReaderName reader);

	/**
	 * Lays the reader's card (if any) into the out-tray and puts the next one of the box in. Returns when that is
	 * done; the reader is empty for as long as the hands take.
	 *
	 * @return the card that is now in the reader; empty if the box was
	 */
	Optional<ChipSerial> swap(ReaderName reader);

	/** Pulls the reader's card, also in the middle of its work, and lays it into the out-tray. */
	void remove(ReaderName reader);

	/**
	 * Puts a card of the box or the out-tray into the empty reader.
	 *
	 * @throws IllegalStateException if the reader is not empty or the card is neither in the box nor the out-tray
	 */
	void insert(ReaderName reader, ChipSerial card);

	/** How long each following {@link #swap} leaves the reader empty; zero at first. */
	void handsTake(Duration time);

	/** The time that cards in this reader have spent on their commands since the start: the simulated delays. */
	Duration cardTime(ReaderName reader);

	/** Makes key pairs beforehand, so that the cards' key generation takes simulated time only. */
	void prepareKeys(KeyType type, int n);

	/** Plans one fault for this reader; it replaces one planned before. */
	void plan(ReaderName reader, Trouble trouble);

	/** Plugs a broken reader in again; the card in it is still there. Does nothing to one that works. */
	void mend(ReaderName reader);

	/** What is on a card, wherever it lies, read past its access rules: for comparing it with the store. */
	SimulatedCard lookInto(ChipSerial card);

	/**
	 * One fault.
	 *
	 * @param command at which command from now on (1: the next one; GET RESPONSE counts)
	 * @param statusWord what the card answers, for {@link What#ANSWERS} only
	 */
	record Trouble(int command, What what, int statusWord) {

		/** What goes wrong. */
		public enum What {
			/** The card is pulled before it has got the command. */
			PULLED_BEFORE,
			/** The card has done it, and is pulled before its answer arrives. */
			PULLED_AFTER,
			/** As {@link #PULLED_AFTER}, and nobody finds the card any more: no hand can put it in again. */
			LOST_AFTER,
			/** The card has got the command and answers nothing. */
			MUTE,
			/** The card does nothing and answers the status word. */
			ANSWERS,
			/** The reader is gone before the card has got the command, as if unplugged, until {@link SimulatedHands#mend}. */
			READER_BREAKS
		}
	}
}
