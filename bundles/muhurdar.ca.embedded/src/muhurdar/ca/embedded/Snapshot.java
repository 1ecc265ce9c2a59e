package muhurdar.ca.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.pki.CrlWriter;

/** What belongs on the CRLs as of one moment, row by row. For one thread. */
final class Snapshot implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

	private final Connection db;
	private final long version;

	/** @param db for this alone; it is closed with this */
	Snapshot(Connection db) throws SQLException {
		this.db = db;
		db.setAutoCommit(false);
		db.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		try (Statement statement = db.createStatement()) {
			statement.execute("set lazy_query_execution 1"); // else the rows would be collected first
			try (ResultSet rows = statement.executeQuery("select max(number) from event")) {
				version = rows.next() ? rows.getLong(1) : 0;
			}
		}
	}

	/** Number of the last event that is in it. */
	long version() {
		return version;
	}

	/** All that is on hold or revoked, in the order in which it came to be. */
	void listed(CrlWriter.Sink sink) throws IOException {
		try (PreparedStatement select = db.prepareStatement("select serial, since, reason from listed order by number");
				ResultSet rows = select.executeQuery()) {
			while (rows.next()) {
				sink.add(rows.getBytes(1), Math.floorDiv(rows.getLong(2), 1000L), rows.getInt(3));
			}
		} catch (SQLException e) {
			throw new IOException("the register cannot be read", e);
		}
	}

	/**
	 * All whose standing changed after an older version: as it is now, or removeFromCRL for what is on hold no more (RFC 5280
	 * §5.2.4).
	 */
	void changedSince(long older, CrlWriter.Sink sink) throws IOException {
		try (PreparedStatement select = db.prepareStatement("select e.serial, l.since, l.reason, e.at from (select serial,"
				+ " max(number) as number, max(at) as at from event where number > ? and what in"
				+ " ('ISSUED_ON_HOLD', 'HELD', 'RELEASED', 'REVOKED') group by serial) e"
				+ " left join listed l on l.serial = e.serial order by e.number")) {
			select.setLong(1, older);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					long since = rows.getLong(2);
					boolean removed = rows.wasNull();
					sink.add(rows.getBytes(1), Math.floorDiv(removed ? rows.getLong(4) : since, 1000L),
							removed ? CrlWriter.REMOVE : rows.getInt(3));
				}
			}
		} catch (SQLException e) {
			throw new IOException("the register cannot be read", e);
		}
	}

	@Override
	public void close() {
		try {
			db.close();
		} catch (SQLException e) {
			LOG.error("a snapshot of the register cannot be closed", e);
		}
	}
}
