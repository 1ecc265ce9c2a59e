package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import muhurdar.api.CertificateQuery;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.OrderQuery;
import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Tx;
import muhurdar.domain.*;

/** What the store promises, on either database. */
abstract class StoreContract {

	static final Instant NOW = Instant.parse("2026-03-02T21:30:00.123Z");

	JdbcStore store;

	abstract Database open() throws Exception;

	@BeforeEach
	void openStore() {
		store = another();
	}

	/** Another desk on the same database. */
	JdbcStore another() {
		return new JdbcStore(() -> {
			try {
				return open();
			} catch (RuntimeException e) {
				throw e;
			} catch (Exception e) {
				throw new IllegalStateException(e);
			}
		}, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@AfterEach
	void closeStore() throws Exception {
		store.close();
	}

	<T> T write(Function<Tx, T> work) {
		return store.write(Actor.SYSTEM, Right.RUN_DEMO, "test", work);
	}

	<T> T read(Function<Tx, T> work) {
		return store.read(Actor.SYSTEM, Right.RUN_DEMO, work);
	}

	static Why refused(Runnable what) {
		return assertThrows(Refusal.class, what::run).why();
	}

	private <I extends Id, R extends Record & Versioned<I>> void goesRound(Class<R> type, Function<Tx, Repository<I, R>> where) {
		R full = write(tx -> where.apply(tx).put(new RecordMaker(tx, 1).make(type, true)));
		R bare = write(tx -> where.apply(tx).put(new RecordMaker(tx, 2).make(type, false)));
		assertEquals(1, full.version());
		assertEquals(full, read(tx -> where.apply(tx).get(full.id())));
		assertEquals(bare, read(tx -> where.apply(tx).get(bare.id())));

		R emptied = write(tx -> where.apply(tx).put(new RecordMaker(tx, 3).make(type, false, full.id().value(), 1)));
		R filled = write(tx -> where.apply(tx).put(new RecordMaker(tx, 4).make(type, true, bare.id().value(), 1)));
		assertEquals(2, filled.version());
		assertEquals(emptied, read(tx -> where.apply(tx).get(full.id(), 2)));
		assertEquals(filled, read(tx -> where.apply(tx).get(bare.id(), 2)));
	}

	@Test
	void everyInstitutionComesBackAsItWasPut() {
		goesRound(Institution.class, Tx::institutions);
	}

	@Test
	void everyUserComesBackAsItWasPut() {
		goesRound(User.class, Tx::users);
	}

	@Test
	void everyHolderComesBackAsItWasPut() {
		goesRound(Holder.class, Tx::holders);
	}

	@Test
	void everyOrderComesBackAsItWasPut() {
		goesRound(Order.class, Tx::orders);
	}

	@Test
	void everyBatchComesBackAsItWasPut() {
		goesRound(Batch.class, Tx::batches);
	}

	@Test
	void everyCardComesBackAsItWasPut() {
		goesRound(Card.class, Tx::cards);
	}

	@Test
	void everyCertificateComesBackAsItWasPut() {
		goesRound(Certificate.class, Tx::certificates);
	}

	@Test
	void everyStatusRequestComesBackAsItWasPut() {
		goesRound(StatusRequest.class, Tx::statusRequests);
	}

	@Test
	void everyShipmentComesBackAsItWasPut() {
		goesRound(Shipment.class, Tx::shipments);
	}

	@Test
	void everyReaderReturnComesBackAsItWasPut() {
		goesRound(ReaderReturn.class, Tx::readerReturns);
	}

	@Test
	void everyListCanBeAskedForWithAndWithoutEachFilter() {
		InstitutionId scope = new InstitutionId(UUID.randomUUID());
		HolderId own = new HolderId(UUID.randomUUID());
		read(tx -> {
			for (String text : new String[] { null, "ayşe", "S-2026-000001" }) {
				assertEquals(0, tx.orderRows(new OrderQuery(null, null, text, false), null, 0, 10).total());
				assertEquals(0, tx.orderRows(new OrderQuery(OrderState.APPROVED, scope, text, true), scope, 0, 10).total());
				assertEquals(0, tx.certificateRows(new CertificateQuery(null, null, text), null, null, 0, 10).total());
				assertEquals(0, tx.certificateRows(new CertificateQuery(null, null, text), null, own, 0, 10).total());
				assertEquals(0, tx.certificateRows(new CertificateQuery(CertificateState.ISSUED, scope, text), scope, own, 0, 10).total());
				assertEquals(0, tx.shipmentRows(null, text, null, 0, 10).total());
				assertEquals(0, tx.shipmentRows(ShipmentState.PACKED, text, scope, 0, 10).total());
				assertEquals(0, tx.searchHolders(text == null ? "" : text, 10, scope).size());
			}
			for (ExpiringQuery.Standing standing : ExpiringQuery.Standing.values()) {
				assertEquals(0, tx.expiringRows(new ExpiringQuery(3, scope, standing), tx.today(), scope, 0, 10).total());
			}
			assertEquals(0, tx.returnRows(null, null, 0, 10).total());
			assertEquals(0, tx.returnRows(ReaderReturnState.REPORTED, scope, 0, 10).total());
			assertEquals(0, tx.batchRows(0, 10).total());
			assertEquals(0, tx.cardsWithoutParcel(0, 10).total());
			assertEquals(0, tx.cardsIn(CardState.IN_STOCK, 0, 10).total());
			assertEquals(List.of(), tx.ordersWithoutCard(null, null, 10));
			assertEquals(List.of(), tx.ordersWithoutCard(KeyType.EC_P256, scope, 10));
			assertEquals(List.of(), tx.ordersBefore(NOW));
			assertEquals(List.of(), tx.certificatesOfDeadCards());
			assertEquals(List.of(), tx.openItems(new BatchId(UUID.randomUUID())));
			assertEquals(List.of(), tx.statusRequestsIn(StatusRequestState.SENT));
			return tx.auditLines(0, 10).total();
		});
	}

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
}
