package muhurdar.ca.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.IssuingLog;
import muhurdar.pki.IssuingLog.Event;
import muhurdar.pki.PkiFault;

/**
 * The CA's own database: the issuing log, which is only ever appended to and chained by SHA-256, and what follows from it: who
 * has which certificate, and what stands on the CRL. A change that was answered is on the disk. Thread-safe; all throws
 * {@link CaFault} UNAVAILABLE when the database fails.
 */
final class Register implements Standing.Source, AutoCloseable {

	private static final int CONNECTIONS = 16;
	private static final String[] TABLES = {
			"create table if not exists event (number bigint primary key, at bigint not null, what varchar(16) not null,"
					+ " request_id uuid not null unique, serial varbinary(20), reason varchar(32),"
					+ " certificate varbinary(65536), hash binary(32) not null)",
			"create table if not exists certificate (serial varbinary(20) primary key, good_since bigint not null)",
			"create table if not exists listed (number bigint primary key, serial varbinary(20) not null unique,"
					+ " since bigint not null, reason smallint not null)",
			"create table if not exists crl (number bigint primary key, version bigint not null, ends bigint not null)" };
	private static final String CHANGES_LIST = "what in ('ISSUED_ON_HOLD', 'HELD', 'RELEASED', 'REVOKED')";
	private static final Logger LOG = LoggerFactory.getLogger(Register.class);

	private final JdbcDataSource source;
	private final JdbcConnectionPool readers;
	private final Connection writer;
	private final Commits commits;
	private EventChain chain;

	/** A CRL that was published. @param version number of the last event it knows */
	record Published(BigInteger number, long version) {
	}

	@FunctionalInterface
	private interface Reading<T> {
		T from(ResultSet rows) throws SQLException;
	}

	/**
	 * Opens the register, made if absent.
	 *
	 * @param file without its ending {@code .mv.db}
	 * @param former the book of an older version: taken over once, and set aside
	 * @throws PkiFault if an event was changed, lost or put in later
	 */
	static Register open(Path file, Path former) throws IOException {
		try {
			return new Register(source(file), former);
		} catch (SQLException e) {
			throw new IOException("the register " + file.getFileName() + " cannot be opened: " + e.getMessage(), e);
		}
	}

	/** {@code async} and {@code WRITE_DELAY=0} as for the RA's own database; the log must not quote values. */
	private static JdbcDataSource source(Path file) {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL("jdbc:h2:async:" + file.toAbsolutePath()
				+ ";MODE=PostgreSQL;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=64");
		return source;
	}

	private Register(JdbcDataSource source, Path former) throws SQLException, IOException {
		this.source = source;
		writer = source.getConnection();
		commits = new Commits(writer);
		readers = JdbcConnectionPool.create(source);
		readers.setMaxConnections(CONNECTIONS);
		try (Statement statement = writer.createStatement()) {
			for (String table : TABLES) {
				statement.execute(table);
			}
			writer.setAutoCommit(false);
			chain = EventChain.of(writer);
			if (Files.exists(former)) {
				if (chain.last() == 0) {
					takeOver(IssuingLog.read(former));
				}
				Files.move(former, former.resolveSibling(former.getFileName() + ".imported"),
						StandardCopyOption.ATOMIC_MOVE);
			}
		} catch (SQLException | IOException | RuntimeException e) {
			close();
			throw e;
		}
	}

	private void takeOver(List<IssuingLog.Entry> book) {
		commits.make(() -> {
			for (IssuingLog.Entry entry : book) {
				append(entry.at(), entry.event(), entry.requestId(), bytes(entry.serialNumber()), entry.reason(),
						entry.certificate());
			}
			return true;
		});
		LOG.info("{} events of the former issuing log taken over", book.size());
	}

	/** All events, also while the CA is open in this process; none if there is no register. For tests. */
	static List<IssuingLog.Entry> read(Path file) throws SQLException {
		if (!Files.exists(file.resolveSibling(file.getFileName() + ".mv.db"))) {
			return List.of();
		}
		try (Connection db = source(file).getConnection()) {
			return EventChain.read(db);
		}
	}

	/** True if nothing was ever asked of this CA. */
	boolean isNew() {
		return query("select 1 from event where number = 1", rows -> !rows.next());
	}

	/** What was issued for this request. */
	Optional<Issued> find(UUID requestId) {
		return query("select certificate from event where request_id = ? and certificate is not null",
				rows -> rows.next() ? Optional.of(issued(requestId, Bytes.of(rows.getBytes(1)))) : Optional.empty(),
				requestId);
	}

	/** Writes an issued certificate down, or returns the one that was issued for this request before. REFUSED if given up. */
	Issued issue(UUID requestId, Bytes certificate, boolean onHold, Instant at) {
		Issued fresh = issued(requestId, certificate);
		return commits.make(() -> {
			if (event(requestId).isPresent()) {
				return find(requestId).orElseThrow(
						() -> new CaFault(CaFault.Kind.REFUSED, "this request was given up before it came"));
			}
			append(at, onHold ? Event.ISSUED_ON_HOLD : Event.ISSUED, requestId, bytes(fresh.serialNumber()), null,
					certificate);
			return fresh;
		});
	}

	/** What was issued for this request; if nothing was, nothing ever will be. */
	Optional<Issued> findForGood(UUID requestId, Instant at) {
		return commits.make(() -> {
			Optional<Issued> found = find(requestId);
			if (found.isEmpty() && event(requestId).isEmpty()) {
				append(at, Event.REFUSED, requestId, null, null, null);
			}
			return found;
		});
	}

	/** Makes a change once. REFUSED for one that RFC 5280 does not know; it stays refused. */
	void change(StatusChange change, Instant at) {
		commits.make(() -> {
			Optional<Event> before = event(change.requestId());
			if (before.isPresent()) {
				if (before.get() == Event.REFUSED) {
					throw new CaFault(CaFault.Kind.REFUSED, "this request was refused before");
				}
				return true;
			}
			byte[] serial = bytes(change.serialNumber());
			String objection = objection(change);
			if (objection != null) {
				append(at, Event.REFUSED, change.requestId(), serial, null, null);
				throw new CaFault(CaFault.Kind.REFUSED, objection);
			}
			append(at, switch (change.kind()) {
			case HOLD -> Event.HELD;
			case RELEASE -> Event.RELEASED;
			case REVOKE -> Event.REVOKED;
			}, change.requestId(), serial, change.reason(), null);
			return true;
		});
	}

	@Override
	public Optional<Standing> standing(String serialNumber) {
		return query("select c.good_since, l.since, l.reason from certificate c left join listed l on l.serial = c.serial"
				+ " where c.serial = ?", rows -> {
					if (!rows.next()) {
						return Optional.empty();
					}
					long since = rows.getLong(2);
					if (rows.wasNull()) {
						return Optional.of(new Standing(Standing.State.GOOD, Instant.ofEpochMilli(rows.getLong(1)), 0));
					}
					int reason = rows.getInt(3);
					return Optional.of(
							new Standing(reason == Crl.HOLD ? Standing.State.HELD : Standing.State.REVOKED,
									Instant.ofEpochMilli(since), reason));
				}, bytes(serialNumber));
	}

	/** What is on the CRL now, as of one moment. */
	Snapshot snapshot() {
		try {
			return new Snapshot(source.getConnection());
		} catch (SQLException e) {
			throw fault(e);
		}
	}

	/** True if a CRL with this version would say something else now. */
	boolean changedSince(long version) {
		return query("select 1 from event where number > ? and " + CHANGES_LIST + " limit 1", ResultSet::next, version);
	}

	/** Remembers a full CRL that is about to be published; a later delta may go with it as long as it lives. */
	void publishing(Published crl, Instant ends) {
		commits.make(() -> {
			update("insert into crl (number, version, ends) values (?, ?, ?)", crl.number().longValueExact(), crl.version(),
					ends.toEpochMilli());
			return true;
		});
	}

	/** The oldest full CRL that somebody may still trust. */
	Optional<Published> oldestAlive(Instant now) {
		return query("select number, version from crl where ends > ? order by number limit 1", Register::published,
				now.toEpochMilli());
	}

	/** The newest full CRL. */
	Optional<Published> newest() {
		return query("select number, version from crl order by number desc limit 1", Register::published);
	}

	private static Optional<Published> published(ResultSet rows) throws SQLException {
		return rows.next() ? Optional.of(new Published(BigInteger.valueOf(rows.getLong(1)), rows.getLong(2)))
				: Optional.empty();
	}

	/** True if nothing can be done any more but to open the register anew. */
	boolean broken() {
		return commits.broken();
	}

	@Override
	public void close() {
		commits.close();
		readers.dispose();
	}

	/** Why this change cannot be made (RFC 5280: revoked is final), or null if it can. */
	private @Nullable String objection(StatusChange change) {
		Optional<Standing> now = standing(change.serialNumber());
		if (now.isEmpty()) {
			return "no certificate of this CA has serial number " + change.serialNumber();
		}
		if (now.get().state() == Standing.State.REVOKED) {
			return "certificate " + change.serialNumber() + " is revoked for good";
		}
		return switch (change.kind()) {
		case HOLD -> null;
		case RELEASE -> now.get().state() == Standing.State.GOOD ? "certificate " + change.serialNumber() + " is not on hold"
				: null;
		case REVOKE -> change.reason() == null ? "a revocation needs a reason" : null;
		};
	}

	private Optional<Event> event(UUID requestId) {
		return query("select what from event where request_id = ?",
				rows -> rows.next() ? Optional.of(Event.valueOf(rows.getString(1))) : Optional.empty(), requestId);
	}

	/** Within {@link Commits#make} only. */
	private void append(Instant at, Event event, UUID requestId, byte @Nullable [] serial,
			@Nullable RevocationReason reason, @Nullable Bytes certificate) throws SQLException {
		chain = chain.append(writer, at, event, requestId, serial, reason, certificate);
		long number = chain.last();
		long time = at.toEpochMilli();
		switch (event) {
		case ISSUED, ISSUED_ON_HOLD -> {
			update("insert into certificate (serial, good_since) values (?, ?)", serial, time);
			if (event == Event.ISSUED_ON_HOLD) {
				update("insert into listed (number, serial, since, reason) values (?, ?, ?, ?)", number, serial, time, Crl.HOLD);
			}
		}
		case HELD -> hold(number, serial, time);
		case RELEASED -> {
			update("delete from listed where serial = ?", serial);
			update("update certificate set good_since = ? where serial = ?", time, serial);
		}
		case REVOKED -> {
			if (reason == null) {
				throw new PkiFault("event " + number + " lacks its reason");
			}
			// the final entry of a held certificate keeps the date from which it was held
			hold(number, serial, time);
			update("update listed set reason = ? where serial = ?", reason.code(), serial);
		}
		case REFUSED -> LOG.debug("request {} was refused", requestId);
		}
	}

	/** A second hold changes nothing: the date stays that of the first. */
	private void hold(long number, byte @Nullable [] serial, long time) throws SQLException {
		update("insert into listed (number, serial, since, reason) select ?, ?, ?, ? where not exists"
				+ " (select 1 from listed where serial = ?)", number, serial, time, Crl.HOLD, serial);
	}

	private void update(String sql, @Nullable Object... values) throws SQLException {
		try (PreparedStatement statement = writer.prepareStatement(sql)) {
			set(statement, values);
			statement.executeUpdate();
		}
	}

	/** In the writer's transaction if this thread is making a change, else as of the last commit. */
	private <T> T query(String sql, Reading<T> reading, @Nullable Object... values) {
		try {
			if (commits.changing()) {
				return query(writer, sql, reading, values);
			}
			try (Connection db = readers.getConnection()) {
				return query(db, sql, reading, values);
			}
		} catch (SQLException e) {
			throw fault(e);
		}
	}

	private static <T> T query(Connection db, String sql, Reading<T> reading, @Nullable Object... values)
			throws SQLException {
		try (PreparedStatement statement = db.prepareStatement(sql)) {
			set(statement, values);
			try (ResultSet rows = statement.executeQuery()) {
				return reading.from(rows);
			}
		}
	}

	private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
		for (int i = 0; i < values.length; i++) {
			statement.setObject(i + 1, values[i]);
		}
	}

	private static Issued issued(UUID requestId, Bytes certificate) {
		var info = CertificateInfo.read(certificate);
		return new Issued(requestId, info.serialNumber(), info.notBefore(), info.notAfter(), certificate);
	}

	/** Two's complement, as DER has it; of what is no number, none. */
	private static byte @Nullable [] bytes(String serialNumber) {
		return serialNumber.matches("[0-9A-F]{1,40}") ? new BigInteger(serialNumber, 16).toByteArray() : null;
	}

	private static CaFault fault(SQLException e) {
		return new CaFault(CaFault.Kind.UNAVAILABLE, "the CA's register cannot be read", e);
	}
}
