package muhurdar.bench;

import java.util.HashSet;
import java.util.Set;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;

/**
 * One run of a batch: which readers work, and when it is over. It is over when no card is under way and either it was
 * told to stop or the batch has no order left; an order whose card was spoiled is left again. Thread-safe.
 */
final class BatchRun {

	private final Batch batch;
	private final Actor by;
	private final int orders;
	private final Runnable over;
	private final Set<ReaderName> working = new HashSet<>();
	private final Set<ReaderName> givenUp = new HashSet<>();
	private int underWay;
	private boolean dry;
	private boolean stopping;
	private boolean ended;

	/** @param orders how many want a card at the start; @param over is called once, must not wait */
	BatchRun(Batch batch, Actor by, int orders, Runnable over) {
		this.batch = batch;
		this.by = by;
		this.orders = orders;
		this.over = over;
		dry = orders == 0;
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

	/** True if no order is left for another card now. */
	synchronized boolean dry() {
		return dry;
	}

	/** Waits until there is an order for another card. @return false when the run is over */
	synchronized boolean awaitOrder() throws InterruptedException {
		while (goesOn() && dry) {
			wait();
		}
		return goesOn();
	}

	/** A card is begun. @return false if none may be begun any more */
	synchronized boolean begins() {
		if (!goesOn() || dry) {
			return false;
		}
		underWay++;
		return true;
	}

	synchronized void ends(Making.End end) {
		underWay--;
		if (end == Making.End.NOT_NEEDED) {
			dry = true;
		} else if (end == Making.End.SPOILT || end == Making.End.REFUSED) {
			dry = false;
		}
		look();
	}

	synchronized void stop() {
		stopping = true;
		look();
	}

	/** Ends a run that has nothing to do from the beginning. */
	synchronized void look() {
		if (!ended && underWay == 0 && (dry || stopping)) {
			ended = true;
			over.run();
		}
		notifyAll();
	}
}
