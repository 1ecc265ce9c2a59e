package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import muhurdar.api.BatchRow;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringQuery.Standing;
import muhurdar.api.ExpiringRow;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Page;
import muhurdar.api.ShipmentRow;
import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Tx;
import muhurdar.domain.*;

/** What the store promises, on either database. */
abstract class StoreContract {

	static final Instant NOW = Instant.parse("2026-03-02T21:30:00.123Z");

	JdbcStore store;

	abstract Database open();

	/** For a look past the store. */
	abstract String url();

	@BeforeEach
	void openStore() {
		store = another();
	}

	/** Another desk on the same database. */
	JdbcStore another() {
		return new JdbcStore(this::open, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@AfterEach
	void closeStore() {
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

	private Actor actor(Role... roles) {
		return actor(null, roles);
	}

	private Actor actor(InstitutionId institution, Role... roles) {
		return new Actor(write(tx -> new Fixture(tx).user("u" + UUID.randomUUID(), institution, roles)).id(), UUID.randomUUID());
	}

	private List<AuditLine> audit() {
		return read(tx -> tx.auditLines(0, 100).rows());
	}

	@Test
	void theSecondOfTwoDesksIsRefusedAndToldWhoWasFaster() {
		JdbcStore other = another();
		Actor ayse = new Actor(write(tx -> new Fixture(tx).user("ayse", null, Role.ADMINISTRATOR)).id(), UUID.randomUUID());
		Institution before = write(tx -> new Fixture(tx).institution("Kurum"));
		other.write(ayse, Right.RUN_DEMO, before.id(), tx -> tx.institutions().put(tx.institutions().get(before.id(), 1)));

		Refusal no = assertThrows(Refusal.class, () -> write(tx -> tx.institutions().put(before)));
		assertEquals(Why.CHANGED_MEANWHILE, no.why());
		assertEquals(List.of("ayse", NOW), no.arguments());
		assertEquals(Why.CHANGED_MEANWHILE, refused(() -> read(tx -> tx.institutions().get(before.id(), 1))));
		assertEquals(2, read(tx -> tx.institutions().get(before.id())).version());
		other.close();
	}

	@Test
	void aRecordThatIsNotThereIsNotFound() {
		assertEquals(Why.NOT_FOUND, refused(() -> read(tx -> tx.orders().get(new OrderId(UUID.randomUUID())))));
	}

	@Test
	void nobodyUnknownAndNobodyWithoutTheRightGetsIn() {
		Actor nobody = new Actor(new UserId(UUID.randomUUID()), UUID.randomUUID());
		Actor officer = actor(Role.OFFICER);
		assertEquals(Why.NOT_ALLOWED, refused(() -> store.read(nobody, Right.SEE_ORDERS, tx -> 1)));
		assertEquals(Why.NOT_ALLOWED, refused(() -> store.write(officer, Right.APPROVE_ORDER, "S-1", tx -> 1)));
		assertEquals(1, store.read(officer, Right.SEE_ORDERS, tx -> 1));

		List<AuditLine> lines = audit();
		assertEquals(List.of("REFUSED NOT_ALLOWED APPROVE_ORDER S-1", "REFUSED NOT_ALLOWED SEE_ORDERS "),
				lines.stream().limit(2).map(StoreContract::words).toList());
		assertEquals(nobody.user(), lines.get(1).user());
	}

	private static String words(AuditLine line) {
		return line.outcome() + " " + line.detail() + " " + line.right() + " " + line.subject();
	}

	@Test
	void everyAttemptToWriteIsInTheAuditLogAndAnUnsuccessfulOneChangesNothing() {
		Institution kept = write(tx -> new Fixture(tx).institution("Kurum"));
		assertEquals(Why.OWN_CARD, refused(() -> store.write(Actor.SYSTEM, Right.RUN_DEMO, "a", tx -> {
			new Fixture(tx).institution("Refused");
			throw new Refusal(Why.OWN_CARD);
		})));
		assertThrows(ArithmeticException.class, () -> store.write(Actor.SYSTEM, Right.RUN_DEMO, "b", tx -> {
			new Fixture(tx).institution("Failed");
			throw new ArithmeticException("Ayşe");
		}));
		assertEquals(List.of(kept), read(tx -> tx.institutions().all()));
		assertEquals(List.of("FAILED java.lang.ArithmeticException RUN_DEMO b", "REFUSED OWN_CARD RUN_DEMO a", "DONE null RUN_DEMO test"),
				audit().stream().map(StoreContract::words).toList());
	}

	@Test
	void plainReadsAreAuditedOnlyWhenRefused() {
		read(tx -> tx.institutions().all());
		store.readAudited(Actor.SYSTEM, Right.RUN_DEMO, "file", tx -> 1);
		refused(() -> store.readAudited(Actor.SYSTEM, Right.RUN_DEMO, "file", tx -> {
			throw new Refusal(Why.NOT_YOURS);
		}));
		refused(() -> read(tx -> tx.institutions().get(new InstitutionId(UUID.randomUUID()))));
		assertEquals(List.of("REFUSED NOT_FOUND RUN_DEMO ", "REFUSED NOT_YOURS RUN_DEMO file", "DONE null RUN_DEMO file"),
				audit().stream().map(StoreContract::words).toList());
	}

	@Test
	void aStoreCallWithinAStoreCallIsAFaultAndSoIsAWriteWithinARead() {
		assertThrows(IllegalStateException.class, () -> read(tx -> read(inner -> 1)));
		assertThrows(IllegalStateException.class, () -> read(tx -> new Fixture(tx).institution("Kurum")));
		assertThrows(IllegalStateException.class, () -> read(tx -> tx.nextCount("x")));
		assertThrows(IllegalStateException.class, () -> read(tx -> {
			tx.note("p", "k", "v");
			return 1;
		}));
		assertEquals(List.of(), read(tx -> tx.institutions().all()));
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
	void thereIsOneLiveCardPerOrderOneCardPerChipAndOneLiveParcelPerCard() {
		Order order = write(tx -> {
			Fixture make = new Fixture(tx);
			return make.approved(make.order(make.holder("Ali", "Can", make.institution("K").id()), OrderKind.NEW, null));
		});
		Batch batch = write(tx -> new Fixture(tx).batch());
		Card first = write(tx -> new Fixture(tx).reserved(order, batch, 1));
		assertEquals(Why.CHANGED_MEANWHILE, refused(() -> write(tx -> new Fixture(tx).reserved(order, batch, 2))));
		assertEquals(Why.CHANGED_MEANWHILE,
				refused(() -> write(tx -> tx.cards().put(Card.stock(new CardId(UUID.randomUUID()), first.serial(), "akis", NOW)))));

		write(tx -> tx.cards().put(first.spoil("x", NOW)));
		Card second = write(tx -> new Fixture(tx).checked(new Fixture(tx).reserved(order, batch, 2)));
		Shipment parcel = write(tx -> new Fixture(tx).packed(order, second));
		assertEquals(Why.CHANGED_MEANWHILE, refused(() -> write(tx -> new Fixture(tx).packed(order, second))));
		write(tx -> tx.shipments().put(parcel.to(ShipmentState.UNPACKED, new Fixture(tx).by())));
		Shipment again = write(tx -> new Fixture(tx).packed(order, second));
		assertEquals(Optional.of(again), read(tx -> tx.shipmentOfCard(second.id())));
	}

	@Test
	void anOrderIsFollowedFromApprovalToItsOpenedCertificate() {
		Holder holder = write(tx -> new Fixture(tx).holder("Ali", "Can", new Fixture(tx).institution("K").id()));
		Order submitted = write(tx -> new Fixture(tx).order(holder, OrderKind.NEW, null));
		assertStage(OrderStage.ORDERED, submitted, false, true);
		Order order = write(tx -> new Fixture(tx).approved(submitted));
		assertStage(OrderStage.APPROVED, order, true, true);

		Batch batch = write(tx -> {
			Batch planned = new Fixture(tx).batch();
			tx.addItem(new BatchItem(planned.id(), order.id(), 7));
			return planned;
		});
		assertEquals(List.of(new BatchItem(batch.id(), order.id(), 7)), read(tx -> tx.openItems(batch.id())));
		Card drawn = write(tx -> new Fixture(tx).reserved(order, batch, 7));
		assertStage(OrderStage.IN_PRODUCTION, order, false, true);
		assertEquals(List.of(), read(tx -> tx.openItems(batch.id())));
		write(tx -> tx.cards().put(drawn.release(NOW)));
		assertStage(OrderStage.APPROVED, order, true, true);
		assertEquals(1, read(tx -> tx.openItems(batch.id())).size());

		Card spoiled = write(tx -> new Fixture(tx).reserved(order, batch, 7));
		Certificate orphan = write(tx -> {
			Certificate old = new Fixture(tx).certificate(holder, CertificateState.SUSPENDED, NOW.plusSeconds(9));
			return tx.certificates().put(of(old, order, spoiled));
		});
		write(tx -> tx.cards().put(spoiled.spoil("torn", NOW)));
		assertStage(OrderStage.APPROVED, order, true, true);
		assertEquals(List.of(orphan), read(Tx::certificatesOfDeadCards));

		Card card = write(tx -> new Fixture(tx).checked(new Fixture(tx).reserved(order, batch, 7)));
		Certificate held = write(tx -> tx.certificates()
				.put(of(new Fixture(tx).certificate(holder, CertificateState.SUSPENDED, NOW.plusSeconds(900)), order, card)));
		assertStage(OrderStage.PRODUCED, order, false, true);
		assertEquals(List.of(card), read(tx -> tx.cardsWithoutParcel(0, 10)).rows());
		assertEquals(List.of(new BatchRow(batch, 1, 1, 1)), read(tx -> tx.batchRows(0, 10)).rows());

		Shipment parcel = write(tx -> new Fixture(tx).packed(order, card));
		assertStage(OrderStage.PACKED, order, false, true);
		assertEquals(0, read(tx -> tx.cardsWithoutParcel(0, 10)).total());
		Shipment onTheWay = write(tx -> tx.shipments().put(parcel.handOver(new Fixture(tx).by())));
		assertStage(OrderStage.ON_THE_WAY, order, false, true);
		write(tx -> tx.shipments().put(onTheWay.delivered(new Fixture(tx).by(), new Handover(NOW, "Ali", IdentityDocument.PASSPORT))));
		assertStage(OrderStage.DELIVERED, order, false, false);
		write(tx -> tx.certificates().put(held.resumed()));
		assertStage(OrderStage.OPENED, order, false, false);
		write(tx -> tx.cards().put(card.to(CardState.KILLED, NOW)));
		assertStage(OrderStage.OPENED, order, false, false);
	}

	private static Certificate of(Certificate c, Order order, Card card) {
		return new Certificate(c.id(), c.version(), c.state(), c.holder(), order.id(), card.id(), c.requestId(), c.givenName(),
				c.surname(), c.keyType(), c.serialNumber(), c.notBefore(), c.notAfter(), c.der(), c.hold(), c.reason(), c.revokedAt());
	}

	private void assertStage(OrderStage stage, Order order, boolean waits, boolean open) {
		Page<OrderRow> rows = read(tx -> tx.orderRows(new OrderQuery(null, null, null, false), null, 0, 10));
		assertEquals(List.of(stage), rows.rows().stream().map(OrderRow::stage).toList());
		assertEquals(waits ? List.of(order) : List.of(), read(tx -> tx.ordersWithoutCard(null, null, 10)));
		assertEquals(open ? 1 : 0, read(tx -> tx.orderRows(new OrderQuery(null, null, null, true), null, 0, 10)).total());
	}

	@Test
	void renewalsAreProducedBySoonestEndAndAllElseAtOnce() {
		List<Order> orders = write(tx -> {
			Fixture make = new Fixture(tx);
			Holder holder = make.holder("Ali", "Can", make.institution("K").id());
			Certificate late = make.certificate(holder, CertificateState.ISSUED, NOW.plusSeconds(900));
			Certificate soon = make.certificate(holder, CertificateState.ISSUED, NOW.plusSeconds(800));
			return List.of(make.approved(make.order(holder, OrderKind.RENEWAL, late.id())),
					make.approved(make.order(holder, OrderKind.RENEWAL, soon.id())),
					make.approved(make.order(holder, OrderKind.REPLACEMENT, late.id())));
		});
		assertEquals(List.of(orders.get(2), orders.get(1), orders.get(0)), read(tx -> tx.ordersWithoutCard(null, null, 10)));
	}

	@Test
	void endingCertificatesAreListedWithTheirOpenOrderAndByStanding() {
		Duration day = Duration.ofDays(1);
		List<Certificate> ending = write(tx -> {
			Fixture make = new Fixture(tx);
			InstitutionId institution = make.institution("K").id();
			Holder first = make.holder("Ali", "Can", institution);
			Holder second = make.holder("Veli", "Can", institution);
			Holder third = make.holder("Can", "Can", institution);
			make.certificate(first, CertificateState.ISSUED, NOW.minus(day));
			make.certificate(first, CertificateState.REQUESTED, NOW.plus(day));
			make.certificate(third, CertificateState.ISSUED, NOW.plus(day.multipliedBy(99)));
			List<Certificate> made = List.of(make.certificate(second, CertificateState.ISSUED, NOW.plus(day)),
					make.certificate(third, CertificateState.ISSUED, NOW.plus(day.multipliedBy(2))),
					make.certificate(first, CertificateState.ISSUED, NOW.plus(day.multipliedBy(3))));
			make.order(second, OrderKind.RENEWAL, made.get(0).id());
			return made;
		});
		List<ExpiringRow> rows = expiring(null);
		assertEquals(ending.stream().map(Certificate::id).toList(), rows.stream().map(ExpiringRow::certificate).toList());
		assertEquals("S-2026-000001", rows.get(0).openOrder());
		assertEquals(OrderStage.ORDERED, rows.get(0).stage());
		assertNull(rows.get(1).openOrder());
		assertEquals(List.of(ending.get(0).id()), expiring(Standing.ORDERED).stream().map(ExpiringRow::certificate).toList());
		assertEquals(List.of(ending.get(1).id()), expiring(Standing.NOT_POSSIBLE).stream().map(ExpiringRow::certificate).toList());
		assertEquals(List.of(ending.get(2).id()), expiring(Standing.ORDERABLE).stream().map(ExpiringRow::certificate).toList());
	}

	private List<ExpiringRow> expiring(Standing standing) {
		Page<ExpiringRow> page = read(tx -> tx.expiringRows(new ExpiringQuery(1, null, standing), tx.today().plusMonths(1), null, 0, 10));
		assertEquals(page.rows().size(), page.total());
		return page.rows();
	}

	@Test
	void namesAreFoundHoweverTheirLettersAreTypedAndListedInTurkishOrder() {
		InstitutionId institution = write(tx -> new Fixture(tx).institution("K").id());
		write(tx -> {
			Fixture make = new Fixture(tx);
			for (String name : List.of("Zeynep Işık", "Ali Yurt", "Şule Öz", "Aliye Ak", "İlker Çağ", "Çağla Su", "Cem Su", "Irmak Iğdır")) {
				make.holder(name.split(" ")[0], name.split(" ")[1], institution);
			}
			return 1;
		});
		assertEquals(List.of("ALİ YURT", "ALİYE AK", "CEM SU", "ÇAĞLA SU", "IRMAK IĞDIR", "İLKER ÇAĞ", "ŞULE ÖZ", "ZEYNEP IŞIK"), found(""));
		assertEquals(List.of("ZEYNEP IŞIK"), found("ISIK"));
		assertEquals(List.of("ZEYNEP IŞIK"), found("işik zey"));
		assertEquals(List.of("ÇAĞLA SU", "İLKER ÇAĞ"), found("cag"));
		assertEquals(List.of("IRMAK IĞDIR"), found("İĞDİR"));
		assertEquals(List.of(), found("%"));
		assertEquals(List.of(), found("_u"));
	}

	private List<String> found(String text) {
		return read(tx -> tx.searchHolders(text, 10, null)).stream().map(Holder::fullName).toList();
	}

	@Test
	void aPersonIsFoundByEveryCode() {
		List<String> codes = write(tx -> {
			Fixture make = new Fixture(tx);
			Holder other = make.holder("Veli", "Su", make.institution("L").id());
			make.order(other, OrderKind.NEW, null);
			Holder holder = make.holder("Ali", "Can", make.institution("K").id());
			Order order = make.approved(make.order(holder, OrderKind.NEW, null));
			Card card = make.checked(make.reserved(order, make.batch(), 1));
			Certificate certificate = make.certificate(holder, CertificateState.ISSUED, NOW);
			Shipment parcel = make.packed(order, card);
			ReaderReturn reader = tx.readerReturns().put(ReaderReturn.report(new ReaderReturnId(UUID.randomUUID()),
					tx.nextNumber(Tx.Series.O), holder.institution(), holder.id(), "m", "1", "f", make.by()));
			return List.of(holder.identityNo(), order.number(), card.serial().hex(), card.serial().shown().toLowerCase(Locale.ROOT),
					certificate.serialNumber(), parcel.number(), parcel.trackingNumber(), reader.number());
		});
		for (String code : codes) {
			assertEquals(List.of("ALİ CAN"), found(code), code);
		}
		assertEquals(List.of(), found("S-2026-999999"));
		for (String code : codes.subList(0, 4)) {
			assertEquals(1, read(tx -> tx.orderRows(new OrderQuery(null, null, code, false), null, 0, 10)).total(), code);
			assertEquals(1, read(tx -> tx.shipmentRows(null, code, null, 0, 10)).total(), code);
		}
		assertEquals(1, read(tx -> tx.certificateRows(new CertificateQuery(null, null, codes.get(4)), null, null, 0, 10)).total());
	}

	@Test
	void aScopeShowsOneInstitutionAndTheOwnRecords() {
		List<Holder> people = write(tx -> {
			Fixture make = new Fixture(tx);
			Holder here = make.holder("Ali", "Can", make.institution("K").id());
			Holder there = make.holder("Veli", "Su", make.institution("L").id());
			for (Holder holder : List.of(here, there)) {
				make.certificate(holder, CertificateState.ISSUED, NOW.plusSeconds(900));
				Order order = make.approved(make.order(holder, OrderKind.NEW, null));
				make.packed(order, make.checked(make.reserved(order, make.batch(), 1)));
			}
			return List.of(here, there);
		});
		InstitutionId scope = people.get(0).institution();
		HolderId own = people.get(1).id();
		read(tx -> {
			CertificateQuery all = new CertificateQuery(null, null, null);
			assertEquals(List.of("ALİ CAN", "VELİ SU"),
					tx.certificateRows(all, null, null, 0, 10).rows().stream().map(CertificateRow::name).toList());
			assertEquals(List.of("ALİ CAN"), tx.certificateRows(all, scope, null, 0, 10).rows().stream().map(CertificateRow::name).toList());
			assertEquals(List.of("VELİ SU"), tx.certificateRows(all, null, own, 0, 10).rows().stream().map(CertificateRow::name).toList());
			assertEquals(2, tx.certificateRows(all, scope, own, 0, 1).total());
			assertEquals(List.of("ALİ CAN"), tx.orderRows(new OrderQuery(null, null, null, false), scope, 0, 10).rows().stream()
					.map(OrderRow::name).toList());
			assertEquals(0, tx.orderRows(new OrderQuery(null, people.get(1).institution(), null, false), scope, 0, 10).total());
			assertEquals(List.of("ALİ CAN"), tx.shipmentRows(null, null, scope, 0, 10).rows().stream().map(ShipmentRow::name).toList());
			assertEquals(List.of(people.get(0)), tx.searchHolders("a", 10, scope));
			return 1;
		});
	}

	@Test
	void pagesPutTogetherAreTheWholeList() {
		write(tx -> {
			Fixture make = new Fixture(tx);
			InstitutionId institution = make.institution("K").id();
			for (int i = 0; i < 25; i++) {
				make.certificate(make.holder("Ad", "Soyad", institution), CertificateState.ISSUED, NOW);
			}
			return 1;
		});
		Set<CertificateId> seen = new HashSet<>();
		for (int from = 0; from < 30; from += 10) {
			int start = from;
			Page<CertificateRow> page = read(tx -> tx.certificateRows(new CertificateQuery(null, null, null), null, null, start, 10));
			assertEquals(25, page.total());
			page.rows().forEach(row -> assertTrue(seen.add(row.certificate().id())));
		}
		assertEquals(25, seen.size());
		assertEquals(25, read(tx -> tx.certificateRows(new CertificateQuery(null, null, null), null, null, 90, 10)).total());
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
						tx.journal(new JournalEntry(0, card.id(), card.serial(), CardStep.KEY, Phase.BEFORE, tx.me().id(), tx.now(), null));
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
		steps.add(new Schema.Step(2, "V002", "create table if not exists more (a integer);\n-- why\ncreate table if not exists yet_more (a integer);"));
		past("create table more (a integer)");
		try (Database database = open()) {
			new Schema(steps).apply(database);
			new Schema(steps).apply(database);
		}
		past("insert into yet_more values (1)");
		assertEquals(Why.STORE_SCHEMA, refused(another()::changeNumber));
	}

	private void past(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url()); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}
}
