package muhurdar.store.jdbc;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Page;
import muhurdar.domain.AuditLine;
import muhurdar.domain.Outcome;
import muhurdar.domain.Right;
import muhurdar.domain.UserId;

/** The audit log: only ever appended to. */
final class AuditRows {

	private static final Mapping<AuditLine> LINE = new Mapping<>(AuditLine.class);

	private final Work work;

	AuditRows(Work work) {
		this.work = work;
	}

	void append(UserId user, Right right, String subject, Outcome outcome, @Nullable String detail) {
		work.sql().update("insert into audit (at, user_id, right_, subject, outcome, detail) values (?, ?, ?, ?, ?, ?)",
				work.now(), user, right, subject, outcome, detail);
	}

	Page<AuditLine> page(int from, int size) {
		return work.sql().page(LINE::read, LINE.select("a"), "audit a", "audit a", new Where(), "a.sequence desc", from, size);
	}
}
