package muhurdar.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.Settings;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Outcome;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.User;
import muhurdar.domain.Why;

/**
 * The store in an H2 file of the data folder, or in PostgreSQL when {@code store.url} is set. The database is opened by
 * the first call; until that has worked every call tries again, and refuses STORE_IN_USE (the file belongs to another
 * process), STORE_UNREACHABLE (the server does not answer), STORE_DAMAGED or STORE_OTHER_VERSION (the file cannot be
 * read) or STORE_SCHEMA (made by a newer version, or altered).
 */
@Component(immediate = true) // else the last user to leave would close the database
public final class JdbcStore implements Store {

	/** On connections of which each is lost. */
	private static final int TRIES = 3;
	private static final Logger LOG = LoggerFactory.getLogger(JdbcStore.class);

	private enum Mode {
		READ, READ_AUDITED, WRITE
	}

	private final Supplier<Database> opener;
	private final Clock clock;
	private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);
	private volatile @Nullable Database database;
	private boolean closed;

	@Activate
	public JdbcStore(@Reference DataFolder folder, @Reference Settings settings, @Reference KeyStorePasswords passwords,
			@Reference Clock clock) {
		this(new Choice(folder, settings, passwords), clock);
	}

	JdbcStore(Supplier<Database> opener, Clock clock) {
		this.opener = opener;
		this.clock = clock;
	}

	@Deactivate
	synchronized void close() {
		closed = true;
		Database open = database;
		if (open != null) {
			open.close();
			database = null;
		}
	}

	private Database database() {
		Database open = database;
		return open != null ? open : opened();
	}

	private synchronized Database opened() {
		Database open = database;
		if (closed) {
			throw new IllegalStateException("the store is closed");
		}
		if (open == null) {
			open = opener.get();
			try {
				Schema.ours().apply(open);
			} catch (RuntimeException e) {
				open.close();
				throw e;
			}
			database = open;
		}
		return open;
	}

	@Override
	public <T> T read(Actor by, Right right, Function<Tx, T> work) {
		return call(Mode.READ, by, right, "", work);
	}

	@Override
	public <T> T readAudited(Actor by, Right right, Object subject, Function<Tx, T> work) {
		return call(Mode.READ_AUDITED, by, right, subject, work);
	}

	@Override
	public <T> T write(Actor by, Right right, Object subject, Function<Tx, T> work) {
		return call(Mode.WRITE, by, right, subject, work);
	}

	@Override
	public long changeNumber() {
		return transaction(Mode.READ, work -> new Counters(work).changes());
	}

	@Override
	public boolean demo() {
		return transaction(Mode.READ, work -> new Counters(work).note("demo", "seeded").isPresent());
	}

	@Override
	public void clear(Actor by) {
		call(Mode.WRITE, by, Right.RUN_DEMO, "clear", tx -> {
			if (tx.note("demo", "seeded").isEmpty()) {
				throw new Refusal(Why.NOT_A_DEMO);
			}
			tx.clear();
			return true;
		});
	}

	private <T> T call(Mode mode, Actor by, Right right, Object subject, Function<? super JdbcTx, T> wanted) {
		if (busy.get()) {
			throw new IllegalStateException("a store call within a store call");
		}
		busy.set(true);
		try {
			return transaction(mode, work -> {
				JdbcTx tx = new JdbcTx(work, allowed(work, by, right));
				T result = wanted.apply(tx);
				if (mode != Mode.READ) {
					new AuditRows(work).append(by.user(), right, subject.toString(), Outcome.DONE, tx.remark());
				}
				if (mode == Mode.WRITE) {
					new Counters(work).change();
				}
				return result;
			});
		} catch (Refusal no) {
			auditAfterwards(by, right, subject, Outcome.REFUSED, no.why().name(), no);
			throw no;
		} catch (RuntimeException | Error fault) {
			if (mode != Mode.READ) {
				auditAfterwards(by, right, subject, Outcome.FAILED, fault.getClass().getName(), fault);
			}
			throw fault;
		} finally {
			busy.remove();
		}
	}

	private static User allowed(Work work, Actor by, Right right) {
		return new Table<>(work, HolderRows.USER).find(by.user()).filter(user -> user.has(right))
				.orElseThrow(() -> new Refusal(Why.NOT_ALLOWED, right));
	}

	private void auditAfterwards(Actor by, Right right, Object subject, Outcome outcome, String detail, Throwable reason) {
		if (database == null || reason instanceof Refusal no && no.why() == Why.STORE_UNREACHABLE) {
			return;
		}
		try {
			transaction(Mode.READ_AUDITED, work -> {
				new AuditRows(work).append(by.user(), right, subject.toString(), outcome, detail);
				return true;
			});
		} catch (RuntimeException e) {
			reason.addSuppressed(e);
		}
	}

	/** Whoever was interrupted before it stays so, and is served all the same. */
	private <T> T transaction(Mode mode, Function<Work, T> wanted) {
		boolean interrupted = Thread.interrupted();
		try {
			return mode == Mode.READ ? committed(mode, wanted) : database().inTurn(() -> committed(mode, wanted));
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * What is not committed is rolled back when the pool gets the connection back. One that is lost before the commit was
	 * asked for has committed nothing: all is done again on another one. If it is lost at the commit, nobody knows.
	 */
	private <T> T committed(Mode mode, Function<Work, T> wanted) {
		for (int tries = 1;; tries++) {
			try (Connection connection = database().connection()) {
				T result;
				try {
					result = wanted.apply(
							new Work(new Sql(connection), clock.instant().truncatedTo(ChronoUnit.MILLIS), mode == Mode.WRITE));
				} catch (Refusal lost) {
					if (lost.why() != Why.STORE_UNREACHABLE || tries == TRIES) {
						throw lost;
					}
					LOG.info("a connection to {} was lost, nothing is committed: again", database().place());
					database().distrust();
					continue;
				}
				connection.commit();
				return result;
			} catch (SQLException e) {
				throw SqlFault.of(e);
			}
		}
	}
}
