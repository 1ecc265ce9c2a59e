package muhurdar.reader.pcsc;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.ReaderFault;

/**
 * The connections that wait for the next card, at most one per reader. Thread-safe. To connect changes lists within
 * libpcsclite that other threads read meanwhile (releng/decisions/libpcsclite.md), so a reader is connected once and not
 * for every card. A connection keeps other programs out of the reader: it ends when nobody has waited for a card
 * there for some seconds, be it that the last card stays in. Whoever comes next, here or elsewhere, meets a card that
 * was reset.
 */
final class Connections implements AutoCloseable {

	private record Kept(Connection connection, long since) {
	}

	private static final long LONGEST_SECONDS = 2;
	private static final Executor LATER = CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS,
			task -> Thread.ofVirtual().name("PC/SC connections").start(task));
	private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

	private final Map<String, Kept> kept = new ConcurrentHashMap<>();
	private final AtomicBoolean sweeping = new AtomicBoolean();

	/**
	 * Does something with the card in this reader, by a connection which is then the result's or, after a failure, ended.
	 * One that was kept may be of a service or a reader that has gone and come since: if it fails, a new one is asked.
	 */
	<T> T card(String reader, Function<Connection, T> use) {
		@Nullable Kept there = kept.remove(reader);
		if (there != null) {
			try {
				return use(there.connection(), use);
			} catch (ReaderFault e) {
				LOG.debug("{}: the connection that was kept failed, a new one is made", reader, e);
			}
		}
		return use(connect(reader, true), use);
	}

	/** A connection to the reader itself, the caller's. */
	Connection reader(String reader) {
		end(reader, kept.get(reader));
		return connect(reader, false);
	}

	private static Connection connect(String reader, boolean card) {
		PcscContext context = PcscContext.establish();
		try {
			return new Connection(context, reader, card);
		} catch (RuntimeException | Error e) {
			context.close();
			throw e;
		}
	}

	private static <T> T use(Connection connection, Function<Connection, T> use) {
		try {
			return use.apply(connection);
		} catch (RuntimeException | Error e) {
			connection.close();
			throw e;
		}
	}

	/** For the next card. */
	void keep(Connection connection) {
		@Nullable Kept other = kept.put(connection.reader(), new Kept(connection, System.nanoTime()));
		if (other != null) {
			other.connection().close();
		}
		sweepLater();
	}

	/** Somebody waits for the next card in this reader. */
	void wanted(String reader) {
		kept.computeIfPresent(reader, (name, one) -> new Kept(one.connection(), System.nanoTime()));
	}

	/** As long as there are any, every few seconds; one at a time for all readers. */
	private void sweepLater() {
		if (!kept.isEmpty() && sweeping.compareAndSet(false, true)) {
			LATER.execute(this::sweep);
		}
	}

	private void sweep() {
		long now = System.nanoTime();
		kept.forEach((reader, one) -> {
			if (now - one.since() >= TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
				end(reader, one);
			}
		});
		sweeping.set(false);
		sweepLater();
	}

	private void end(String reader, @Nullable Kept one) {
		if (one != null && kept.remove(reader, one)) {
			one.connection().close();
		}
	}

	@Override
	public void close() {
		kept.forEach(this::end);
	}
}
