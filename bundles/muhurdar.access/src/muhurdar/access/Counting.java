package muhurdar.access;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Access.Count;
import muhurdar.api.Access.Counts;
import muhurdar.api.CertificateQuery;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringQuery.Standing;
import muhurdar.api.ReturnRow;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Right;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.User;

/** What waits for one person, perspective by perspective; nothing where the person has no say. */
final class Counting {

	private static final Count NONE = new Count(0, 0);
	/** A decision about an order that takes longer is late. */
	private static final Duration PAPER = Duration.ofDays(3);
	/** A card that is not made this many days before the old certificate ends comes late: the courier needs them. */
	private static final int COURIER_DAYS = 5;
	/** A reader return that is older is late. */
	private static final int RETURN_DAYS = 20;
	/** The two clocks of DOMAIN. */
	private static final Duration TO_EFFECT = Duration.ofHours(24);
	private static final Duration TO_PUBLICATION = Duration.ofMinutes(60);
	private static final Set<ShipmentState> TROUBLED = EnumSet.of(ShipmentState.ATTEMPT_FAILED,
			ShipmentState.DELIVERED_UNPROVEN, ShipmentState.REFUSED, ShipmentState.DAMAGED, ShipmentState.RETURNED,
			ShipmentState.RECALLED);
	private static final int MANY = 10_000;

	private final Tx tx;
	private final User me;
	private final int renewalMonths;
	private final @Nullable InstitutionId scope;
	private final boolean sees;

	Counting(Tx tx, User me, int renewalMonths) {
		this.tx = tx;
		this.me = me;
		this.renewalMonths = renewalMonths;
		scope = me.seesAll() ? null : me.institutionOn(tx.today());
		sees = me.seesAll() || scope != null;
	}

	Counts all() {
		return new Counts(orders(), production(), deliveries(), certificates(), readers());
	}

	/** Decisions for who approves, certificates to be renewed for who orders. */
	private Count orders() {
		if (sees && me.has(Right.APPROVE_ORDER)) {
			return new Count(tx.ordersBefore(tx.now().plusMillis(1)).size(), tx.ordersBefore(tx.now().minus(PAPER)).size());
		}
		return sees && me.has(Right.ORDER) ? new Count(orderable(renewalMonths), orderable(1)) : NONE;
	}

	private int orderable(int months) {
		return tx.expiringRows(new ExpiringQuery(months, null, Standing.ORDERABLE),
				OrderRules.lastEndWithin(tx.today(), months).plusDays(1), scope, 0, 1).total();
	}

	/** Approved orders without a card, soonest end first. */
	private Count production() {
		if (!me.has(Right.PRODUCE) && !me.has(Right.COUNT_BATCH)) {
			return NONE;
		}
		List<Order> waiting = tx.ordersWithoutCard(null, null, MANY);
		int late = 0;
		for (Order order : waiting) {
			Optional<Certificate> old = replaced(order);
			if (order.kind() == OrderKind.RENEWAL && old.isPresent()) {
				if (OrderRules.endOf(old.get()).isAfter(tx.today().plusDays(COURIER_DAYS))) {
					break;
				}
				late++;
			} else if (older(order.approved(), PAPER)) {
				late++;
			}
		}
		return new Count(waiting.size(), late);
	}

	private Optional<Certificate> replaced(Order order) {
		CertificateId old = order.replaces();
		return old == null ? Optional.empty() : tx.certificates().find(old);
	}

	/** Cards to be packed and parcels to be handed over for who packs; trouble for everybody who may know. */
	private Count deliveries() {
		if (!sees || !me.has(Right.SEE_SHIPMENTS)) {
			return NONE;
		}
		int troubled = TROUBLED.stream().mapToInt(this::parcels).sum();
		int todo = me.has(Right.PACK) ? tx.cardsWithoutParcel(0, 1).total() + parcels(ShipmentState.PACKED) : 0;
		return new Count(todo + troubled, troubled);
	}

	private int parcels(ShipmentState state) {
		return tx.shipmentRows(state, null, scope, 0, 1).total();
	}

	/** Requests that wait for a second person or for publication; for a holder: delivered and not opened yet. */
	private Count certificates() {
		if (me.seesAll() && me.has(Right.SEE_CERTIFICATES)) {
			List<StatusRequest> open = Stream
					.of(StatusRequestState.IDENTIFIED, StatusRequestState.DECIDED, StatusRequestState.SENT)
					.flatMap(state -> tx.statusRequestsIn(state).stream()).toList();
			return new Count(open.size(), (int) open.stream().filter(this::late).count());
		}
		HolderId own = me.holder();
		if (own == null || !me.has(Right.RESUME_OWN)) {
			return NONE;
		}
		long closed = tx.certificateRows(new CertificateQuery(CertificateState.SUSPENDED, null, null), null, own, 0, MANY)
				.rows().stream().filter(row -> row.delivered() && !row.certificate().expired(tx.now())).count();
		return new Count((int) closed, 0);
	}

	private boolean late(StatusRequest request) {
		return older(request.received(), TO_EFFECT) || older(request.decided(), TO_PUBLICATION);
	}

	private Count readers() {
		if (!sees || !me.has(Right.SEE_RETURNS)) {
			return NONE;
		}
		List<ReturnRow> open = tx.returnRows(null, scope, 0, MANY).rows();
		return new Count(open.size(), (int) open.stream().filter(row -> row.days() > RETURN_DAYS).count());
	}

	private boolean older(@Nullable Decision decision, Duration than) {
		return decision != null && decision.at().isBefore(tx.now().minus(than));
	}
}
