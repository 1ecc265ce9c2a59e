package muhurdar.ca.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;

/**
 * Makes changes one after the other in a thread of its own; those that come while a commit is under way share the next one.
 * Nobody is answered before his change is on the disk. Thread-safe.
 */
final class Commits implements AutoCloseable {

	private static final int MOST = 100;
	private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

	private final Connection db;
	private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
	private final Waiting<Boolean> end = new Waiting<>(() -> true);
	private final Thread writer;
	private volatile boolean broken;
	private boolean closed;

	/** What is done in the transaction. It may end with a {@link CaFault}; what it wrote before is committed, too. */
	@FunctionalInterface
	interface Change<T> {
		T make() throws SQLException;
	}

	private static final class Waiting<T> {

		private final Change<T> change;
		private final CompletableFuture<T> answer = new CompletableFuture<>();
		private @Nullable T made;
		private @Nullable CaFault no;

		Waiting(Change<T> change) {
			this.change = change;
		}

		void make() throws SQLException {
			try {
				made = change.make();
			} catch (CaFault fault) {
				no = fault;
			}
		}

		void committed() {
			CaFault fault = no;
			if (fault != null) {
				answer.completeExceptionally(fault);
			} else {
				answer.complete(made);
			}
		}

		void unknown(Exception cause) {
			answer.completeExceptionally(unavailable(cause));
		}
	}

	/** @param db for changes alone, not in auto-commit mode; closed with this */
	Commits(Connection db) {
		this.db = db;
		writer = Thread.ofPlatform().daemon().name("ca register").start(this::write);
	}

	/** After UNAVAILABLE nobody knows whether it was made: every later call fails, too, until the register is opened anew. */
	<T> T make(Change<T> change) {
		var mine = new Waiting<>(change);
		synchronized (this) {
			if (closed || broken) {
				throw unavailable(new IllegalStateException("it was closed, or failed before and must be opened anew"));
			}
			queue.add(mine);
		}
		try {
			return mine.answer.join();
		} catch (CompletionException e) {
			throw e.getCause() instanceof CaFault fault ? fault : e;
		}
	}

	/** True if this thread is making a change. */
	boolean changing() {
		return Thread.currentThread() == writer;
	}

	/** True after a failed commit. */
	boolean broken() {
		return broken;
	}

	/** Changes that were asked for are made first; later ones fail. */
	@Override
	public void close() {
		synchronized (this) {
			if (!closed) {
				closed = true;
				queue.add(end);
			}
		}
		end.answer.join();
	}

	private void write() {
		List<Waiting<?>> together = new ArrayList<>();
		while (!together.contains(end)) {
			together.clear();
			together.add(next());
			queue.drainTo(together, MOST - 1);
			commit(together);
		}
		try {
			db.close();
		} catch (SQLException e) {
			LOG.error("the register cannot be closed", e);
		}
		end.answer.complete(true);
	}

	private Waiting<?> next() {
		while (true) {
			try {
				return queue.take();
			} catch (InterruptedException e) {
				LOG.warn("the register's writer was interrupted and goes on", e);
			}
		}
	}

	private void commit(List<Waiting<?>> together) {
		try {
			if (broken) {
				throw new SQLException("it failed before and must be opened anew");
			}
			for (Waiting<?> each : together) {
				each.make();
			}
			db.commit();
			sync();
		} catch (SQLException | RuntimeException e) {
			broken = true;
			rollBack();
			together.stream().filter(each -> each != end).forEach(each -> each.unknown(e));
			return;
		}
		together.stream().filter(each -> each != end).forEach(Waiting::committed);
	}

	/** A commit of H2 reaches the operating system, this the disk. */
	private void sync() throws SQLException {
		try (Statement statement = db.createStatement()) {
			statement.execute("checkpoint sync");
		}
	}

	private void rollBack() {
		try {
			db.rollback();
		} catch (SQLException e) {
			LOG.error("the register's last transaction cannot be rolled back", e);
		}
	}

	private static CaFault unavailable(Exception cause) {
		return new CaFault(CaFault.Kind.UNAVAILABLE, "the CA's register cannot be written", cause);
	}
}
