package muhurdar.bench;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.ChipSerial;

/**
 * One run of a batch, and when it is over. It is over when no card of it is under way and either it was told to stop, or
 * the batch has no order left and no card that only waits to be read; an order whose card was given up is left again.
 * Thread-safe: all runs of a desk share one monitor, on which a reader waits for work.
 */
final class BatchRun {

	private final Batch batch;
	private final Actor by;
	private final int orders;
	private final Object monitor;
	private final Consumer<BatchRun> over;
	private final Set<ChipSerial> toRead;
	private int left;
	private int underWay;
	private int good;
	private int bad;
	private boolean stopping;
	private boolean ended;

	/**
	 * @param orders how many want a card at the start
	 * @param toRead cards of the batch that only wait to be read
	 * @param over is called once, must not wait
	 */
	BatchRun(Batch batch, Actor by, int orders, Collection<ChipSerial> toRead, Object monitor, Consumer<BatchRun> over) {
		this.batch = batch;
		this.by = by;
		this.orders = orders;
		this.monitor = monitor;
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

	int good() {
		synchronized (monitor) {
			return good;
		}
	}

	int bad() {
		synchronized (monitor) {
			return bad;
		}
	}

	/** Cards of it that are being made. */
	int underWay() {
		synchronized (monitor) {
			return underWay;
		}
	}

	boolean goesOn() {
		synchronized (monitor) {
			return !ended && !stopping;
		}
	}

	boolean stopping() {
		synchronized (monitor) {
			return stopping;
		}
	}

	/** True if no order is left for a blank card now. */
	boolean dry() {
		synchronized (monitor) {
			return left <= 0;
		}
	}

	/** True if some card may still come to be read. */
	boolean reads() {
		synchronized (monitor) {
			return !toRead.isEmpty();
		}
	}

	/** A card of it is begun. @return false if none may be begun any more */
	boolean begins() {
		synchronized (monitor) {
			if (!goesOn() || dry() && !reads()) {
				return false;
			}
			underWay++;
			return true;
		}
	}

	/** A card has got an order. */
	void drawn() {
		synchronized (monitor) {
			left--;
		}
	}

	/** The batch had no order for a blank card, whatever was counted. */
	void hadNone() {
		synchronized (monitor) {
			left = 0;
		}
	}

	/** A card was given up, its order waits for another. */
	void givenBack(ChipSerial card) {
		synchronized (monitor) {
			toRead.remove(card);
			left = Math.max(0, left) + 1;
		}
	}

	/** A card only waits to be read, in whatever reader. */
	void awaits(ChipSerial card) {
		synchronized (monitor) {
			toRead.add(card);
		}
	}

	void finished(ChipSerial card) {
		synchronized (monitor) {
			toRead.remove(card);
		}
	}

	/** How a card of it has ended, for people. */
	void made(boolean well) {
		synchronized (monitor) {
			if (well) {
				good++;
			} else {
				bad++;
			}
		}
	}

	/** A card that was begun has come to its end. */
	void ends() {
		synchronized (monitor) {
			underWay--;
			look();
		}
	}

	void stop() {
		synchronized (monitor) {
			stopping = true;
			look();
		}
	}

	/** Ends a run that has nothing to do from the beginning. */
	void look() {
		synchronized (monitor) {
			if (!ended && underWay == 0 && (stopping || dry() && !reads())) {
				ended = true;
				over.accept(this);
			}
			monitor.notifyAll();
		}
	}
}
