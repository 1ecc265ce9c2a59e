package muhurdar.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
	private final Consumer<Personalisation> lost;
	/** Cards that are to be put in: half-made ones to go on, the others to be read. */
	private final Map<ChipSerial, Optional<Personalisation>> awaited = new TreeMap<>();
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
	 * @param lost is called with every half-made card that will not be put in again, must not wait; {@link #ends} follows
	 */
	BatchRun(Batch batch, Actor by, int orders, Collection<ChipSerial> toRead, Object monitor, Consumer<BatchRun> over,
			Consumer<Personalisation> lost) {
		this.batch = batch;
		this.by = by;
		this.orders = orders;
		this.monitor = monitor;
		this.over = over;
		this.lost = lost;
		toRead.forEach(card -> awaited.put(card, Optional.empty()));
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
			return !awaited.isEmpty();
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
	void givenBack() {
		synchronized (monitor) {
			left = Math.max(0, left) + 1;
		}
	}

	/** A card that only has to be read is to be put in again, in whatever reader. */
	void awaits(ChipSerial card) {
		synchronized (monitor) {
			awaited.put(card, Optional.empty());
		}
	}

	/** A half-made card is to be put in again, in whatever reader. @return false if no card may be put in any more */
	boolean awaits(Personalisation halfMade) {
		synchronized (monitor) {
			if (!goesOn()) {
				return false;
			}
			awaited.put(halfMade.job().serial(), Optional.of(halfMade));
			return true;
		}
	}

	/** A card that only has to be read is begun again. @return false if none may be begun any more */
	boolean reads(ChipSerial card) {
		synchronized (monitor) {
			if (!goesOn()) {
				return false;
			}
			awaited.remove(card);
			underWay++;
			return true;
		}
	}

	/** A half-made card that was awaited is begun again. */
	Optional<Personalisation> takesUp(ChipSerial card) {
		synchronized (monitor) {
			Optional<Personalisation> halfMade = awaited.getOrDefault(card, Optional.empty());
			if (halfMade.isPresent()) {
				awaited.remove(card);
				underWay++;
			}
			return halfMade;
		}
	}

	/** The cards that are to be put in again. */
	List<ChipSerial> awaited() {
		synchronized (monitor) {
			return List.copyOf(awaited.keySet());
		}
	}

	/** A card that was to be read has been given up. */
	void forgets(ChipSerial card) {
		synchronized (monitor) {
			if (awaited.remove(card) != null) {
				bad++;
				givenBack();
				look();
			}
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
			awaited.keySet().stream().toList().forEach(card -> takesUp(card).ifPresent(lost));
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
