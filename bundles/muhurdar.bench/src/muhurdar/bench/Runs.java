package muhurdar.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.ChipSerial;

/**
 * The batches that run at this desk, and the readers that serve them. Every reader serves every batch: a blank card goes
 * to the batch of which fewest cards are being made, the one started first among equals, and to the next one if it is not
 * for that. So all batches move on at once, no reader stands idle while a batch has an order left, and nobody has to deal
 * readers out by hand: the tile tells batch and envelope. Thread-safe.
 */
final class Runs {

	private final List<BatchRun> runs = new ArrayList<>();
	private final Set<ReaderName> working = new HashSet<>();

	/** Begins a run; the caller looks at it once it can hear that it is over. */
	synchronized BatchRun add(Batch batch, Actor by, int orders, Collection<ChipSerial> toRead,
			Consumer<BatchRun> over, Consumer<Personalisation> lost) {
		var run = new BatchRun(batch, by, orders, toRead, this, over, lost);
		runs.add(run);
		return run;
	}

	synchronized void remove(BatchRun run) {
		runs.remove(run);
		notifyAll();
	}

	/** In the order in which they were started; those too that are coming to their end. */
	synchronized List<BatchRun> all() {
		return List.copyOf(runs);
	}

	synchronized Optional<BatchRun> of(@Nullable BatchId batch) {
		return runs.stream().filter(run -> Objects.equals(run.batch().id(), batch)).findFirst();
	}

	/** To which batch a blank card may go, the best one first. */
	synchronized List<BatchRun> forBlank() {
		return runs.stream().filter(run -> run.goesOn() && !run.dry()).sorted(Comparator.comparingInt(BatchRun::underWay))
				.toList();
	}

	synchronized void stop() {
		all().forEach(BatchRun::stop);
	}

	/** A reader comes to work. @return false if it already does, or no batch goes on */
	synchronized boolean joins(ReaderName reader) {
		return goesOn() && working.add(reader);
	}

	synchronized void leaves(ReaderName reader) {
		working.remove(reader);
	}

	synchronized int readers() {
		return working.size();
	}

	synchronized boolean goesOn() {
		return runs.stream().anyMatch(BatchRun::goesOn);
	}

	/** True if no batch has an order for a blank card now. */
	synchronized boolean dry() {
		return forBlank().isEmpty();
	}

	/** True if some card may still come to be read. */
	synchronized boolean reads() {
		return runs.stream().anyMatch(run -> run.goesOn() && run.reads());
	}

	/** A half-made card that was awaited, and now has come. */
	synchronized Optional<Personalisation> takeUp(ChipSerial card) {
		return runs.stream().map(run -> run.takesUp(card)).flatMap(Optional::stream).findFirst();
	}

	/** The cards that are to be put in again, of all batches. */
	synchronized List<ChipSerial> awaited() {
		return runs.stream().filter(BatchRun::goesOn).flatMap(run -> run.awaited().stream()).toList();
	}

	/** Waits so long, or until no batch goes on. @return false if none does */
	synchronized boolean goesOnAfter(Duration time) {
		try {
			long end = System.nanoTime() + time.toNanos();
			for (long left = time.toMillis(); goesOn() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
				wait(left);
			}
			return goesOn();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Waits until there is something to do for a reader. @return false when no batch goes on */
	synchronized boolean awaitWork() throws InterruptedException {
		while (goesOn() && dry() && !reads()) {
			wait();
		}
		return goesOn();
	}
}
