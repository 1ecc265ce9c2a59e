package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringQuery.Standing;
import muhurdar.api.ExpiringRow;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Page;
import muhurdar.domain.CardState;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderRules;
import muhurdar.domain.OrderStage;
import muhurdar.domain.ShipmentState;

/** Orders, and what the orders' lists show. */
final class OrderRows extends Table<OrderId, Order> {

	static final Kind<OrderId, Order> ORDER = new Kind<>("orders", Order.class, "t.ordered_at, t.id");

	private static final Mapping<Order> COLUMNS = ORDER.mapping();
	private static final Mapping<Holder> HOLDER = HolderRows.HOLDER.mapping();
	private static final Mapping<Certificate> CERTIFICATE = CertificateRows.CERTIFICATE.mapping();

	private static final String STAGE = "k.state, s.state, kc.state";
	private static final String STAGE_TABLES = " left join card k on k.live_order = o.id"
			+ " left join shipment s on s.order_id = o.id and s.live_card is not null"
			+ " left join certificate kc on kc.card_id = s.card_id and kc.state <> 'CA_REFUSED'";
	private static final String BY_CODE = "select id from orders where number = ?"
			+ " union select x.id from orders x join holder y on y.id = x.holder_id where y.identity_no = ?"
			+ " union select order_id from card where serial = ?"
			+ " union select order_id from card where shown = ?"
			+ " union select order_id from shipment where number = ?"
			+ " union select order_id from shipment where tracking_number = ?";
	private static final String ORDERED = "exists (select 1 from orders o where o.holder_id = c.holder_id"
			+ " and o.is_open = true)";
	private static final String ORDERABLE = "c.state = 'ISSUED'"
			+ " and exists (select 1 from holder h where h.id = c.holder_id and h.condition = 'ACTIVE' and h.given_name = c.given_name and h.surname = c.surname)"
			+ " and not exists (select 1 from certificate n where n.holder_id = c.holder_id and n.not_after > c.not_after"
			+ " and n.state in ('SUSPENDED', 'ISSUED'))";

	OrderRows(Work work) {
		super(work, ORDER);
	}

	@Override
	public Order put(Order changed) {
		Order order = super.put(changed);
		refresh(order.id());
		return order;
	}

	/** Derives again what depends on other records: {@code is_open} and {@code awaits_card}. */
	void refresh(OrderId id) {
		String open = "(o.state not in ('REJECTED', 'LAPSED', 'CANCELLED')"
				+ " and not exists (select 1 from shipment s where s.order_id = o.id and s.state = 'DELIVERED'))";
		String awaits = "(o.state = 'APPROVED' and not exists (select 1 from card k where k.live_order = o.id)"
				+ " and not exists (select 1 from shipment s where s.order_id = o.id"
				+ " and s.state in ('DELIVERED', 'DELIVERED_UNPROVEN')))";
		work.sql().update("update orders o set is_open = " + open + ", awaits_card = " + awaits
				+ " where o.id = ? and (o.is_open <> " + open + " or o.awaits_card <> " + awaits + ")", id);
	}

	Optional<Order> byNumber(String number) {
		return first("where t.number = ?", number);
	}

	List<Order> of(HolderId holder) {
		return list("where t.holder_id = ? order by t.ordered_at desc, t.id desc", holder);
	}

	List<Order> before(Instant orderedBefore) {
		return list("where t.is_open = true and t.ordered_at < ? and t.state <> 'APPROVED' order by t.ordered_at, t.id",
				orderedBefore);
	}

	/** A renewal is wanted when the old certificate ends, anything else at once. */
	List<Order> withoutCard(@Nullable KeyType keyType, @Nullable InstitutionId institution, int limit) {
		Where where = new Where().and("o.awaits_card = true").andIf(keyType, "o.key_type = ?")
				.andIf(institution, "o.institution_id = ?");
		return work.sql().list(COLUMNS::read, "select " + COLUMNS.select("o")
				+ " from orders o left join certificate c on c.id = o.replaces_id and o.kind = 'RENEWAL'" + where
				+ " order by coalesce(c.not_after, o.ordered_at), o.id fetch next ? rows only", where.arguments(limit));
	}

	Page<OrderRow> rows(OrderQuery query, @Nullable InstitutionId scope, int from, int size) {
		Where where = new Where().andIf(scope, "o.institution_id = ?").andIf(query.institution(), "o.institution_id = ?")
				.andIf(query.state(), "o.state = ?");
		if (query.openOnly()) {
			where.and("o.is_open = true");
		}
		Searched.by(where, "o", BY_CODE, query.text());
		return work.sql().page(OrderRows::row,
				COLUMNS.select("o") + ", " + HOLDER.select("h") + ", i.name, u.login, rc.not_after, " + STAGE,
				"orders o", " join holder h on h.id = o.holder_id join institution i on i.id = o.institution_id"
						+ " left join users u on u.id = o.ordered_by_id left join certificate rc on rc.id = o.replaces_id"
						+ STAGE_TABLES,
				where, "o.ordered_at desc, o.id desc", from, size);
	}

	private static OrderRow row(Row row) throws SQLException {
		Order order = COLUMNS.read(row);
		Holder holder = HOLDER.read(row);
		String institution = row.text();
		String login = row.next(String.class);
		Instant end = row.instant();
		return new OrderRow(order.id(), order.version(), order.number(), order.state(), order.kind(),
				stage(order, row), holder.id(), holder.fullName(), holder.maskedIdentityNo(), institution,
				order.keyType(), end == null ? null : LocalDate.ofInstant(end, OrderRules.ZONE), order.consent() != null,
				login == null ? "" : login, order.ordered().at(), order.note());
	}

	private static OrderStage stage(Order order, Row row) throws SQLException {
		CardState card = row.constant(CardState.class);
		ShipmentState shipment = row.constant(ShipmentState.class);
		CertificateState certificate = row.constant(CertificateState.class);
		return OrderStage.of(order, card, shipment, certificate);
	}

	Page<ExpiringRow> expiring(ExpiringQuery query, LocalDate until, @Nullable InstitutionId scope, int from, int size) {
		Where where = new Where().and("c.state not in ('REQUESTED', 'CA_REFUSED')").and("c.not_after >= ?", work.now())
				.and("c.not_after < ?", until.atStartOfDay(OrderRules.ZONE).toInstant())
				.andIf(scope, CertificateRows.OF_INSTITUTION).andIf(query.institution(), CertificateRows.OF_INSTITUTION);
		Standing standing = query.standing();
		if (standing != null) {
			where.and(switch (standing) {
			case ORDERED -> ORDERED;
			case ORDERABLE -> "not " + ORDERED + " and " + ORDERABLE;
			case NOT_POSSIBLE -> "not " + ORDERED + " and not (" + ORDERABLE + ")";
			});
		}
		return work.sql().page(OrderRows::expiringRow,
				CERTIFICATE.select("c") + ", " + HOLDER.select("h") + ", i.name, " + COLUMNS.select("o") + ", " + STAGE,
				"certificate c", " join holder h on h.id = c.holder_id join institution i on i.id = h.institution_id"
						+ " left join orders o on o.number = (select max(x.number) from orders x"
						+ " where x.holder_id = c.holder_id and x.is_open = true)"
						+ STAGE_TABLES,
				where, "c.not_after, c.sort_key, c.id", from, size);
	}

	private static ExpiringRow expiringRow(Row row) throws SQLException {
		Certificate certificate = CERTIFICATE.read(row);
		Holder holder = HOLDER.read(row);
		String institution = row.text();
		Order order = COLUMNS.readOrNull(row);
		return new ExpiringRow(certificate.id(), holder.id(), holder.fullName(), holder.maskedIdentityNo(), institution,
				OrderRules.endOf(certificate), holder.consentOn() != null, certificate.state(),
				order == null ? null : order.id(), order == null ? null : order.number(),
				order == null ? null : stage(order, row), null);
	}
}
