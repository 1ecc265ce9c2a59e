package muhurdar.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** The work at one reader, for as long as the run goes on and the reader is there; runs on a thread of its own. */
final class ReaderLoop implements Runnable {

	/** How soon a waiting reader notices that the run is over. */
	static final Duration TICK = Duration.ofSeconds(1);
	private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);

	private final Runs runs;
	private final Cards cards;
	private final Supplier<List<CardProfile>> profiles;
	private final CardReaderDriver driver;
	private final Recorders recorders;
	private final ReaderName reader;
	private final Board board;
	private final Medians medians;
	private final Slots slots;
	/** The card that was lost here last. */
	private @Nullable ChipSerial lost;

	ReaderLoop(Runs runs, Cards cards, Supplier<List<CardProfile>> profiles, CardReaderDriver driver, Recorders recorders,
			ReaderName reader, Board board, Medians medians, Slots slots) {
		this.runs = runs;
		this.slots = slots;
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
		try {
			while (goesOn() && work()) {
				if (cardIn()) {
					card();
				}
			}
			slots.drained(reader).ifPresent(why -> {
				LOG.warn("reader {} gets no more cards: {}", reader, why.why() + " " + why.arguments());
				board.drained(reader, why);
			});
		} catch (ReaderFault e) {
			LOG.warn("reader {}: {}", reader, e.kind(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (RuntimeException e) {
			LOG.error("reader {} stops working", reader, e);
		} finally {
			runs.leaves(reader);
			MDC.clear();
		}
	}

	private boolean goesOn() {
		return runs.goesOn() && board.has(reader) && slots.drained(reader).isEmpty();
	}

	private boolean work() throws InterruptedException {
		if (runs.dry() && !runs.reads()) {
			board.show(reader, Show.DONE);
		}
		return runs.awaitWork();
	}

	/** Asks for a card if there is none. @return whether there is one now */
	private boolean cardIn() throws InterruptedException {
		if (driver.awaitCard(reader, true, Duration.ZERO)) {
			return true;
		}
		ask();
		return driver.awaitCard(reader, true, TICK);
	}

	/** For the card that is wanted now. */
	private void ask() {
		Optional<ChipSerial> comesBack = comesBack();
		if (comesBack.isPresent()) {
			board.putBack(reader, comesBack.get());
		} else {
			board.show(reader, runs.dry() ? Show.DONE : Show.PUT_IN);
		}
	}

	/** The half-made card that was lost here, if it still is; any other when there is nothing else left to do. */
	private Optional<ChipSerial> comesBack() {
		List<ChipSerial> awaited = runs.awaited();
		ChipSerial mine = lost;
		return mine != null && awaited.contains(mine) ? Optional.of(mine)
				: runs.dry() ? awaited.stream().findFirst() : Optional.empty();
	}

	/** The card in the reader, to its end and until it is taken out. */
	private void card() throws InterruptedException {
		if (runs.dry() && !runs.reads()) {
			return;
		}
		long begun = System.nanoTime();
		board.show(reader, Show.WORKING);
		Making.End end;
		boolean again;
		do {
			var making = new Making(cards, profiles.get(), driver, recorders, reader, board, medians, runs);
			try {
				end = making.make();
				again = end == Making.End.WAITS && awaitsStore(making.refusal());
				if (!again) {
					show(end, making, Duration.ofNanos(System.nanoTime() - begun));
				}
			} finally {
				making.leavesRun();
			}
			LOG.debug("reader {}: {}", reader, end);
		} while (again);
		awaitRemoval(end == Making.End.NOT_NEEDED);
	}

	/** @return whether the card is still there and work goes on */
	private boolean awaitsStore(@Nullable Refusal away) throws InterruptedException {
		if (away != null) {
			board.waits(reader, away);
		}
		return runs.goesOnAfter(TICK) && driver.awaitCard(reader, true, Duration.ZERO);
	}

	private void show(Making.End end, Making making, Duration time) {
		Refusal refusal = making.refusal();
		switch (end) {
		case GOOD, SPOILT, REFUSED, WAITS -> board.ended(reader, refusal, time);
		case COMES_BACK -> {
			board.ended(reader, refusal, time);
			lost = making.chip();
		}
		case OLD -> board.takeOut(reader);
		case NOT_NEEDED -> board.show(reader, Show.DONE);
		}
		if (end == Making.End.GOOD) {
			slots.good(reader, making.slotMillis());
		}
		if (refusal != null) {
			slots.bad(reader, refusal);
			if (refusal.why() == Why.CA_UNAVAILABLE) {
				// every further card would be lost like this one
				runs.stop();
			}
		}
	}

	/** @param usable a blank card that may stay if there is an order for it after all */
	private void awaitRemoval(boolean usable) throws InterruptedException {
		while (runs.goesOn() && board.has(reader) && !(usable && (!runs.dry() || !runs.reads()))
				&& !driver.awaitCard(reader, false, TICK)) {
			if (usable) {
				ask(); // a half-made card may be wanted in its place
			}
		}
	}
}
