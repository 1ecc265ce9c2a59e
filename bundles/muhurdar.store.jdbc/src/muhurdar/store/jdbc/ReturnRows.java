package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Page;
import muhurdar.api.ReturnRow;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.OrderRules;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.ReaderReturnId;
import muhurdar.domain.ReaderReturnState;

/** Card readers with a fault. */
final class ReturnRows extends Table<ReaderReturnId, ReaderReturn> {

	static final Kind<ReaderReturnId, ReaderReturn> READER_RETURN = new Kind<>("reader_return", ReaderReturn.class,
			"t.reported_at, t.id");

	ReturnRows(Work work) {
		super(work, READER_RETURN);
	}

	Optional<ReaderReturn> byNumber(String number) {
		return first("where t.number = ?", number);
	}

	List<ReaderReturn> of(HolderId holder) {
		return list("where t.holder_id = ? order by t.reported_at desc, t.id desc", holder);
	}

	Page<ReturnRow> rows(@Nullable ReaderReturnState state, @Nullable InstitutionId scope, int from, int size) {
		Where where = new Where().andIf(scope, "r.institution_id = ?");
		if (state == null) {
			where.and("r.state not in ('SOLVED', 'CLOSED', 'NEVER_ARRIVED')");
		} else {
			where.and("r.state = ?", state);
		}
		return work.sql().page(this::row, READER_RETURN.mapping().select("r") + ", i.name, h.given_name, h.surname",
				"reader_return r", " join institution i on i.id = r.institution_id left join holder h on h.id = r.holder_id",
				where, "r.reported_at, r.id", from, size);
	}

	private ReturnRow row(Row row) throws SQLException {
		ReaderReturn reader = READER_RETURN.mapping().read(row);
		String institution = row.text();
		String given = row.next(String.class);
		String surname = row.next(String.class);
		Instant reported = reader.reported().at();
		int days = (int) ChronoUnit.DAYS.between(LocalDate.ofInstant(reported, OrderRules.ZONE), work.today());
		return new ReturnRow(reader, institution, given == null ? null : given + " " + surname, days);
	}
}
