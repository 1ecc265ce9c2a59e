package muhurdar.orders;

import java.time.LocalDate;
import java.util.Optional;

import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringQuery.Standing;
import muhurdar.api.ExpiringRow;
import muhurdar.api.Page;
import muhurdar.api.spi.Tx;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Certificates by end date; each row says why it cannot be renewed, if it cannot. */
record ExpiringList(Tx tx, int renewalMonths) {

	private static final int LONGEST = 12;

	Page<ExpiringRow> page(ExpiringQuery query, int from, int size) {
		if (query.months() < 1 || query.months() > LONGEST) {
			throw new Refusal(Why.FIELD_INVALID, "months", query.months());
		}
		// what ends later than the rule allows is not orderable, however far the list looks
		int months = query.standing() == Standing.ORDERABLE ? Math.min(query.months(), renewalMonths) : query.months();
		LocalDate until = OrderRules.lastEndWithin(tx.today(), months).plusDays(1);
		Page<ExpiringRow> page = Scope.of(tx)
				.page(institution -> tx.expiringRows(query, until, institution, from, size));
		return new Page<>(page.rows().stream().map(this::judged).toList(), page.from(), page.total());
	}

	private ExpiringRow judged(ExpiringRow row) {
		if (row.openOrder() != null) {
			return row;
		}
		Optional<Refusal> no = Dossier.of(tx, row.holder()).renewal(tx.certificates().get(row.certificate()), tx,
				renewalMonths);
		return new ExpiringRow(row.certificate(), row.holder(), row.name(), row.maskedIdentityNo(), row.institution(),
				row.end(), row.consent(), row.state(), row.order(), row.openOrder(), row.stage(),
				no.isPresent() ? no.get() : null);
	}
}
