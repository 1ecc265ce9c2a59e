package muhurdar.orders;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringRow;
import muhurdar.api.OrderProgress;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Orders;
import muhurdar.api.Page;
import muhurdar.api.RowResult;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Consent;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderRules;
import muhurdar.domain.OrderState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/** Orders over the store: load, decide, save, ring. */
@Component
public final class OrderDesk implements Orders {

	private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

	private final Store store;
	private final Settings settings;
	private final Bell bell;
	private final Clock clock;

	@Activate
	public OrderDesk(@Reference Store store, @Reference Settings settings, @Reference Bell bell, @Reference Clock clock) {
		this.store = store;
		this.settings = settings;
		this.bell = bell;
		this.clock = clock;
	}

	/** Orders that nobody completed lapse at the start of the workstation. */
	@Activate
	void start() {
		Thread.ofPlatform().daemon().name("lapse").start(() -> {
			try {
				LOG.info("{} orders lapsed", lapse(Actor.SYSTEM));
			} catch (Refusal refusal) {
				// whoever asks for something is told
				LOG.info("whether orders lapse cannot be looked at: {}", refusal.why());
			} catch (RuntimeException e) {
				LOG.error("whether orders lapse could not be looked at", e);
			}
		});
	}

	@Override
	public Page<ExpiringRow> expiring(ExpiringQuery query, int from, int size, Actor by) {
		int months = settings.get(Settings.RENEWAL_MONTHS);
		return store.read(by, Right.SEE_ORDERS, tx -> new ExpiringList(tx, months).page(query, from, size));
	}

	@Override
	public List<RowResult<CertificateId, Order>> renew(List<CertificateId> certificates, KeyType keyType, Actor by) {
		int months = settings.get(Settings.RENEWAL_MONTHS);
		List<RowResult<CertificateId, Order>> results = new ArrayList<>();
		for (CertificateId certificate : certificates) {
			try {
				results.add(RowResult.done(certificate,
						enter(by, id -> tx -> new NewOrders(tx, id).renewal(certificate, keyType, months))));
			} catch (Refusal refusal) {
				results.add(RowResult.refused(certificate, refusal));
			}
		}
		return results;
	}

	@Override
	public Order replace(CertificateId certificate, KeyType keyType, String because, Actor by) {
		String reason = reason(because);
		return enter(by, id -> tx -> new NewOrders(tx, id).replacement(certificate, keyType, reason));
	}

	private Order enter(Actor by, Function<OrderId, Function<Tx, Order>> work) {
		OrderId id = new OrderId(Uuid7.next(clock.instant()));
		return rung(store.write(by, Right.ORDER, id, work.apply(id)));
	}

	@Override
	public Order approve(OrderId id, int version, Actor by) {
		return change(id, version, by, Right.APPROVE_ORDER, (tx, order) -> {
			Order approved = order.approve(tx.me(), tx.now());
			Optional<Refusal> no = Dossier.of(tx, order.holder()).approval(order, tx);
			if (no.isPresent()) {
				throw no.get();
			}
			return approved;
		});
	}

	@Override
	public Order recordConsent(OrderId id, int version, Consent consent, Actor by) {
		if (consent.reference().isBlank()) {
			throw new Refusal(Why.FIELD_MISSING, "reference");
		}
		return change(id, version, by, Right.RECORD_CONSENT, (tx, order) -> {
			// an order lapses without its form after so many months: an older form was signed for another one
			LocalDate oldest = tx.today().minusMonths(settings.get(Settings.LAPSE_MONTHS));
			if (consent.on().isAfter(tx.today()) || consent.on().isBefore(oldest)) {
				throw new Refusal(Why.FIELD_INVALID, "on", consent.on());
			}
			return order.consented(consent);
		});
	}

	@Override
	public Order incomplete(OrderId id, int version, String missing, Actor by) {
		return end(id, version, OrderState.INCOMPLETE, missing, Right.RECORD_CONSENT, by);
	}

	@Override
	public Order reject(OrderId id, int version, String because, Actor by) {
		return end(id, version, OrderState.REJECTED, because, Right.APPROVE_ORDER, by);
	}

	@Override
	public Order cancel(OrderId id, int version, String because, Actor by) {
		return end(id, version, OrderState.CANCELLED, because, Right.CANCEL_ORDER, by);
	}

	private Order end(OrderId id, int version, OrderState how, String because, Right right, Actor by) {
		String reason = reason(because);
		return change(id, version, by, right, (tx, order) -> {
			Order ended = order.end(how, reason);
			Optional<Refusal> made = OrderRules.cancellation(tx.cardsOfOrder(id));
			if (made.isPresent()) {
				throw made.get();
			}
			return ended;
		});
	}

	private Order change(OrderId id, int version, Actor by, Right right, BiFunction<Tx, Order, Order> move) {
		return rung(store.write(by, right, id,
				tx -> tx.orders().put(move.apply(tx, Scope.reached(tx, tx.orders().get(id, version))))));
	}

	private static String reason(String because) {
		if (because.isBlank()) {
			throw new Refusal(Why.REASON_MISSING);
		}
		return because.strip();
	}

	private Order rung(Order order) {
		bell.ring(Topics.ORDER, order.id());
		return order;
	}

	@Override
	public Page<OrderRow> search(OrderQuery query, int from, int size, Actor by) {
		String text = query.text();
		OrderQuery clean = new OrderQuery(query.state(), query.institution(),
				text == null || text.isBlank() ? null : text.strip(), query.openOnly());
		return store.read(by, Right.SEE_ORDERS,
				tx -> Scope.of(tx).page(institution -> tx.orderRows(clean, institution, from, size)));
	}

	@Override
	public Optional<Order> find(String number, Actor by) {
		return store.read(by, Right.SEE_ORDERS,
				tx -> tx.orderByNumber(number.strip().toUpperCase(Locale.ROOT)).map(order -> Scope.reached(tx, order)));
	}

	@Override
	public OrderProgress progress(OrderId id, Actor by) {
		return store.read(by, Right.SEE_ORDERS, tx -> Progress.of(tx, Scope.reached(tx, tx.orders().get(id))));
	}

	@Override
	public int lapse(Actor by) {
		int months = settings.get(Settings.LAPSE_MONTHS);
		List<Order> old = store.read(by, Right.SEE_ORDERS,
				tx -> tx.ordersBefore(OrderRules.lapsesBefore(tx.now(), months)));
		int lapsed = 0;
		for (Order order : old) {
			try {
				rung(store.write(by, Right.CANCEL_ORDER, order.id(), tx -> tx.orders()
						.put(tx.orders().get(order.id(), order.version()).end(OrderState.LAPSED,
								months + " ayda tamamlanmadı"))));
				lapsed++;
			} catch (Refusal refusal) {
				LOG.info("order {} did not lapse: {}", order.number(), refusal.why());
			}
		}
		return lapsed;
	}
}
