package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import muhurdar.api.BatchPlan;
import muhurdar.api.Bench;
import muhurdar.api.Bench.Show;
import muhurdar.api.Cards;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.Card;
import muhurdar.domain.Certificate;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Decision;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.UserId;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/** Approved orders, a batch of them, and hands that do at the simulated readers what the tiles say. */
final class ProductionLine {

	static final KeyType TYPE = KeyType.EC_P256;
	/** Of the simulated cards: they are of one type in one run of the tests. */
	static final String PROFILE = System.getProperty("muhurdar.simulator.type", "akis");
	private static final Set<Show> ACTED_ON = Set.of(Show.PUT_IN, Show.TAKE_OUT, Show.FAILED);
	private static final Duration LONG = Duration.ofMinutes(2);

	final Fixture fixture = new Fixture();
	final Cards cards = House.service(Cards.class);
	final Bench bench = House.service(Bench.class);
	final SimulatedHands hands = House.service(SimulatedHands.class);
	private final Map<String, Instant> obeyed = new HashMap<>();
	/** Is told of every reader that is about to get a new card. */
	Consumer<ReaderName> onSwap = reader -> {
		// most tests plan no trouble
	};
	/** Is told of every reader that is about to get a half-made card again. */
	Consumer<ReaderName> onPutBack = onSwap;

	List<Order> orders(int n) {
		List<Order> orders = new ArrayList<>();
		for (int i = 0; i < n; i++) {
			orders.add(order(OrderKind.NEW, null, fixture.officer.user()));
		}
		return orders;
	}

	Order order(OrderKind kind, Certificate replaces, UserId orderer) {
		return order(fixture.person(), kind, replaces, orderer);
	}

	Order order(Fixture.Person person, OrderKind kind, Certificate replaces, UserId orderer) {
		return fixture.write(tx -> tx.orders().put(Order
				.submit(new OrderId(Uuid7.next(tx.now())), tx.nextNumber(Tx.Series.S), kind, person.holder(),
						replaces == null ? null : replaces.id(), TYPE, new Consent(ConsentKind.PAPER_FORM, tx.today(), "F-1"),
						new Decision(orderer, tx.now()))
				.approve(tx.users().get(fixture.operator.user()), tx.now())));
	}

	Batch batch(List<Order> orders) {
		return cards.plan(new BatchPlan(TYPE, null, orders.stream().map(Order::id).toList(), 1000), fixture.producer);
	}

	/** So many new blank cards in the box, and all of the box in stock. */
	void blanks(int n) {
		hands.makeBlank(n);
		cards.receive(hands.box(), PROFILE, fixture.producer);
	}

	/** Makes the cards of these batches, all at once, until the runs end by themselves. */
	void run(BatchId... batches) throws InterruptedException {
		for (BatchId batch : batches) {
			bench.start(batch, fixture.producer);
		}
		long end = System.nanoTime() + LONG.toNanos();
		while (!bench.awaitEnd(Duration.ofMillis(10))) {
			assertTrue(System.nanoTime() < end, () -> "still " + bench.run() + bench.tiles());
			bench.tiles().forEach(this::obey);
		}
	}

	private void obey(Bench.Tile tile) {
		boolean fresh = !tile.since().equals(obeyed.put(tile.reader(), tile.since()));
		if (tile.show() != Show.PUT_BACK && !(fresh && ACTED_ON.contains(tile.show()))) {
			return;
		}
		ReaderName reader = new ReaderName("simulated", tile.reader());
		try {
			if (overtaken(tile, hands.cardIn(reader))) {
				return;
			}
			hands.remove(reader);
			if (tile.show() == Show.PUT_BACK) {
				putBack(reader, tile.serial());
				return;
			}
			if (tile.refusal() != null && tile.refusal().why() == Why.CARD_COMES_BACK) {
				return;
			}
			onSwap.accept(reader);
			hands.swap(reader);
		} catch (ReaderFault notSimulated) {
			// a reader of the test's own has nobody to feed it
			obeyed.put(tile.reader(), tile.since());
		}
	}

	/** Told of a card that is not there any more, or to put one in where one is. */
	private static boolean overtaken(Bench.Tile tile, Optional<ChipSerial> inside) {
		return tile.show() == Show.PUT_IN ? inside.isPresent()
				: tile.show() == Show.PUT_BACK ? inside.equals(Optional.of(tile.serial()))
						: tile.serial() != null && !inside.equals(Optional.of(tile.serial()));
	}

	/** Several readers may ask for the same card, also while it is still in the one that lost it. */
	private void putBack(ReaderName reader, ChipSerial card) {
		boolean free = bench.runs().stream().anyMatch(run -> run.awaited().contains(card)) && bench.tiles().stream()
				.noneMatch(tile -> hands.cardIn(new ReaderName("simulated", tile.reader())).equals(Optional.of(card)));
		if (free) {
			onPutBack.accept(reader);
			hands.insert(reader, card);
		}
	}

	List<Card> cardsOf(Batch batch) {
		return fixture.read(tx -> tx.cardsOfBatch(batch.id()));
	}

	Certificate certificate(Card card) {
		return fixture.read(tx -> tx.certificateOfCard(card.id())).orElseThrow();
	}

	Batch again(Batch batch) {
		return fixture.read(tx -> tx.batches().get(batch.id()));
	}
}
