package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.api.BatchRow;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.ExpiringQuery.Standing;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringRow;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Page;
import muhurdar.api.ShipmentRow;
import muhurdar.api.spi.Tx;
import muhurdar.domain.*;

/** Lists, searches, and what is read off other records. */
abstract class ListsContract extends RecordsContract {

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
				assertEquals(0, tx.certificateRows(new CertificateQuery(CertificateState.ISSUED, scope, text), scope, own, 0, 10)
						.total());
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
			assertEquals(List.of(), tx.statusRequestsBy(Requester.SYSTEM, 10));
			return tx.auditLines(0, 10).total();
		});
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
		write(tx -> tx.shipments().put(onTheWay.delivered(new Fixture(tx).by(), new Handover(NOW, "Ali",
				IdentityDocument.PASSPORT))));
		assertStage(OrderStage.DELIVERED, order, false, false);
		write(tx -> tx.certificates().put(held.resumed()));
		assertStage(OrderStage.OPENED, order, false, false);
		write(tx -> tx.cards().put(card.to(CardState.KILLED, NOW)));
		assertStage(OrderStage.OPENED, order, false, false);
	}

	private static Certificate of(Certificate c, Order order, Card card) {
		return new Certificate(c.id(), c.version(), c.state(), c.holder(), order.id(), card.id(), c.requestId(),
				c.givenName(),
				c.surname(), c.keyType(), c.serialNumber(), c.notBefore(), c.notAfter(), c.der(), c.hold(), c.reason(),
				c.revokedAt());
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
		assertEquals(List.of(ending.get(1).id()), expiring(Standing.NOT_POSSIBLE).stream().map(ExpiringRow::certificate)
				.toList());
		assertEquals(List.of(ending.get(2).id()), expiring(Standing.ORDERABLE).stream().map(ExpiringRow::certificate)
				.toList());
	}

	private List<ExpiringRow> expiring(Standing standing) {
		Page<ExpiringRow> page = read(tx -> tx.expiringRows(new ExpiringQuery(1, null, standing), tx.today().plusMonths(1),
				null, 0, 10));
		assertEquals(page.rows().size(), page.total());
		return page.rows();
	}

	@Test
	void namesAreFoundHoweverTheirLettersAreTypedAndListedInTurkishOrder() {
		InstitutionId institution = write(tx -> new Fixture(tx).institution("K").id());
		write(tx -> {
			Fixture make = new Fixture(tx);
			for (String name : List.of("Zeynep Işık", "Ali Yurt", "Şule Öz", "Aliye Ak", "İlker Çağ", "Çağla Su", "Cem Su",
					"Irmak Iğdır")) {
				make.holder(name.split(" ")[0], name.split(" ")[1], institution);
			}
			return 1;
		});
		assertEquals(List.of("ALİ YURT", "ALİYE AK", "CEM SU", "ÇAĞLA SU", "IRMAK IĞDIR", "İLKER ÇAĞ", "ŞULE ÖZ",
				"ZEYNEP IŞIK"), found(""));
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
			return List.of(holder.identityNo(), order.number(), card.serial().hex(), card.serial().shown()
					.toLowerCase(Locale.ROOT),
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
		assertEquals(1, read(tx -> tx.certificateRows(new CertificateQuery(null, null, codes.get(4)), null, null, 0, 10))
				.total());
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
			assertEquals(List.of("ALİ CAN"), tx.certificateRows(all, scope, null, 0, 10).rows().stream()
					.map(CertificateRow::name).toList());
			assertEquals(List.of("VELİ SU"), tx.certificateRows(all, null, own, 0, 10).rows().stream()
					.map(CertificateRow::name).toList());
			assertEquals(2, tx.certificateRows(all, scope, own, 0, 1).total());
			assertEquals(List.of("ALİ CAN"), tx.orderRows(new OrderQuery(null, null, null, false), scope, 0, 10).rows().stream()
					.map(OrderRow::name).toList());
			assertEquals(0, tx.orderRows(new OrderQuery(null, people.get(1).institution(), null, false), scope, 0, 10).total());
			assertEquals(List.of("ALİ CAN"), tx.shipmentRows(null, null, scope, 0, 10).rows().stream().map(ShipmentRow::name)
					.toList());
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
			Page<CertificateRow> page = read(tx -> tx.certificateRows(new CertificateQuery(null, null, null), null, null, start,
					10));
			assertEquals(25, page.total());
			page.rows().forEach(row -> assertTrue(seen.add(row.certificate().id())));
		}
		assertEquals(25, seen.size());
		assertEquals(25, read(tx -> tx.certificateRows(new CertificateQuery(null, null, null), null, null, 90, 10)).total());
	}
}
