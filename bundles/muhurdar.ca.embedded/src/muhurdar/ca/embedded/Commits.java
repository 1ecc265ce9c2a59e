package muhurdar.ca.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;

/**
 * Makes changes one after the other; those that come while a commit is under way share the next one. Nobody is answered
 * before his change is on the disk. Thread-safe.
 */
final class Commits implements AutoCloseable {

	private static final int MOST = 100;
	private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

	private final Connection db;
	private final ReentrantLock turn = new ReentrantLock();
	private final Queue<Waiting<?>> queue = new ConcurrentLinkedQueue<>();
	private volatile boolean broken;

	/** What is done in the transaction. It may end with a {@link CaFault} that is committed, too. */
	@FunctionalInterface
	interface Change<T> {
		T make() throws SQLException;
	}

	private static final class Waiting<T> {

		private final Change<T> change;
		private @Nullable T made;
		private @Nullable RuntimeException fault;
		private volatile boolean answered;

		Waiting(Change<T> change) {
			this.change = change;
		}

		void make() throws SQLException {
			try {
				made = change.make();
			} catch (CaFault no) {
				fault = no;
			}
		}

		void unknown(Exception cause) {
			fault = new CaFault(CaFault.Kind.UNAVAILABLE, "the CA's register cannot be written", cause);
			answered = true;
		}

		T answer() {
			RuntimeException no = fault;
			if (no != null) {
				throw no;
			}
			T yes = made;
			if (yes == null) {
				throw new IllegalStateException("a change without an outcome");
			}
			return yes;
		}
	}

	/** @param db for changes alone, not in auto-commit mode */
	Commits(Connection db) {
		this.db = db;
	}

	/** After UNAVAILABLE nobody knows whether it was made: every later call fails, too, until the register is opened anew. */
	<T> T make(Change<T> change) {
		var mine = new Waiting<>(change);
		queue.add(mine);
		while (!mine.answered) {
			turn.lock();
			try {
				if (!mine.answered) {
					makeNext();
				}
			} finally {
				turn.unlock();
			}
		}
		return mine.answer();
	}

	/** True if this thread is making a change. */
	boolean changing() {
		return turn.isHeldByCurrentThread();
	}

	/** True after a failed commit. */
	boolean broken() {
		return broken;
	}

	/** A change under way is made first; later ones fail. */
	@Override
	public void close() {
		turn.lock();
		try {
			broken = true;
			db.close();
		} catch (SQLException e) {
			LOG.error("the register cannot be closed", e);
		} finally {
			turn.unlock();
		}
	}

	private void makeNext() {
		List<Waiting<?>> together = new ArrayList<>();
		for (Waiting<?> next = queue.poll(); next != null; next = together.size() < MOST ? queue.poll() : null) {
			together.add(next);
		}
		if (broken) {
			var cause = new IllegalStateException("it was closed, or failed before and must be opened anew");
			together.forEach(each -> each.unknown(cause));
			return;
		}
		try {
			for (Waiting<?> each : together) {
				each.make();
			}
			db.commit();
			sync();
			together.forEach(each -> each.answered = true);
		} catch (SQLException | RuntimeException e) {
			broken = true;
			rollBack();
			together.forEach(each -> each.unknown(e));
		}
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
}
