package muhurdar.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** The readers of all drivers: whose turn it is at each of them, and what was heard there. Thread-safe. */
@Component(service = Plugged.class)
public final class Plugged {

	/** How long a look at a card may take. */
	static final Duration A_LOOK = Duration.ofSeconds(3);

	private static final Logger LOG = LoggerFactory.getLogger(Plugged.class);

	@Reference
	volatile List<CardReaderDriver> drivers = List.of();

	/** Drivers that failed when they were asked last: told once. */
	private final Set<CardReaderDriver> silent = Collections.newSetFromMap(new IdentityHashMap<>());
	private final Set<ReaderName> taken = new HashSet<>();
	private final Recorders recorders;

	@Activate
	public Plugged(@Reference Clock clock) {
		recorders = new Recorders(clock);
	}

	/** The readers that are there, each with its driver, in order of their names. A driver that fails is skipped. */
	synchronized SortedMap<ReaderName, CardReaderDriver> readers() {
		SortedMap<ReaderName, CardReaderDriver> there = new TreeMap<>();
		List<CardReaderDriver> present = drivers;
		silent.retainAll(present);
		for (CardReaderDriver driver : present) {
			try {
				driver.readers().forEach(reader -> there.put(reader, driver));
				silent.remove(driver);
			} catch (ReaderFault e) {
				if (silent.add(driver)) {
					LOG.info("driver {} has no readers at present: {}", driver.getClass().getSimpleName(), e.getMessage());
				}
			} catch (RuntimeException | LinkageError e) {
				if (silent.add(driver)) {
					LOG.warn("driver {} tells no readers and is skipped", driver.getClass().getName(), e);
				}
			}
		}
		return there;
	}

	/** Whether every driver answered when it was asked last: else there may be readers that nobody told of. */
	synchronized boolean complete() {
		return silent.isEmpty();
	}

	/**
	 * The reader of that name, or the only one whose name begins so; empty if there is none.
	 *
	 * @throws Refusal READER_AMBIGUOUS
	 */
	Optional<ReaderName> named(String beginning) {
		List<ReaderName> meant = readers().keySet().stream()
				.filter(one -> !beginning.isEmpty() && one.name().startsWith(beginning)).toList();
		Optional<ReaderName> whole = meant.stream().filter(one -> one.name().equals(beginning)).findFirst();
		if (whole.isEmpty() && meant.size() > 1) {
			throw new Refusal(Why.READER_AMBIGUOUS, beginning, meant.stream().map(ReaderName::name).toList());
		}
		return whole.or(() -> meant.stream().findFirst());
	}

	/** One at a time works with a reader. @return false if it is somebody else's turn */
	synchronized boolean take(ReaderName reader) {
		return taken.add(reader);
	}

	/** As above, but waits for its turn: a look at a card is over soon. */
	synchronized boolean take(ReaderName reader, Duration atMost) {
		long end = System.nanoTime() + atMost.toNanos();
		try {
			while (!taken.add(reader)) {
				long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
				if (left <= 0) {
					return false;
				}
				wait(left);
			}
			return true;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	synchronized void release(ReaderName reader) {
		taken.remove(reader);
		notifyAll();
	}

	synchronized boolean taken(ReaderName reader) {
		return taken.contains(reader);
	}

	/** Every channel to a card is opened there. */
	Recorders recorders() {
		return recorders;
	}

	/**
	 * Waits for its turn at the reader of that name, opens the card in it, and closes it when the work is done.
	 *
	 * @throws Refusal READER_UNKNOWN, READER_BUSY, READER_FAILED
	 */
	<T> T withCard(String name, BiFunction<ReaderName, HeardChannel, T> work) {
		Map.Entry<ReaderName, CardReaderDriver> there = there(name);
		ReaderName reader = there.getKey();
		if (!take(reader, A_LOOK)) {
			throw new Refusal(Why.READER_BUSY, name);
		}
		try (HeardChannel channel = open(there.getValue(), reader)) {
			return work.apply(reader, channel);
		} catch (ReaderFault e) {
			throw new Refusal(Why.READER_FAILED, e, e.kind());
		} finally {
			release(reader);
		}
	}

	private Map.Entry<ReaderName, CardReaderDriver> there(String name) {
		return readers().entrySet().stream().filter(entry -> entry.getKey().name().equals(name)).findFirst()
				.orElseThrow(() -> new Refusal(Why.READER_UNKNOWN, name));
	}

	/** See {@link muhurdar.api.Readers#awaitRemoval}. */
	boolean awaitRemoval(String name, Duration atMost) throws InterruptedException {
		Map.Entry<ReaderName, CardReaderDriver> there = there(name);
		try {
			return there.getValue().awaitCard(there.getKey(), false, atMost);
		} catch (ReaderFault e) {
			throw new Refusal(Why.READER_FAILED, e, e.kind());
		}
	}

	HeardChannel open(CardReaderDriver driver, ReaderName reader) {
		return recorders.open(driver, reader);
	}
}
