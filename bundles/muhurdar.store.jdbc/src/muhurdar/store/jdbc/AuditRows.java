package muhurdar.store.jdbc;

import java.util.List;

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
		List<AuditLine> lines = work.sql().list(LINE::read, "select " + LINE.select("a")
				+ " from audit a order by a.sequence desc offset ? rows fetch next ? rows only", from, size);
		return new Page<>(lines, from, work.sql().count("select count(*) from audit"));
	}
}
