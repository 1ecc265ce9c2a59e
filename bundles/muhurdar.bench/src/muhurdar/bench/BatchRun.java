package muhurdar.bench;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.ChipSerial;

/**
 * One run of a batch: which readers work, and when it is over. It is over when no card is under way and either it was
 * told to stop, or the batch has no order left and no card that only waits to be read; an order whose card was given up
 * is left again. Thread-safe.
 */
final class BatchRun {

	private final Batch batch;
	private final Actor by;
	private final int orders;
	private final Runnable over;
	private final Set<ReaderName> working = new HashSet<>();
	private final Set<ReaderName> givenUp = new HashSet<>();
	private final Set<ChipSerial> toRead;
	private int left;
	private int underWay;
	private boolean stopping;
	private boolean ended;

	/**
	 * @param orders how many want a card at the start
	 * @param toRead cards of the batch that only wait to be read
	 * @param over is called once, must not wait
	 */
	BatchRun(Batch batch, Actor by, int orders, Collection<ChipSerial> toRead, Runnable over) {
		this.batch = batch;
		this.by = by;
		this.orders = orders;
		this.over = over;
		this.toRead = new HashSet<>(toRead);
		left = orders;
	}

	Batch batch() {
		return batch;
	}

	Actor by() {
		return by;
	}

	int orders() {
		return orders;
	}

	/** A reader comes to work. @return false if it already does, has been given up, or the run is over */
	synchronized boolean joins(ReaderName reader) {
		return goesOn() && !givenUp.contains(reader) && working.add(reader);
	}

	synchronized void leaves(ReaderName reader) {
		working.remove(reader);
	}

	/** This reader spoils card after card: no more of them. */
	synchronized void givesUp(ReaderName reader) {
		givenUp.add(reader);
	}

	/** A reader that has gone may come back mended. */
	synchronized void forget(Set<ReaderName> gone) {
		givenUp.removeAll(gone);
	}

	synchronized int readers() {
		return working.size();
	}

	synchronized boolean goesOn() {
		return !ended && !stopping;
	}

	synchronized boolean stopping() {
		return stopping;
	}

	/** True if no order is left for a blank card now. */
	synchronized boolean dry() {
		return left <= 0;
	}

	/** True if some card may still come to be read. */
	synchronized boolean reads() {
		return !toRead.isEmpty();
	}

	/** Waits until there is something to do for a reader. @return false when the run is over */
	synchronized boolean awaitWork() throws InterruptedException {
		while (goesOn() && dry() && !reads()) {
			wait();
		}
		return goesOn();
	}

	/** A card is begun. @return false if none may be begun any more */
	synchronized boolean begins() {
		if (!goesOn() || dry() && !reads()) {
			return false;
		}
		underWay++;
		return true;
	}

	/** A card has got an order. */
	synchronized void drawn() {
		left--;
	}

	/** The batch had no order for a blank card, whatever was counted. */
	synchronized void hadNone() {
		left = 0;
	}

	/** A card was given up, its order waits for another. */
	synchronized void givenBack(ChipSerial card) {
		toRead.remove(card);
		left = Math.max(0, left) + 1;
	}

	/** A card only waits to be read, in whatever reader. */
	synchronized void awaits(ChipSerial card) {
		toRead.add(card);
	}

	synchronized void finished(ChipSerial card) {
		toRead.remove(card);
	}

	/** A card that was begun has come to its end. */
	synchronized void ends() {
		underWay--;
		look();
	}

	synchronized void stop() {
		stopping = true;
		look();
	}

	/** Ends a run that has nothing to do from the beginning. */
	synchronized void look() {
		if (!ended && underWay == 0 && (stopping || dry() && !reads())) {
			ended = true;
			over.run();
		}
		notifyAll();
	}
}
