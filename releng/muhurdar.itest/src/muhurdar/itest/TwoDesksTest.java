package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.CardJob;
import muhurdar.api.Cards;
import muhurdar.api.DataFolder;
import muhurdar.api.DeskRow;
import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchItem;
import muhurdar.domain.BatchState;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Desk;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;

/**
 * Two desks at one store, each with a data folder of its own: the product's production service made twice, as on two
 * computers. The cards are no chips: what a desk does to its cards is told by the test.
 */
class TwoDesksTest {

	@TempDir
	Path folders;
	private final ProductionLine line = new ProductionLine();
	private final Fixture fixture = line.fixture;
	private final List<Object> open = new ArrayList<>();
	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void close() throws Exception {
		threads.shutdown();
		for (Object desk : open) {
			call(desk, "close");
		}
	}

	/** Starts a desk over that folder: what it left half done is dealt with before it does anything else. */
	private Cards desk(String name) throws Exception {
		Path folder = Files.createDirectories(folders.resolve(name));
		DataFolder data = (first, more) -> inside(folder, first, more);
		Settings settings = new Settings() {
			@Override
			public <T> T get(Setting<T> setting) {
				return setting.equals(STORE_URL) ? setting.parse().apply("jdbc:postgresql:shared")
						: setting.equals(DESK_NAME) ? setting.parse().apply(name) : House.service(Settings.class).get(setting);
			}
		};
		Constructor<?> maker = line.cards.getClass().getConstructors()[0];
		Object desk = maker.newInstance(Stream.of(maker.getParameterTypes()).map(type -> type == DataFolder.class ? data
				: type == Settings.class ? settings : House.service(type)).toArray());
		Field authority = desk.getClass().getDeclaredField("authority");
		authority.setAccessible(true);
		authority.set(desk, House.service(CertificateAuthority.class));
		call(desk, "start");
		open.add(desk);
		Cards cards = (Cards) desk;
		cards.leftBehind(fixture.producer); // waits for the recovery
		return cards;
	}

	private static Path inside(Path folder, String first, String... more) {
		try {
			Path path = folder.resolve(Path.of(first, more));
			Files.createDirectories(path.getParent());
			return path;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void call(Object desk, String method) throws ReflectiveOperationException {
		Method called = desk.getClass().getDeclaredMethod(method);
		called.setAccessible(true);
		called.invoke(desk);
	}

	/** Its process ends in the middle of everything. */
	private void dies(Cards desk) throws Exception {
		open.remove(desk);
		call(desk, "close");
	}

	private ChipSerial blank() {
		ChipSerial serial = ChipSerial.of(Bytes.ofHex(UUID.randomUUID().toString().replace("-", "").substring(0, 24)).toArray());
		line.cards.receive(List.of(serial), ProductionLine.PROFILE, fixture.producer);
		return serial;
	}

	private Optional<CardJob> draw(Cards desk, Batch batch) {
		return desk.draw(batch.id(), blank(), ProductionLine.PROFILE, fixture.producer);
	}

	/** A card whose key may have been made. */
	private CardJob begun(Cards desk, Batch batch) {
		CardJob job = draw(desk, batch).orElseThrow();
		desk.begin(job.card(), CardStep.KEY, fixture.producer);
		return job;
	}

	private CardState state(CardJob job) {
		return fixture.read(tx -> tx.cards().get(job.card()).state());
	}

	private Set<OrderId> ordersOf(BatchId batch) {
		return new HashSet<>(fixture.read(tx -> tx.itemsOf(batch)).stream().map(BatchItem::order).toList());
	}

	private static Why why(Runnable refused) {
		return assertThrows(Refusal.class, refused::run).why();
	}

	@Test
	void aDeskThatStartsLeavesTheCardsOfTheOtherAloneAndDealsWithItsOwn() throws Exception {
		Cards a = desk("A");
		Batch batch = line.batch(line.orders(2));
		a.run(batch.id(), fixture.producer);
		CardJob job = begun(a, batch);
		Cards b = desk("B");
		assertTrue(b.leftBehind(fixture.producer).isEmpty());
		assertEquals(CardState.RESERVED, state(job));
		assertEquals(BatchState.RUNNING, line.again(batch).state());
		a.keyed(job.card(), Bytes.of((byte) 1), fixture.producer);
		assertEquals(CardState.KEYED, state(job));

		dies(a);
		Cards again = desk("A");
		assertEquals(1, again.leftBehind(fixture.producer).orElseThrow().spoiled());
		assertEquals(CardState.SPOILED, state(job));
		assertEquals(BatchState.PAUSED, line.again(batch).state());
	}

	@Test
	void aBatchBelongsToTheDeskThatStartedIt() throws Exception {
		Cards a = desk("A");
		Cards b = desk("B");
		Batch batch = line.batch(line.orders(2));
		a.run(batch.id(), fixture.producer);
		CardJob job = begun(a, batch);
		assertEquals(Why.BATCH_ELSEWHERE, why(() -> draw(b, batch)));
		assertEquals(Why.BATCH_ELSEWHERE, why(() -> b.pause(batch.id(), fixture.producer)));
		assertEquals(Why.BATCH_ELSEWHERE, why(() -> b.giveUp(job.serial(), "deneme", fixture.producer)));
		a.pause(batch.id(), fixture.producer);
		Refusal no = assertThrows(Refusal.class, () -> b.run(batch.id(), fixture.producer));
		assertEquals(List.of(batch.number(), "A"), no.arguments());
		assertEquals(CardState.RESERVED, state(job));
		DeskRow row = rowOf("A", b, batch);
		assertEquals(1, row.halfMade());
		assertEquals(List.of(), row.running());
		a.failed(job.card(), CardStep.KEY, "deneme", fixture.producer);
	}

	/** Of the desk that has the batch: there may be others of that name, from other tests. */
	private DeskRow rowOf(String name, Cards asked, Batch batch) {
		DeskRow row = asked.desks(fixture.supervisor).stream()
				.filter(each -> each.desk().id().equals(line.again(batch).desk())).findFirst().orElseThrow();
		assertEquals(name, row.desk().name());
		return row;
	}

	@Test
	void whatIsTakenOverWhileTheOtherDeskDrawsIsMadeOnceAndCountedOnce() throws Exception {
		Cards a = desk("A");
		Cards b = desk("B");
		List<Order> orders = line.orders(30);
		Batch batch = line.batch(orders);
		a.run(batch.id(), fixture.producer);
		var some = new CountDownLatch(4);
		Future<List<CardJob>> atA = threads.submit(() -> drawAll(a, batch, some));
		some.await();
		Batch taken = b.takeOver(batch.id(), 10, fixture.producer);
		b.run(taken.id(), fixture.producer);
		List<CardJob> atB = drawAll(b, taken, some);
		List<CardJob> all = Stream.concat(atA.get().stream(), atB.stream()).toList();
		assertEquals(30, all.size());
		assertEquals(Set.copyOf(orders.stream().map(Order::id).toList()), Set.copyOf(all.stream().map(CardJob::order).toList()));
		assertEquals(10, atB.size());
		assertEquals(batch.id(), taken.takenFrom());
		assertEquals(ordersOf(batch.id()), Set.copyOf(atA.get().stream().map(CardJob::order).toList()));
		assertEquals(ordersOf(taken.id()), Set.copyOf(atB.stream().map(CardJob::order).toList()));
		assertEquals(30, all.stream().map(CardJob::envelope).distinct().count());
		assertEquals(Why.NOTHING_TO_TAKE, why(() -> b.takeOver(batch.id(), 10, fixture.producer)));
		all.forEach(job -> line.cards.failed(job.card(), CardStep.DRAW, "deneme", fixture.producer));
	}

	private List<CardJob> drawAll(Cards desk, Batch batch, CountDownLatch each) {
		List<CardJob> jobs = new ArrayList<>();
		for (Optional<CardJob> job = draw(desk, batch); job.isPresent(); job = draw(desk, batch)) {
			jobs.add(job.get());
			each.countDown();
		}
		return jobs;
	}

	@Test
	void theLastOrderIsDrawnByOneOfTwoDesksThatStartAtOnce() throws Exception {
		Cards a = desk("A");
		Cards b = desk("B");
		for (int i = 0; i < 10; i++) {
			Order last = line.orders(1).getFirst();
			Batch batch = line.batch(List.of(last));
			Batch second = line.batch(line.orders(1));
			// planned at both desks in the same instant: neither saw the other's batch
			fixture.write(tx -> {
				tx.moveOpenItems(second.id(), batch.id(), 1);
				tx.addItem(new BatchItem(second.id(), last.id(), tx.nextCount("envelope")));
				return true;
			});
			OrderId other = fixture.read(tx -> tx.itemsOf(batch.id())).getLast().order();
			fixture.write(tx -> tx.orders().put(tx.orders().get(other).end(muhurdar.domain.OrderState.CANCELLED, "deneme")));
			a.run(batch.id(), fixture.producer);
			b.run(second.id(), fixture.producer);
			var together = new CyclicBarrier(2);
			Future<Optional<CardJob>> atA = threads.submit(() -> drawn(a, batch, together));
			Future<Optional<CardJob>> atB = threads.submit(() -> drawn(b, second, together));
			List<CardJob> jobs = Stream.of(atA.get(), atB.get()).flatMap(Optional::stream).toList();
			assertEquals(1, jobs.size());
			assertEquals(last.id(), jobs.getFirst().order());
			line.cards.failed(jobs.getFirst().card(), CardStep.DRAW, "deneme", fixture.producer);
			a.pause(batch.id(), fixture.producer);
			b.pause(second.id(), fixture.producer);
		}
	}

	private Optional<CardJob> drawn(Cards desk, Batch batch, CyclicBarrier together) throws Exception {
		ChipSerial serial = blank();
		together.await();
		return desk.draw(batch.id(), serial, ProductionLine.PROFILE, fixture.producer);
	}

	@Test
	void aDeskThatASupervisorGivesUpIsDealtWithAsAfterItsRestartAndItsOrdersAreMadeHere() throws Exception {
		Cards a = desk("A");
		Cards b = desk("B");
		Batch batch = line.batch(line.orders(2));
		a.run(batch.id(), fixture.producer);
		CardJob job = begun(a, batch);
		CardJob untouched = draw(a, batch).orElseThrow();
		Desk gone = rowOf("A", b, batch).desk();
		assertEquals(Why.NOT_ALLOWED, why(() -> b.giveUp(gone.id(), "yandı", fixture.producer)));
		assertEquals(Why.FIELD_MISSING, why(() -> b.giveUp(gone.id(), " ", fixture.supervisor)));
		assertEquals(Why.DESK_HERE, why(() -> a.giveUp(gone.id(), "yandı", fixture.supervisor)));
		Cards.Recovery done = b.giveUp(gone.id(), "yandı", fixture.supervisor);
		assertEquals(List.of(1, 1, 1), List.of(done.pausedBatches(), done.spoiled(), done.returnedToStock()));
		assertEquals(CardState.SPOILED, state(job));
		assertEquals(CardState.IN_STOCK, state(untouched));
		assertEquals(BatchState.PAUSED, line.again(batch).state());
		Desk now = rowOf("A", b, batch).desk();
		assertEquals("yandı", now.because());
		assertEquals(fixture.supervisor.user(), now.givenUp().by());
		assertTrue(fixture.read(tx -> tx.auditLines(0, 100)).rows().stream()
				.anyMatch(audited -> audited.right() == Right.GIVE_UP_DESK
						&& audited.subject().equals(gone.id().toString()) && audited.user().equals(fixture.supervisor.user())));

		// it was not dead after all
		assertEquals(Why.WRONG_STATE, why(() -> a.keyed(job.card(), Bytes.of((byte) 1), fixture.producer)));
		assertEquals(Why.WRONG_STATE, why(() -> draw(a, batch)));

		Batch taken = b.takeOver(batch.id(), 1000, fixture.producer);
		assertEquals(2, ordersOf(taken.id()).size());
		assertEquals(List.of(), fixture.read(tx -> tx.itemsOf(batch.id())));
		b.run(taken.id(), fixture.producer);
		CardJob second = draw(b, taken).orElseThrow();
		assertTrue(Arrays.asList(job.order(), untouched.order()).contains(second.order()));
		b.failed(second.card(), CardStep.DRAW, "deneme", fixture.producer);
		Card given = fixture.read(tx -> tx.cards().get(second.card()));
		assertEquals(CardState.IN_STOCK, given.state());
		b.pause(taken.id(), fixture.producer);
	}
}
