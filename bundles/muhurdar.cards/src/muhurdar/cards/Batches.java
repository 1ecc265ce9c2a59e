package muhurdar.cards;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import muhurdar.api.BatchCount;
import muhurdar.api.BatchPlan;
import muhurdar.api.BatchRow;
import muhurdar.api.Bell;
import muhurdar.api.CardRow;
import muhurdar.api.OnTable;
import muhurdar.api.Page;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.WaitingRow;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchItem;
import muhurdar.domain.BatchState;
import muhurdar.domain.Card;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.DeskId;
import muhurdar.domain.Holder;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;
import org.eclipse.jdt.annotation.Nullable;

/** Batches: planned, run, paused, counted, closed. */
final class Batches {

	/** Orders looked at when a batch is planned or the list of waiting ones is made. */
	private static final int MANY = 100_000;

	private final Store store;
	private final Bell bell;
	private final Clock clock;
	private final Settings settings;
	private final Hall hall;

	Batches(Store store, Bell bell, Clock clock, Settings settings, Hall hall) {
		this.store = store;
		this.bell = bell;
		this.clock = clock;
		this.settings = settings;
		this.hall = hall;
	}

	Page<WaitingRow> waiting(int from, int size, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> {
			Set<OrderId> planned = planned(tx);
			List<Order> all = tx.ordersWithoutCard(null, null, MANY).stream()
					.filter(order -> !planned.contains(order.id())).toList();
			List<WaitingRow> rows = all.stream().skip(from).limit(size).map(order -> row(tx, order)).toList();
			return new Page<>(rows, from, all.size());
		});
	}

	private WaitingRow row(Tx tx, Order order) {
		Holder holder = tx.holders().get(order.holder());
		Certificate old = old(tx, order);
		Optional<Refusal> no = producible(tx, order, holder);
		return new WaitingRow(order.id(), order.number(), holder.fullName(),
				tx.institutions().get(order.institution()).name(), order.keyType(),
				old == null ? null : OrderRules.endOf(old), no.isPresent() ? no.get() : null);
	}

	/** Why this order cannot be produced now, by DOMAIN's rules; nothing about who produces it. */
	Optional<Refusal> producible(Tx tx, Order order, Holder holder) {
		return OrderRules.production(order, holder, old(tx, order), tx.certificatesOf(order.holder()), tx.now(),
				settings.get(Settings.PRODUCTION_LEAD));
	}

	static @Nullable Certificate old(Tx tx, Order order) {
		CertificateId replaces = order.replaces();
		return replaces == null ? null : tx.certificates().get(replaces);
	}

	private static Set<OrderId> planned(Tx tx) {
		var orders = new HashSet<OrderId>();
		for (BatchState state : List.of(BatchState.PLANNED, BatchState.RUNNING, BatchState.PAUSED)) {
			tx.batchesIn(state).forEach(batch -> tx.itemsOf(batch.id()).forEach(item -> orders.add(item.order())));
		}
		return orders;
	}

	Batch plan(BatchPlan plan, Actor by) {
		var id = new BatchId(Uuid7.next(clock.instant()));
		Batch batch = store.write(by, Right.PLAN_BATCH, id, tx -> {
			List<Order> orders = plan.orders().isEmpty() ? chosen(tx, plan) : named(tx, plan);
			if (orders.isEmpty()) {
				throw new Refusal(Why.NOTHING_TO_PRODUCE);
			}
			Batch planned = tx.batches().put(Batch.plan(id, tx.nextNumber(Tx.Series.P), plan.keyType(),
					new Decision(by.user(), tx.now())));
			orders.forEach(order -> tx.addItem(new BatchItem(id, order.id(), tx.nextCount("envelope"))));
			return planned;
		});
		bell.ring(Topics.CARD, id);
		return batch;
	}

	private List<Order> chosen(Tx tx, BatchPlan plan) {
		Set<OrderId> elsewhere = planned(tx);
		return tx.ordersWithoutCard(plan.keyType(), plan.institution(), MANY).stream()
				.filter(order -> !elsewhere.contains(order.id()))
				.filter(order -> wantedBy(order, old(tx, order), plan.until()))
				.filter(order -> producible(tx, order, tx.holders().get(order.holder())).isEmpty())
				.limit(plan.atMost()).toList();
	}

	/** A renewal is wanted when the old certificate ends, everything else at once. */
	static boolean wantedBy(Order order, @Nullable Certificate old, @Nullable LocalDate until) {
		return until == null || old == null || order.kind() != OrderKind.RENEWAL || !OrderRules.endOf(old).isAfter(until);
	}

	private List<Order> named(Tx tx, BatchPlan plan) {
		Set<OrderId> elsewhere = planned(tx);
		Set<OrderId> free = new HashSet<>();
		tx.ordersWithoutCard(plan.keyType(), plan.institution(), MANY).forEach(order -> free.add(order.id()));
		return plan.orders().stream().distinct().limit(plan.atMost()).map(id -> {
			Order order = tx.orders().get(id);
			producible(tx, order, tx.holders().get(order.holder())).ifPresent(no -> {
				throw no;
			});
			if (elsewhere.contains(id) || !free.contains(id)) {
				throw new Refusal(Why.OPEN_ORDER, order.number());
			}
			return order;
		}).toList();
	}

	Page<BatchRow> list(int from, int size, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.batchRows(from, size));
	}

	Optional<Batch> find(String number, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.batchByNumber(number));
	}

	List<CardRow> cardsOf(BatchId batch, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.cardsOfBatch(batch).stream().map(card -> row(tx, card)).toList());
	}

	private static CardRow row(Tx tx, Card card) {
		OrderId id = card.order();
		if (id == null) {
			return new CardRow(card, "", "");
		}
		Order order = tx.orders().get(id);
		return new CardRow(card, tx.holders().get(order.holder()).fullName(), order.number());
	}

	int remaining(BatchId batch, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.openItems(batch).size());
	}

	Batch run(BatchId id, Actor by) {
		hall.mustBeOurs();
		return move(id, Right.PRODUCE, by, (tx, batch) -> {
			hall.mustBeHere(tx, batch);
			return batch.run(hall.seen(tx), new Decision(by.user(), tx.now()));
		});
	}

	Batch pause(BatchId id, Actor by) {
		return move(id, Right.PRODUCE, by, (tx, batch) -> {
			hall.mustBeHere(tx, batch);
			return batch.pause();
		});
	}

	/**
	 * The orders that have no card yet go into a new batch, with their envelopes. A draw at the other desk and this wait
	 * for each other at the item: what is drawn first stays there, what is moved first is not found there any more.
	 */
	Batch takeOver(BatchId from, int atMost, Actor by) {
		var id = new BatchId(Uuid7.next(clock.instant()));
		Batch taken = store.write(by, Right.PLAN_BATCH, id, tx -> {
			Batch other = tx.batches().get(from);
			if (other.state() != BatchState.RUNNING && other.state() != BatchState.PAUSED) {
				throw new Refusal(Why.WRONG_STATE, other.state(), BatchState.PAUSED);
			}
			DeskId desk = other.desk();
			if (desk != null && hall.isHere(desk)) {
				throw new Refusal(Why.DESK_HERE, tx.desks().get(desk).shown());
			}
			Batch fresh = tx.batches().put(other.takeOver(id, tx.nextNumber(Tx.Series.P), new Decision(by.user(), tx.now())));
			if (tx.moveOpenItems(from, id, atMost) == 0) {
				throw new Refusal(Why.NOTHING_TO_TAKE, other.number());
			}
			return fresh;
		});
		bell.ring(Topics.CARD, from);
		bell.ring(Topics.CARD, id);
		return taken;
	}

	Batch cancel(BatchId id, Actor by) {
		return move(id, Right.PLAN_BATCH, by, (tx, batch) -> {
			tx.cardsDrawnFor(id).forEach(card -> tx.undrawn(id, card.id()));
			return left(tx, batch.cancel());
		});
	}

	BatchCount tally(BatchId id, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> Counting.tally(tx, tx.batches().get(id)));
	}

	Batch count(BatchId id, OnTable table, Actor by) {
		return move(id, Right.COUNT_BATCH, by, (tx, batch) -> {
			BatchCount count = Counting.tally(tx, batch);
			Counting.mustAgree(tx, count, table);
			tx.remark(count.equation());
			return batch.count(new Decision(by.user(), tx.now()));
		});
	}

	List<Card> declareMissing(BatchId id, List<ChipSerial> serials, Actor by) {
		return store.write(by, Right.COUNT_BATCH, id, tx -> {
			Batch batch = tx.batches().get(id);
			if (batch.state() != BatchState.RUNNING && batch.state() != BatchState.PAUSED) {
				throw new Refusal(Why.WRONG_STATE, batch.state(), BatchState.PAUSED);
			}
			BatchCount count = Counting.tally(tx, tx.batches().put(batch));
			List<Card> gone = serials.stream().distinct().map(serial -> Counting.declare(tx, count, serial)).toList();
			tx.remark("missing " + String.join(" ", gone.stream().map(card -> card.serial().shown()).toList()));
			return gone;
		});
	}

	/** The second signature, when every spoiled card of the batch is in the safe. */
	Batch close(BatchId id, Actor by) {
		return move(id, Right.COUNT_BATCH, by, (tx, batch) -> {
			Batch closed = batch.close(new Decision(by.user(), tx.now()));
			BatchCount count = Counting.tally(tx, batch);
			Counting.mustBeInSafe(count);
			tx.remark(count.equation());
			return left(tx, closed);
		});
	}

	/** Cards that were kept for it and not used go back to stock. */
	private static Batch left(Tx tx, Batch ended) {
		tx.cardsOfBatch(ended.id()).stream().filter(Card::kept).forEach(card -> tx.cards().put(card.release(tx.now())));
		return ended;
	}

	/** Pauses what those desks left RUNNING. */
	int pauseLeftBehind(Predicate<DeskId> desks, Actor by) {
		List<BatchId> left = store.read(by, Right.RECOVER, tx -> tx.batchesIn(BatchState.RUNNING).stream()
				.filter(batch -> runsAt(batch, desks)).map(Batch::id).toList());
		left.forEach(id -> move(id, Right.RECOVER, by, (tx, batch) -> batch.pause()));
		return left.size();
	}

	private static boolean runsAt(Batch batch, Predicate<DeskId> desks) {
		DeskId desk = batch.desk();
		return desk != null && desks.test(desk);
	}

	private Batch move(BatchId id, Right right, Actor by, BiFunction<Tx, Batch, Batch> change) {
		Batch moved = store.write(by, right, id, tx -> tx.batches().put(change.apply(tx, tx.batches().get(id))));
		bell.ring(Topics.CARD, id);
		return moved;
	}
}
