package muhurdar.store.jdbc;

import java.sql.SQLException;

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

	/** What to throw: somebody else was faster, or a fault. */
	static RuntimeException of(SQLException e) {
		String state = e.getSQLState() == null ? "" : e.getSQLState();
		return switch (state) {
		// unique, serialization, deadlock, lock timeout (PostgreSQL; H2), concurrent update (H2)
		case "23505", "40001", "40P01", "55P03", "HYT00", "90131" -> new Refusal(Why.CHANGED_MEANWHILE, "", java.time.Instant.now());
		default -> new SqlFault("SQLSTATE " + state + ", code " + e.getErrorCode() + (state.startsWith("42") ? ": " + e.getMessage() : ""));
		};
	}
}
