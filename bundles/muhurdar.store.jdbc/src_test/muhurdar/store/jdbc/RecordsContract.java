package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import muhurdar.api.spi.Repository;
import muhurdar.api.spi.Tx;
import muhurdar.domain.*;

/** Records come back as they were put, and only the next version goes in. */
abstract class RecordsContract extends StoreHarness {

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
	void everyDeskComesBackAsItWasPut() {
		goesRound(Desk.class, Tx::desks);
	}

	@Test
	void everyCardKeyComesBackAsItWasPut() {
		goesRound(CardKey.class, Tx::cardKeys);
	}

	@Test
	void everyUnblockingComesBackAsItWasPut() {
		goesRound(Unblocking.class, Tx::unblockings);
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
	void everyCourierLabelComesBackAsItWasPut() {
		goesRound(CourierLabel.class, Tx::courierLabels);
	}

	@Test
	void everyStopOfAPackingStationComesBackAsItWasPut() {
		goesRound(PackingStop.class, Tx::packingStops);
	}

	@Test
	void everyReaderReturnComesBackAsItWasPut() {
		goesRound(ReaderReturn.class, Tx::readerReturns);
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
	void aStationIsStoppedOnceUntilItIsClearedAndTheNewestLabelOfAnOrderCountsUntilAParcelBearsIt() {
		Order order = write(tx -> {
			Fixture make = new Fixture(tx);
			return make.approved(make.order(make.holder("Ali", "Can", make.institution("K").id()), OrderKind.NEW, null));
		});
		Card card = write(tx -> new Fixture(tx).checked(new Fixture(tx).reserved(order, new Fixture(tx).batch(), 7)));
		assertEquals(List.of(card), read(tx -> tx.cardsInEnvelope(7)));
		assertEquals(List.of(), read(tx -> tx.cardsInEnvelope(8)));

		PackingStop stop = write(tx -> tx.packingStops().put(stop(tx, card)));
		assertEquals(Why.CHANGED_MEANWHILE, refused(() -> write(tx -> tx.packingStops().put(stop(tx, card)))));
		assertEquals(Optional.of(stop), read(tx -> tx.packingStopAt("a")));
		assertEquals(Optional.empty(), read(tx -> tx.packingStopAt("b")));
		write(tx -> tx.packingStops().put(stop.clear("x", new Decision(new UserId(UUID.randomUUID()), NOW))));
		assertEquals(List.of(), read(Tx::packingStopsOpen));
		PackingStop second = write(tx -> tx.packingStops().put(stop(tx, card)));
		assertEquals(List.of(second), read(Tx::packingStopsOpen));

		CourierLabel first = write(tx -> tx.courierLabels().put(label(tx, order, "G-1", "T-1", 0)));
		CourierLabel newer = write(tx -> tx.courierLabels().put(label(tx, order, "G-2", "T-2", 1)));
		assertEquals(Optional.of(newer), read(tx -> tx.courierLabelOf(order.id())));
		assertEquals(Optional.of(first), read(tx -> tx.courierLabelByNumber("T-1")));
		assertEquals(Why.CHANGED_MEANWHILE,
				refused(() -> write(tx -> tx.courierLabels().put(label(tx, order, "G-3", "T-1", 2)))));
		write(tx -> tx.shipments().put(Shipment.pack(new ShipmentId(UUID.randomUUID()), "G-2", card.id(), order.id(),
				order.holder(), "manual", "T-2", new Fixture(tx).by())));
		assertEquals(Optional.empty(), read(tx -> tx.courierLabelOf(order.id())));
	}

	private static PackingStop stop(Tx tx, Card card) {
		return new PackingStop(new PackingStopId(UUID.randomUUID()), 0, "a", card.id(), PackingMismatch.CARD, null, "x",
				new Fixture(tx).by(), null, null);
	}

	private static CourierLabel label(Tx tx, Order order, String number, String tracking, int later) {
		return new CourierLabel(new CourierLabelId(UUID.randomUUID()), 0, number, order.id(), "manual", tracking,
				new Decision(new Fixture(tx).by().by(), NOW.plusSeconds(later)));
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
				refused(() -> write(
						tx -> tx.cards().put(Card.stock(new CardId(UUID.randomUUID()), first.serial(), "akis", NOW)))));

		write(tx -> tx.cards().put(first.spoil("x", NOW)));
		Card second = write(tx -> new Fixture(tx).checked(new Fixture(tx).reserved(order, batch, 2)));
		Shipment parcel = write(tx -> new Fixture(tx).packed(order, second));
		assertEquals(Why.CHANGED_MEANWHILE, refused(() -> write(tx -> new Fixture(tx).packed(order, second))));
		write(tx -> tx.shipments().put(parcel.to(ShipmentState.UNPACKED, new Fixture(tx).by())));
		Shipment again = write(tx -> new Fixture(tx).packed(order, second));
		assertEquals(Optional.of(again), read(tx -> tx.shipmentOfCard(second.id())));
	}
}
