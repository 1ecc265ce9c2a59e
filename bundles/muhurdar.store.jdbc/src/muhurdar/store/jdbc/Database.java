package muhurdar.store.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.eclipse.jdt.annotation.Nullable;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;

import muhurdar.api.Settings;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** An open database behind a pool: what H2 and PostgreSQL do differently stands here. */
final class Database implements AutoCloseable {

	/** 16 readers, window, command line, background. */
	private static final int CONNECTIONS = 24;

	private static final int CONNECT_SECONDS = 5;
	/** A network that swallows everything is noticed after so long; no statement of ours takes that long. */
	private static final int ANSWER_SECONDS = 60;

	private static final Logger LOG = LoggerFactory.getLogger(Database.class);

	private final HikariDataSource pool;
	private final boolean onlyOneWriter;
	private final String place;
	/** Fair: sixteen readers get their turn in the order in which they came. */
	private final Lock turn = new ReentrantLock(true);

	private Database(DataSource source, boolean onlyOneWriter, String lockTimeout, String place) {
		this.onlyOneWriter = onlyOneWriter;
		this.place = place;
		HikariConfig config = new HikariConfig();
		config.setPoolName("muhurdar");
		config.setDataSource(source);
		config.setAutoCommit(false);
		config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
		config.setMaximumPoolSize(CONNECTIONS);
		config.setMinimumIdle(2);
		config.setConnectionTimeout(10_000);
		config.setConnectionInitSql(lockTimeout);
		try (Connection first = source.getConnection()) { // the pool would log loudly what the caller is told
			LOG.debug("{} opened, read only: {}", place, first.isReadOnly());
			pool = new HikariDataSource(config);
		} catch (SQLException | PoolInitializationException e) {
			throw unopened(e, place);
		}
	}

	/** The file {@code file.mv.db}, for this process alone. */
	static Database h2(Path file) {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL(h2Url(file));
		return new Database(source, true, "set lock_timeout 5000", file + ".mv.db");
	}

	/**
	 * {@code async}: any other file access of H2 closes the database for everybody when one thread is interrupted.
	 * {@code WRITE_DELAY=0}: what is committed outlives the process. No trace file: it would
	 * quote values. {@code QUERY_CACHE_SIZE}: a card takes some sixty statements, of which eight are remembered otherwise.
	 */
	static String h2Url(Path file) {
		return "jdbc:h2:async:" + file.toAbsolutePath()
				+ ";MODE=PostgreSQL;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=256";
	}

	static Database postgres(String url, @Nullable String user, @Nullable String password) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		String place = url.replaceFirst("[?].*", ""); // behind it a password may stand
		// the URL may say otherwise
		source.setConnectTimeout(CONNECT_SECONDS);
		source.setSocketTimeout(ANSWER_SECONDS);
		source.setTcpKeepAlive(true);
		try {
			source.setUrl(url);
		} catch (IllegalArgumentException e) {
			throw new Refusal(Why.FIELD_INVALID, e, Settings.STORE_URL.key(), place);
		}
		if (user != null) {
			source.setUser(user);
		}
		if (password != null) {
			source.setPassword(password);
		}
		source.setLogServerErrorDetail(false);
		return new Database(source, false, "set lock_timeout = 5000", place);
	}

	/** The whole story goes to the log, what a person can do about it into a refusal. */
	private static RuntimeException unopened(Throwable e, String place) {
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				RuntimeException no = unopened(sql, place);
				LOG.info("the database {} cannot be opened", place, e);
				return no;
			}
		}
		return new IllegalStateException("the database cannot be opened", e);
	}

	static RuntimeException unopened(SQLException e, String place) {
		return switch (e.getErrorCode()) {
		case ErrorCode.DATABASE_ALREADY_OPEN_1 -> new Refusal(Why.STORE_IN_USE, e, place);
		case ErrorCode.FILE_VERSION_ERROR_1 -> new Refusal(Why.STORE_OTHER_VERSION, e, place);
		case ErrorCode.FILE_CORRUPTED_1 -> new Refusal(Why.STORE_DAMAGED, e, place);
		case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2 -> Files.isWritable(Path.of(place))
				? new Refusal(Why.STORE_DAMAGED, e, place) // it ends too early
				: SqlFault.of(e);
		default -> SqlFault.of(e);
		};
	}

	/** The file, or the server and its database. */
	String place() {
		return place;
	}

	/** Not in auto-commit mode; closing it rolls back what was not committed. */
	Connection connection() throws SQLException {
		return pool.getConnection();
	}

	/** Where one connection was lost, those that lie idle are lost too, though the pool thinks well of those just used. */
	void distrust() {
		pool.getHikariPoolMXBean().softEvictConnections();
	}

	/**
	 * Runs what writes. On H2 one after the other: every write counts up the change number, so two would wait for each
	 * other's row anyway, and after a kill there is one transaction at most to take back.
	 */
	<T> T inTurn(Supplier<T> writing) {
		if (!onlyOneWriter) {
			return writing.get();
		}
		turn.lock();
		try {
			return writing.get();
		} finally {
			turn.unlock();
		}
	}

	/** Keeps other desks from changing the schema until the transaction ends. */
	void lockSchema(Connection connection) throws SQLException {
		if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("select pg_advisory_xact_lock(7733151018)");
			}
		}
	}

	@Override
	public void close() {
		pool.close();
	}
}
