package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/**
 * The database failed. Carries the SQLSTATE, not the driver's message: that one quotes values, and so names and
 * numbers of people.
 */
final class SqlFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private SqlFault(String message) {
		super(message);
	}

	/** What to throw: somebody else was faster, the server is not there, or a fault. */
	static RuntimeException of(SQLException e) {
		String state = e.getSQLState() == null ? "" : e.getSQLState();
		// class 08: no connection, or it was lost; the other: the pool got none in time
		if (state.startsWith("08") || e instanceof SQLTransientConnectionException) {
			return new Refusal(Why.STORE_UNREACHABLE, e);
		}
		return switch (state) {
		// unique, serialization, deadlock, lock timeout (PostgreSQL; H2), concurrent update (H2)
		case "23505", "40001", "40P01", "55P03", "HYT00", "90131" -> new Refusal(Why.CHANGED_MEANWHILE, "",
				Instant.now().truncatedTo(ChronoUnit.MILLIS));
		// ended by an administrator, by a crash of the server, server starting up or shutting down
		case "57P01", "57P02", "57P03" -> new Refusal(Why.STORE_UNREACHABLE, e);
		default -> new SqlFault("SQLSTATE " + state + ", code " + e.getErrorCode()
				+ (quotesNothing(state) ? ": " + e.getMessage() : ""));
		};
	}

	/** Syntax and names (42), password (28), database (3D): messages without values of rows. */
	private static boolean quotesNothing(String state) {
		return state.startsWith("42") || state.startsWith("28") || state.startsWith("3D");
	}
}
