package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import muhurdar.api.CertificateStatus;
import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.domain.CardState;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.Handover;
import muhurdar.domain.HoldCause;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.S10;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.Why;
import muhurdar.itest.Fixture.Finished;

class DeliveriesTest {

	private final Fixture house = new Fixture();
	private final Deliveries deliveries = House.service(Deliveries.class);
	private final CertificateStatus status = House.service(CertificateStatus.class);
	private final Finished made = house.finished(house.person(), OrderKind.NEW, null);

	private Shipment pack() {
		return house.pack(made, house.dispatcher);
	}

	private Shipment move(Shipment from, ShipmentState to) {
		return deliveries.move(from.id(), from.version(), to, house.dispatcher);
	}

	private Shipment handOver(Shipment packed) {
		return deliveries.handOver(packed.id(), packed.version(), house.dispatcher);
	}

	private Handover proof() {
		return new Handover(Instant.now().minusMillis(1), made.person().holder().fullName(),
				IdentityDocument.IDENTITY_CARD);
	}

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	private Optional<PackableRow> waiting() {
		return deliveries.waiting(0, 1000, house.dispatcher).rows().stream()
				.filter(row -> row.card().equals(made.card().id())).findFirst();
	}

	@Test
	void aCheckedCardGoesIntoItsHoldersOwnHandAndOnlyThenIsOpened() {
		assertNull(waiting().orElseThrow().refusal());
		Shipment packed = pack();
		assertTrue(packed.number().matches("G-[0-9]{4}-[0-9]{6}"), packed.number());
		assertTrue(S10.valid(packed.trackingNumber()), packed.trackingNumber());
		assertTrue(waiting().isEmpty());
		Shipment out = move(move(handOver(packed), ShipmentState.IN_TRANSIT), ShipmentState.OUT_FOR_DELIVERY);
		assertEquals(Why.NOT_DELIVERED, why(() -> status.resume(made.certificate().id(), "", made.person().actor())));
		Shipment delivered = deliveries.deliver(out.id(), out.version(), proof(), house.dispatcher);
		assertEquals(ShipmentState.DELIVERED, delivered.state());
		assertEquals(delivered, deliveries.find(packed.trackingNumber().toLowerCase(Locale.ROOT), house.officer)
				.orElseThrow());
		status.resume(made.certificate().id(), "", made.person().actor());
		assertEquals(CertificateState.ISSUED, house.again(made.certificate()).state());
	}

	@Test
	void deliveredWithoutProofOpensNothingUntilTheProofArrives() {
		Shipment unproven = move(handOver(pack()), ShipmentState.DELIVERED_UNPROVEN);
		assertEquals(Why.NOT_DELIVERED, why(() -> status.resume(made.certificate().id(), "", made.person().actor())));
		deliveries.deliver(unproven.id(), unproven.version(), proof(), house.dispatcher);
		status.resume(made.certificate().id(), "", made.person().actor());
		assertEquals(CertificateState.ISSUED, house.again(made.certificate()).state());
	}

	@Test
	void proofIsWhenWhoAndTheHoldersOwnName() {
		Shipment out = handOver(pack());
		String name = made.person().holder().fullName();
		assertEquals(Why.DELIVERY_IN_FUTURE, why(() -> deliveries.deliver(out.id(), out.version(),
				new Handover(Instant.now().plus(Duration.ofHours(1)), name, IdentityDocument.PASSPORT), house.dispatcher)));
		assertEquals(Why.DELIVERY_BEFORE_HANDOVER, why(() -> deliveries.deliver(out.id(), out.version(),
				new Handover(Instant.now().minus(Duration.ofDays(1)), name, IdentityDocument.PASSPORT), house.dispatcher)));
		assertEquals(Why.FIELD_MISSING, why(() -> deliveries.deliver(out.id(), out.version(),
				new Handover(Instant.now(), " ", IdentityDocument.PASSPORT), house.dispatcher)));
		assertEquals(Why.NOT_THE_HOLDER, why(() -> deliveries.deliver(out.id(), out.version(),
				new Handover(Instant.now(), "KAPICI", IdentityDocument.PASSPORT), house.dispatcher)));
		assertEquals(Why.FIELD_MISSING, why(() -> move(out, ShipmentState.DELIVERED)));
		assertEquals(ShipmentState.HANDED_OVER, deliveries.find(out.number(), house.dispatcher).orElseThrow().state());
	}

	@Test
	void nobodyWhoHadTheCardInHandsBeforePacksIt() {
		assertEquals(Why.NOT_ALLOWED, why(() -> house.pack(made, house.operator)));
		assertEquals(Why.FOUR_EYES, why(() -> house.pack(made, house.producer)));
		house.write(tx -> tx.orders().put(new Order(made.order().id(), made.order().version(),
				made.order().number(), made.order().state(), made.order().kind(), made.order().holder(),
				made.order().institution(), null, made.order().keyType(), made.order().payer(), made.order().consent(),
				made.order().ordered(), new Decision(house.supervisor.user(), Instant.now()), null)));
		Refusal no = assertThrows(Refusal.class,
				() -> house.pack(made, house.supervisor));
		assertEquals(Why.FOUR_EYES, no.why());
		assertEquals(List.of(Right.APPROVE_ORDER), no.arguments());
	}

	@Test
	void aWrongCheckDigitIsRefusedAndSoIsANumberThatIsTaken() {
		assertEquals(Why.TRACKING_CHECK_DIGIT,
				why(() -> deliveries.label(made.card().id(), "manual", "RR473124828TR", house.dispatcher)));
		assertEquals(Why.TRACKING_NUMBER_INVALID,
				why(() -> deliveries.label(made.card().id(), "manual", "473124828", house.dispatcher)));
		Shipment first = pack();
		Finished second = house.finished(house.person(), OrderKind.NEW, null);
		assertEquals(Why.TRACKING_NUMBER_TAKEN, why(
				() -> deliveries.label(second.card().id(), "manual", first.trackingNumber(), house.dispatcher)));
		assertNotEquals(first.trackingNumber(),
				house.pack(second, house.dispatcher).trackingNumber());
	}

	@Test
	void anUnknownCourierAndASecondParcelAreRefused() {
		assertEquals(Why.NOT_FOUND, why(() -> deliveries.label(made.card().id(), "martı", null, house.dispatcher)));
		assertEquals(Why.FIELD_MISSING, why(() -> deliveries.label(made.card().id(), " ", null, house.dispatcher)));
		pack();
		assertEquals(Why.WRONG_STATE, why(this::pack));
		assertEquals(List.of("manual"), deliveries.couriers());
	}

	@Test
	void whatChangedAfterProductionIsSeenAtPacking() {
		house.write(tx -> tx.orders().put(tx.orders().get(made.order().id()).end(OrderState.CANCELLED, "ayrıldı")));
		assertEquals(Why.WRONG_STATE, waiting().orElseThrow().refusal().why());
		assertEquals(Why.WRONG_STATE, why(this::pack));
	}

	@Test
	void aRenewalWhoseOldCertificateWasSuspendedMeanwhileIsNotPacked() {
		Certificate old = house.old(made.person());
		Finished renewal = house.finished(made.person(), OrderKind.RENEWAL, old);
		status.suspend(old.id(), HoldCause.LOSS, "telefon", house.operator);
		assertEquals(Why.CERTIFICATE_SUSPENDED,
				why(() -> house.pack(renewal, house.dispatcher)));
	}

	@Test
	void aCertificateThatSomebodyElseHoldsIsNotPacked() {
		status.suspend(made.certificate().id(), HoldCause.INSTITUTION, "resmî yazı", house.officer);
		assertEquals(Why.HOLD_NOT_YOURS, why(this::pack));
	}

	@Test
	void aHoldThatTheAuthorityNeverMadeIsNeverSeenAndStopsThePacking() {
		Certificate old = house.old(made.person());
		Finished other = house.finished(house.person(), OrderKind.NEW, null);
		house.write(tx -> {
			Certificate right = tx.certificates().get(other.certificate().id());
			return tx.certificates().put(new Certificate(right.id(), right.version(), right.state(), right.holder(),
					right.order(), right.card(), right.requestId(), right.givenName(), right.surname(), right.keyType(),
					"7F" + old.serialNumber(), right.notBefore(), right.notAfter(), right.der(), right.hold(), null, null));
		});
		assertEquals(Why.HOLD_NOT_PUBLISHED,
				why(() -> house.pack(other, house.dispatcher)));
	}

	@Test
	void aReturnedCardLiesInTheSafeAndIsSentOnceMore() {
		Shipment back = move(move(move(handOver(pack()), ShipmentState.ATTEMPT_FAILED), ShipmentState.RETURNED),
				ShipmentState.UNPACKED);
		assertEquals(ShipmentState.UNPACKED, back.state());
		assertEquals(CardState.IN_SAFE, house.again(made.card()));
		Shipment again = pack();
		assertEquals(CardState.CHECKED, house.again(made.card()));
		move(move(move(handOver(again), ShipmentState.REFUSED), ShipmentState.RETURNED), ShipmentState.UNPACKED);
		assertEquals(Why.WRONG_STATE, why(this::pack));
	}

	@Test
	void aLostParcelLosesItsCard() {
		Shipment lost = move(handOver(pack()), ShipmentState.LOST);
		assertEquals(ShipmentState.LOST, lost.state());
		assertEquals(CardState.LOST, house.again(made.card()));
		assertTrue(waiting().isEmpty());
	}

	@Test
	void aMoveThatIsNotDrawnIsRefusedAndSoIsOneFromAnOldVersion() {
		Shipment packed = pack();
		assertEquals(Why.WRONG_STATE, why(() -> move(packed, ShipmentState.OUT_FOR_DELIVERY)));
		assertEquals(Why.WRONG_STATE,
				why(() -> deliveries.deliver(packed.id(), packed.version(), proof(), house.dispatcher)));
		handOver(packed);
		assertEquals(Why.CHANGED_MEANWHILE, why(() -> handOver(packed)));
	}

	@Test
	void officersSeeTheParcelsOfTheirInstitutionAndNotTheHall() {
		Shipment packed = pack();
		Fixture other = new Fixture();
		assertEquals(1, deliveries.search(null, packed.trackingNumber(), 0, 10, house.officer).total());
		assertEquals(0, deliveries.search(null, packed.trackingNumber(), 0, 10, other.officer).total());
		assertEquals(Why.NOT_YOURS, why(() -> deliveries.find(packed.number(), other.officer)));
		assertFalse(deliveries.find("G-1999-000001", house.officer).isPresent());
		assertEquals(0, deliveries.waiting(0, 10, house.officer).total());
	}
}
