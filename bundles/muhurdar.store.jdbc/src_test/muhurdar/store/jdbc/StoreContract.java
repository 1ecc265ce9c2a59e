package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import muhurdar.api.spi.Tx;
import muhurdar.domain.*;

/** All that the store promises, on either database: desks side by side, numbers, schema; the rest is inherited. */
abstract class StoreContract extends RightsContract {

	@Test
	void numbersCountUpInEverySeriesAndYear() {
		assertEquals("S-2026-000001", write(tx -> tx.nextNumber(Tx.Series.S)));
		assertEquals("S-2026-000002", write(tx -> tx.nextNumber(Tx.Series.S)));
		assertEquals("P-2026-000001", write(tx -> tx.nextNumber(Tx.Series.P)));
		assertEquals(1, write(tx -> tx.nextCount("envelope")));
		assertEquals(2, write(tx -> tx.nextCount("envelope")));
	}

	@Test
	void aDemoStoreCanBeClearedAndFilledAgain() {
		assertEquals(Why.NOT_A_DEMO, refused(() -> store.clear(Actor.SYSTEM)));
		for (int round = 0; round < 2; round++) {
			write(tx -> {
				RecordMaker maker = new RecordMaker(tx, 1);
				tx.note("demo", "seeded", "yes");
				tx.readerReturns().put(maker.make(ReaderReturn.class, true));
				tx.statusRequests().put(maker.make(StatusRequest.class, true));
				return tx.users().put(maker.make(User.class, true));
			});
			assertTrue(store.demo());
			store.clear(Actor.SYSTEM);
			assertFalse(store.demo());
			assertEquals(List.of("system"), read(tx -> tx.users().all().stream().map(User::login).toList()));
		}
	}

	@Test
	void theChangeNumberMovesWithEveryWriteOfAnyDeskAndWithNoRead() {
		JdbcStore other = another();
		long before = store.changeNumber();
		other.readAudited(Actor.SYSTEM, Right.RUN_DEMO, "file", tx -> 1);
		assertEquals(before, store.changeNumber());
		other.write(Actor.SYSTEM, Right.RUN_DEMO, "x", tx -> 1);
		long after = store.changeNumber();
		assertTrue(after != before);
		store.clear(demo());
		assertTrue(store.changeNumber() != after);
		other.close();
	}

	private Actor demo() {
		write(tx -> {
			tx.note("demo", "seeded", "yes");
			return 1;
		});
		return Actor.SYSTEM;
	}

	@Test
	void sixteenReadersWriteTheirJournalsAndGetNumbersOfTheirOwnAtTheSameTime() throws Exception {
		int readers = 16;
		int steps = 12;
		long before = store.changeNumber();
		Set<String> numbers = ConcurrentHashMap.newKeySet();
		List<Callable<Integer>> work = new ArrayList<>();
		for (int i = 0; i < readers; i++) {
			work.add(() -> {
				Card card = write(tx -> new Fixture(tx).stock());
				for (int step = 0; step < steps; step++) {
					write(tx -> {
						tx.journal(new JournalEntry(0, card.id(), card.serial(), CardStep.KEY, Phase.BEFORE,
								tx.me().id(), tx.now(), null));
						numbers.add(tx.nextNumber(Tx.Series.G));
						return 1;
					});
				}
				return read(tx -> tx.journalOf(card.serial())).size();
			});
		}
		try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
			for (Future<Integer> written : threads.invokeAll(work)) {
				assertEquals(steps, written.get());
			}
		}
		assertEquals(readers * steps, numbers.size());
		assertEquals("G-2026-%06d".formatted(readers * steps + 1), write(tx -> tx.nextNumber(Tx.Series.G)));
		assertEquals(before + readers * (steps + 1) + 1, store.changeNumber());
	}

	@Test
	void anInterruptedThreadHurtsNobodyElse() throws Exception {
		AtomicInteger done = new AtomicInteger();
		Thread impatient = new Thread(() -> {
			while (done.get() < 50) {
				Thread.currentThread().interrupt();
				write(tx -> tx.nextCount("impatient"));
				done.incrementAndGet();
			}
		});
		impatient.start();
		impatient.join();
		assertEquals(50, done.get());
		assertEquals(51, write(tx -> tx.nextCount("impatient")));
	}

	/** True where writers take turns, so that two of them cannot wait for each other. */
	abstract boolean writersTakeTurns();

	@Test
	void ofTwoThatWaitForEachOtherOneIsToldThatThingsHaveChanged() throws Exception {
		assumeFalse(writersTakeTurns());
		write(tx -> tx.nextCount("a") + tx.nextCount("b"));
		CyclicBarrier bothHoldOne = new CyclicBarrier(2);
		List<Callable<String>> work = List.of(() -> takes("a", "b", bothHoldOne), () -> takes("b", "a", bothHoldOne));
		List<String> ends = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			for (Future<String> end : threads.invokeAll(work)) {
				ends.add(end.get());
			}
		}
		assertEquals(Set.of("done", "CHANGED_MEANWHILE"), Set.copyOf(ends));
		assertEquals(3, write(tx -> tx.nextCount("a")));
		assertEquals(3, write(tx -> tx.nextCount("b")));
	}

	private String takes(String first, String second, CyclicBarrier bothHoldOne) {
		try {
			return write(tx -> {
				tx.nextCount(first);
				try {
					bothHoldOne.await();
				} catch (InterruptedException | BrokenBarrierException e) {
					throw new IllegalStateException(e);
				}
				tx.nextCount(second);
				return "done";
			});
		} catch (Refusal no) {
			return no.why().name();
		}
	}

	@Test
	void aNewerOrAlteredSchemaIsRefused() throws SQLException {
		store.changeNumber();
		JdbcStore other = another();
		past("insert into schema_step values (999, 'V999', 'x', current_timestamp)");
		assertEquals(Why.STORE_SCHEMA, refused(other::changeNumber));
		past("delete from schema_step where number = 999");
		other.changeNumber();
		other.close();
		past("update schema_step set hash = 'x'");
		assertEquals(Why.STORE_SCHEMA, refused(another()::changeNumber));
	}

	@Test
	void anOlderSchemaIsBroughtForwardOnceAndOneStoppedHalfWayIsFinished() throws SQLException {
		store.changeNumber();
		List<Schema.Step> steps = new ArrayList<>(Schema.ours().steps());
		steps.add(new Schema.Step(2, "V002",
				"create table if not exists more (a integer);\n-- why\ncreate table if not exists yet_more (a integer);"));
		past("create table more (a integer)");
		try (Database database = open()) {
			new Schema(steps).apply(database);
			new Schema(steps).apply(database);
		}
		past("insert into yet_more values (1)");
		assertEquals(Why.STORE_SCHEMA, refused(another()::changeNumber));
	}

	@Test
	void aBatchThatRanBeforeThereWereDesksBelongsToTheDeskOfItsNote() throws SQLException {
		String batch = "01930000-0000-7000-8000-000000000001";
		String desk = "01930000-0000-4000-8000-000000000002";
		try (Database database = open()) {
			new Schema(List.of(Schema.ours().steps().getFirst())).apply(database);
		}
		past("insert into batch (id, version, number, state, key_type, planned_by_id, planned_at) values ('" + batch
				+ "', 1, 'P-2026-000009', 'RUNNING', 'EC_P256', '" + desk + "', current_timestamp)");
		past("insert into note (plugin, name, content) values ('cards', 'hall of " + batch + "', '" + desk + "')");
		Batch found = read(tx -> tx.batchByNumber("P-2026-000009")).orElseThrow();
		assertEquals(desk, String.valueOf(found.desk()));
		assertEquals("…00000002", read(tx -> tx.desks().get(found.desk())).shown());
		assertTrue(read(tx -> tx.note("cards", "hall of " + batch)).isEmpty());
	}

	@Test
	void openItemsGoToAnotherBatchWithTheirEnvelopesAndAreNotHeldAnyMore() {
		List<Batch> batches = write(tx -> List.of(new Fixture(tx).batch(), new Fixture(tx).batch()));
		BatchId from = batches.get(0).id();
		BatchId to = batches.get(1).id();
		List<BatchItem> items = write(tx -> {
			Fixture make = new Fixture(tx);
			Holder holder = make.holder("Ali", "Can", make.institution("K").id());
			List<BatchItem> made = new ArrayList<>();
			for (int i = 1; i <= 4; i++) {
				made.add(new BatchItem(from, make.approved(make.order(holder, OrderKind.NEW, null)).id(), i));
				tx.addItem(made.getLast());
			}
			make.reserved(tx.orders().get(made.getLast().order()), batches.get(0), 4);
			return made;
		});
		assertEquals(2, write(tx -> tx.moveOpenItems(from, to, 2)));
		assertEquals(List.of(items.get(0), items.get(3)), read(tx -> tx.itemsOf(from)));
		assertEquals(List.of(2, 3), read(tx -> tx.itemsOf(to)).stream().map(BatchItem::envelope).toList());
		assertTrue(write(tx -> tx.hold(items.get(0))));
		assertFalse(write(tx -> tx.hold(items.get(1))));
		assertEquals(1, write(tx -> tx.moveOpenItems(from, to, 9)));
		assertEquals(0, write(tx -> tx.moveOpenItems(from, to, 9)));
	}

	private void past(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url()); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}
}
