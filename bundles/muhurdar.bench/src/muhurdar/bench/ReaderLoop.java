package muhurdar.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import muhurdar.api.Bench.Show;
import muhurdar.api.Cards;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** The work at one reader, for as long as the run goes on and the reader is there; runs on a thread of its own. */
final class ReaderLoop implements Runnable {

	/** How soon a waiting reader notices that the run is over. */
	private static final Duration TICK = Duration.ofSeconds(1);
	private static final int SPOILT_IN_A_ROW = 3;
	private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);

	private final BatchRun run;
	private final Cards cards;
	private final Supplier<List<CardProfile>> profiles;
	private final CardReaderDriver driver;
	private final Recorders recorders;
	private final ReaderName reader;
	private final Board board;
	private final Medians medians;
	private int spoiltInARow;

	ReaderLoop(BatchRun run, Cards cards, Supplier<List<CardProfile>> profiles, CardReaderDriver driver, Recorders recorders,
			ReaderName reader, Board board, Medians medians) {
		this.run = run;
		this.cards = cards;
		this.profiles = profiles;
		this.driver = driver;
		this.recorders = recorders;
		this.reader = reader;
		this.board = board;
		this.medians = medians;
	}

	@Override
	public void run() {
		MDC.put("batch", run.batch().number());
		try {
			while (goesOn() && work()) {
				if (cardIn()) {
					card();
				}
				if (spoiltInARow == SPOILT_IN_A_ROW) {
					LOG.warn("reader {} has spoilt {} cards in a row and gets no more of them", reader, SPOILT_IN_A_ROW);
					run.givesUp(reader);
					return;
				}
			}
		} catch (ReaderFault e) {
			LOG.warn("reader {}: {}", reader, e.kind(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (RuntimeException e) {
			LOG.error("reader {} stops working", reader, e);
		} finally {
			run.leaves(reader);
			MDC.clear();
		}
	}

	private boolean goesOn() {
		return run.goesOn() && board.has(reader);
	}

	private boolean work() throws InterruptedException {
		if (run.dry()) {
			board.show(reader, Show.DONE);
		}
		return run.awaitWork();
	}

	/** Asks for a card if there is none. @return whether there is one now */
	private boolean cardIn() throws InterruptedException {
		if (driver.awaitCard(reader, true, Duration.ZERO)) {
			return true;
		}
		board.show(reader, run.dry() ? Show.DONE : Show.PUT_IN);
		return driver.awaitCard(reader, true, TICK);
	}

	/** The card in the reader, to its end and until it is taken out. */
	private void card() throws InterruptedException {
		if (!run.begins()) {
			return;
		}
		Making.End end = Making.End.REFUSED;
		long begun = System.nanoTime();
		try {
			board.show(reader, Show.WORKING);
			var making = new Making(cards, profiles.get(), driver, recorders, reader, board, medians, run);
			end = making.make();
			show(end, making.refusal(), Duration.ofNanos(System.nanoTime() - begun));
		} finally {
			run.ends();
		}
		switch (end) {
		case GOOD -> spoiltInARow = 0;
		case SPOILT -> spoiltInARow++;
		case OLD, REFUSED, NOT_NEEDED -> LOG.debug("reader {}: {}", reader, end);
		}
		if (spoiltInARow < SPOILT_IN_A_ROW) {
			awaitRemoval(end == Making.End.NOT_NEEDED);
		}
	}

	private void show(Making.End end, @Nullable Refusal refusal, Duration time) {
		switch (end) {
		case GOOD, SPOILT, REFUSED -> board.ended(reader, refusal, time);
		case OLD -> board.takeOut(reader);
		case NOT_NEEDED -> board.show(reader, Show.DONE);
		}
		if (refusal != null && refusal.why() == Why.CA_UNAVAILABLE) {
			// every further card would be lost like this one
			run.stop();
		}
	}

	/** @param usable a blank card that may stay if there is an order for it after all */
	private void awaitRemoval(boolean usable) throws InterruptedException {
		while (goesOn() && !(usable && (!run.dry() || !run.reads())) && !driver.awaitCard(reader, false, TICK)) {
			// a person takes it out
		}
	}
}
