package muhurdar.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Actor;
import muhurdar.domain.BatchId;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;

/**
 * Runs cards through readers, one plain thread and one driver connection per reader; local by nature. Window and command
 * line only watch. Thread-safe; every method but those that ask a driver or wait returns at once.
 */
public interface Bench {

	/**
	 * Starts making the batch's cards, beside the batches that run here already. Every reader serves all of them: a blank
	 * card goes to the batch of which fewest cards are being made, the one started first among equals, and if it is not for
	 * that one, to the next. Refuses WRONG_STATE if the batch runs here, BATCH_ELSEWHERE if it belongs to another desk.
	 */
	void start(BatchId batch, Actor by);

	/**
	 * Stops every batch after its present cards; a batch becomes PAUSED when its last one has ended. A half-made card that
	 * lies outside of its reader is given up: only the run that made its PIN can go on with it.
	 */
	void pause();

	/** As above, this batch alone; the readers go on with the others. WRONG_STATE if it does not run here. */
	void pause(BatchId batch);

	/**
	 * Gives up a card that {@link Run#awaited} names and that will not come back: {@link Cards#failed}; its order waits for
	 * another. Waits for the store.
	 *
	 * @throws Refusal what {@link Cards#giveUp(ChipSerial, String, Actor)} throws
	 */
	void giveUp(ChipSerial card, String because, Actor by);

	/** Waits until no batch runs here any more. @return false if the time was up before */
	boolean awaitEnd(Duration atMost) throws InterruptedException;

	/** A reader that was drained gets cards again. Does nothing to one that was not. */
	void putBack(String reader);

	/** One tile per reader that is there, in order of their names. */
	List<Tile> tiles();

	/** The batches that run here, in the order in which they were started. */
	List<Run> runs();

	/** The first of {@link #runs}, or one without a batch if nothing runs here. */
	default Run run() {
		List<Run> all = runs();
		return all.isEmpty() ? new Run(null, null, 0, 0, 0, false, List.of(), null) : all.getFirst();
	}

	/** Cards of these batches since the first of them runs here, paused and resumed or not; newest first, at most 500. */
	List<Made> made();

	/** The readers that are there now, as their drivers tell; drivers that fail are left out. Asks the drivers. */
	List<ReaderName> readers();

	/** What a tile says. */
	enum Show {
		/** No run: reader is there. */
		IDLE,
		/** Put a blank card in. */
		PUT_IN,
		/** Put the card with this serial in again, here or in another reader: it goes on where it was lost. */
		PUT_BACK,
		/** A card is being made. */
		WORKING,
		/** Take it out, into the envelope. */
		TAKE_OUT,
		/** Take it out, aside: {@code refusal} says why. */
		FAILED,
		/** Gets no more cards: {@code refusal} says why and what to do. */
		DRAINED,
		/** The card stays, the desk waits for what {@code refusal} says, and then goes on. */
		WAITING,
		/** Nothing left to do here. */
		DONE
	}

	/**
	 * @param batch number of the one that the card is for, null while it has none
	 * @param step while WORKING
	 * @param secondsLeft estimate from measured medians, null while unknown
	 * @param envelope for TAKE_OUT
	 * @param refusal for FAILED and DRAINED
	 */
	record Tile(int number, String reader, Show show, @Nullable String batch, @Nullable CardStep step,
			@Nullable Integer secondsLeft,
			@Nullable String name, @Nullable ChipSerial serial, @Nullable Integer envelope, @Nullable Refusal refusal,
			Instant since) {
	}

	/**
	 * @param batch null: nothing runs
	 * @param stopping the present cards are the last ones
	 * @param awaited cards that are to be put in again, in whatever reader; the batch does not end without them
	 */
	record Run(@Nullable BatchId batch, @Nullable String number, int orders, int done, int failed, boolean stopping,
			List<ChipSerial> awaited, @Nullable Integer secondsLeft) {
	}

	/** One finished card. @param batch number; @param refusal null if it went well; @param millis from insertion to end */
	record Made(Instant at, @Nullable String batch, int reader, String readerName, @Nullable ChipSerial serial,
			@Nullable String name,
			@Nullable Integer envelope, long millis, @Nullable Refusal refusal) {
	}
}
