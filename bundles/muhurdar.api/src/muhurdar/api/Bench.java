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

	/** Starts making the batch's cards in every reader. Refuses if another batch runs here. */
	void start(BatchId batch, Actor by);

	/** Asks every reader to stop after its present card; the batch becomes PAUSED when all have. */
	void pause();

	/** Waits until no card is being worked on and the run has ended. @return false if the time was up before */
	boolean awaitEnd(Duration atMost) throws InterruptedException;

	/** One tile per reader that is there, in order of their names. */
	List<Tile> tiles();

	Run run();

	/** Cards of this batch since it runs here, paused and resumed or not; newest first, at most 500. */
	List<Made> made();

	/** The readers that are there now, as their drivers tell; drivers that fail are left out. Asks the drivers. */
	List<ReaderName> readers();

	/** What a tile says. */
	enum Show {
		/** No run: reader is there. */
		IDLE,
		/** Put a card in. */
		PUT_IN,
		/** A card is being made. */
		WORKING,
		/** Take it out, into the envelope. */
		TAKE_OUT,
		/** Take it out, aside: {@code refusal} says why. */
		FAILED,
		/** Nothing left to do here. */
		DONE
	}

	/**
	 * @param step while WORKING
	 * @param secondsLeft estimate from measured medians, null while unknown
	 * @param envelope for TAKE_OUT
	 * @param refusal for FAILED
	 */
	record Tile(int number, String reader, Show show, @Nullable CardStep step, @Nullable Integer secondsLeft,
			@Nullable String name, @Nullable ChipSerial serial, @Nullable Integer envelope, @Nullable Refusal refusal,
			Instant since) {
	}

	/** @param batch null: nothing runs; @param stopping the present cards are the last ones */
	record Run(@Nullable BatchId batch, @Nullable String number, int orders, int done, int failed, boolean stopping,
			@Nullable Integer secondsLeft) {
	}

	/** One finished card. @param refusal null if it went well; @param millis from insertion to end */
	record Made(Instant at, int reader, String readerName, @Nullable ChipSerial serial, @Nullable String name,
			@Nullable Integer envelope, long millis, @Nullable Refusal refusal) {
	}
}
