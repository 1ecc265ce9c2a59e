package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

import muhurdar.domain.Id;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** What a transaction's parts share. */
record Work(Sql sql, Instant now, boolean writes) {

	LocalDate today() {
		return LocalDate.ofInstant(now, OrderRules.ZONE);
	}

	void mustWrite() {
		if (!writes) {
			throw new IllegalStateException("a read does not write");
		}
	}

	/** Somebody was faster; who and when is looked up in the audit log. */
	Refusal changed(Id id) {
		return sql.first(row -> new Refusal(Why.CHANGED_MEANWHILE, row.text(), at(row)),
				"select u.login, a.at from audit a join users u on u.id = a.user_id where a.subject = ? and a.outcome = 'DONE'"
						+ " order by a.sequence desc fetch next 1 rows only",
				id.toString()).orElseGet(() -> new Refusal(Why.CHANGED_MEANWHILE, "", now));
	}

	private Instant at(Row row) throws SQLException {
		Instant at = row.instant();
		return at == null ? now : at;
	}
}
