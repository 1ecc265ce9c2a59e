package muhurdar.simulators;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.domain.Bytes;

/**
 * One simulated reader: a card or none, and at most one connection to it. Waits for as long as the card's clock says.
 * Thread-safe; a card that is pulled ends a running command at once, though the card may have done it.
 */
final class Slot {

	private final String name;
	private final Path place;
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition changed = lock.newCondition();
	private final Consumer<SimulatedChip> outTray;
	private final Consumer<SimulatedChip> lost;
	private @Nullable SimulatedChip card;
	private @Nullable Link link;
	private @Nullable Trouble trouble;
	private int commands;
	private boolean closed;
	private boolean broken;
	/** A card has left since the last connection was opened: whoever waits for that must not miss a quick swap. */
	private boolean left;
	private Duration earlier = Duration.ZERO;

	/**
	 * @param place where the file of a card in this reader lies
	 * @param outTray takes every card that leaves the reader, also one pulled by a planned trouble
	 * @param lost takes a card that a planned trouble loses
	 */
	Slot(String name, Path place, Consumer<SimulatedChip> outTray, Consumer<SimulatedChip> lost) {
		this.name = name;
		this.place = place;
		this.outTray = outTray;
		this.lost = lost;
	}

	String name() {
		return name;
	}

	Path place() {
		return place;
	}

	@Nullable
	SimulatedChip card() {
		lock.lock();
		try {
			return card;
		} finally {
			lock.unlock();
		}
	}

	/** Whether the reader sees a card. */
	boolean present() {
		lock.lock();
		try {
			checkPlugged();
			return card != null;
		} finally {
			lock.unlock();
		}
	}

	/** The reader must be empty. */
	void insert(SimulatedChip fresh) {
		lock.lock();
		try {
			if (card != null) {
				throw new IllegalStateException(name + " is not empty");
			}
			fresh.reset();
			card = fresh;
			changed.signalAll();
		} finally {
			lock.unlock();
		}
	}

	/** Lays the card, if any, into the out-tray. */
	void pull() {
		pull(outTray);
	}

	private void pull(Consumer<SimulatedChip> to) {
		lock.lock();
		try {
			SimulatedChip pulled = card;
			if (pulled != null) {
				card = null;
				left = true;
				earlier = earlier.plus(pulled.clock().total());
				to.accept(pulled);
				changed.signalAll();
			}
		} finally {
			lock.unlock();
		}
	}

	/** All connections die and none can be opened any more. */
	void close() {
		lock.lock();
		try {
			closed = true;
			changed.signalAll();
		} finally {
			lock.unlock();
		}
	}

	boolean broken() {
		lock.lock();
		try {
			return broken;
		} finally {
			lock.unlock();
		}
	}

	/** The card has lost its power and comes anew. */
	void mend() {
		lock.lock();
		try {
			broken = false;
			left = true;
			changed.signalAll();
		} finally {
			lock.unlock();
		}
	}

	private void checkPlugged() {
		if (closed || broken) {
			throw new ReaderFault(Kind.READER_GONE, name);
		}
	}

	Duration cardTime() {
		lock.lock();
		try {
			SimulatedChip now = card;
			return now == null ? earlier : earlier.plus(now.clock().total());
		} finally {
			lock.unlock();
		}
	}

	void plan(Trouble planned) {
		lock.lock();
		try {
			trouble = planned;
			commands = 0;
		} finally {
			lock.unlock();
		}
	}

	boolean await(boolean present, Duration timeout) throws InterruptedException {
		lock.lockInterruptibly();
		try {
			long nanos = timeout.toNanos();
			while (!closed && !broken && !is(present) && nanos > 0) {
				nanos = changed.awaitNanos(nanos);
			}
			checkPlugged();
			return is(present);
		} finally {
			lock.unlock();
		}
	}

	private boolean is(boolean present) {
		return present ? card != null : card == null || left;
	}

	/** Waits up to {@code patience} for another connection to end. */
	Link open(Duration patience) throws InterruptedException {
		lock.lockInterruptibly();
		try {
			long nanos = patience.toNanos();
			while (!closed && !broken && link != null && nanos > 0) {
				nanos = changed.awaitNanos(nanos);
			}
			checkPlugged();
			if (link != null) {
				throw new ReaderFault(Kind.IN_USE, name);
			}
			SimulatedChip found = card;
			if (found == null) {
				throw new ReaderFault(Kind.CARD_GONE, name);
			}
			found.reset();
			left = false;
			Link fresh = new Link(found);
			link = fresh;
			return fresh;
		} finally {
			lock.unlock();
		}
	}

	/** One connection: single commands and answers, 61xx included. Used by one thread. */
	final class Link {

		private final SimulatedChip connected;
		private boolean dead;

		private Link(SimulatedChip connected) {
			this.connected = connected;
		}

		SimulatedChip card() {
			return connected;
		}

		Bytes atr() {
			return connected.atr();
		}

		void reset() {
			lock.lock();
			try {
				connected.reset();
			} finally {
				lock.unlock();
			}
		}

		byte[] exchange(byte[] command) {
			lock.lock();
			try {
				checkThere();
				Trouble now = dueTrouble();
				if (now != null) {
					switch (now.what()) {
					case ANSWERS -> {
						return new byte[] { (byte) (now.statusWord() >> 8), (byte) now.statusWord() };
					}
					case PULLED_BEFORE -> throw pulled(outTray);
					case READER_BREAKS -> throw breaks();
					case PULLED_AFTER, LOST_AFTER, MUTE -> {
						connected.transmit(command);
						throw now.what() == Trouble.What.MUTE ? mute()
								: pulled(now.what() == Trouble.What.LOST_AFTER ? lost : outTray);
					}
					}
				}
				long start = System.nanoTime();
				byte[] answer = connected.transmit(command);
				waitUntil(start + connected.clock().command().toNanos());
				checkThere();
				if (answer.length == 0) {
					throw mute();
				}
				return answer;
			} finally {
				lock.unlock();
			}
		}

		/** Our own computing and saving is part of the card's time. */
		private void waitUntil(long end) {
			boolean interrupted = false;
			while (card == connected && !closed && !broken) {
				long left = end - System.nanoTime();
				if (left <= 0) {
					break;
				}
				try {
					changed.await(left, TimeUnit.NANOSECONDS);
				} catch (InterruptedException e) {
					interrupted = true; // a card cannot be interrupted: told to the thread when it has answered
				}
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}

		private @Nullable Trouble dueTrouble() {
			Trouble planned = trouble;
			if (planned == null || ++commands < planned.command()) {
				return null;
			}
			trouble = null;
			return planned;
		}

		private ReaderFault pulled(Consumer<SimulatedChip> to) {
			dead = true;
			pull(to);
			return new ReaderFault(Kind.CARD_GONE, name);
		}

		private ReaderFault breaks() {
			dead = true;
			broken = true;
			changed.signalAll();
			return new ReaderFault(Kind.READER_GONE, name);
		}

		private ReaderFault mute() {
			dead = true;
			return new ReaderFault(Kind.CARD_MUTE, name);
		}

		private void checkThere() {
			checkPlugged();
			if (dead || card != connected || link != this) {
				throw new ReaderFault(Kind.CARD_GONE, name);
			}
		}

		void close() {
			lock.lock();
			try {
				if (link == this) {
					link = null;
					if (card == connected) {
						connected.reset();
					}
					changed.signalAll();
				}
			} finally {
				lock.unlock();
			}
		}
	}
}
