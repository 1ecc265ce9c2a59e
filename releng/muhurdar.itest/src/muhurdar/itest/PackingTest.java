package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

import muhurdar.api.Cards;
import muhurdar.api.Deliveries;
import muhurdar.api.PackingStations;
import muhurdar.api.PackingStations.Standing;
import muhurdar.api.PackingStations.Step;
import muhurdar.domain.Actor;
import muhurdar.domain.AuditLine;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardReading;
import muhurdar.domain.CardState;
import muhurdar.domain.Certificate;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Decision;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderState;
import muhurdar.domain.Outcome;
import muhurdar.domain.PackingMismatch;
import muhurdar.domain.QualityRule;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.S10;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.Why;
import muhurdar.itest.Fixture.Finished;

/** Right card, right envelope, right person. */
class PackingTest {

	private final Fixture house = new Fixture();
	private final Deliveries deliveries = House.service(Deliveries.class);
	private PackingStations stations = House.service(PackingStations.class);
	private final String here = house.station;
	private final Actor packer = house.dispatcher;
	private final Finished made = house.finished(house.person(), OrderKind.NEW, null);
	private final Finished other = house.finished(house.person(), OrderKind.NEW, null);
	private final CourierLabel label = label(made);
	private final CourierLabel otherLabel = label(other);

	private CourierLabel label(Finished card) {
		return deliveries.label(card.card().id(), "manual", null, packer);
	}

	private Standing envelope(Finished card) {
		return stations.scan(here, Fixture.envelope(card), packer);
	}

	private Standing reader(Finished card) {
		return stations.card(here, Fixture.reading(card), packer);
	}

	private Standing scan(String code) {
		return stations.scan(here, code, packer);
	}

	private static Refusal refusal(Executable refused) {
		return assertThrows(Refusal.class, refused);
	}

	private static Why why(Executable refused) {
		return refusal(refused).why();
	}

	private AuditLine last() {
		return house.read(tx -> tx.auditLines(0, 1)).rows().getFirst();
	}

	/** Nothing goes on at the station, whoever tries, and nothing is packed. */
	private void assertStopped(Standing standing, PackingMismatch mismatch) {
		assertEquals(Step.STOPPED, standing.step());
		assertEquals(mismatch, standing.stop().mismatch());
		assertNull(standing.packed());
		assertEquals(List.of(Outcome.DONE, Right.PACK), List.of(last().outcome(), last().right()));
		assertTrue(last().detail().startsWith(here + ": stopped, " + mismatch), last().detail());
		for (Executable next : List.<Executable>of(() -> envelope(made), () -> reader(made),
				() -> scan(label.trackingNumber()))) {
			assertEquals(Why.PACKING_STOPPED, why(next));
		}
		assertEquals(Why.PACKING_STOPPED, why(() -> stations.scan(here, Fixture.envelope(made), house.supervisor)));
		assertEquals(Step.STOPPED, stations.back(here, packer).step());
		assertTrue(deliveries.find(label.number(), packer).isEmpty());
		assertEquals(CardState.CHECKED, house.again(made.card()));
	}

	@Test
	void threeScansThatAgreePackTheCardUnderItsLabel() {
		assertEquals(Step.ENVELOPE, stations.at(here, packer).step());
		Standing card = envelope(made);
		assertEquals(Step.CARD, card.step());
		assertEquals(new PackingStations.Task(made.card().envelope(), made.card().serial(), made.order().number(),
				made.person().holder().fullName(), label.trackingNumber()), card.task());
		assertEquals(Step.LABEL, reader(made).step());
		Standing done = scan(label.trackingNumber().toLowerCase(java.util.Locale.ROOT));
		assertEquals(Step.ENVELOPE, done.step());
		Shipment packed = done.packed();
		assertEquals(List.of(ShipmentState.PACKED, label.number(), label.trackingNumber(), made.card().id(), packer.user()),
				List.of(packed.state(), packed.number(), packed.trackingNumber(), packed.card(), packed.packed().by()));
		assertEquals(here + ": packed " + label.number(), last().detail());
		assertEquals(Why.WRONG_STATE, why(() -> envelope(made)));
	}

	@Test
	void theCardThatWasJustPackedAndIsStillInTheReaderStopsNothing() {
		envelope(made);
		reader(made);
		scan(label.trackingNumber());
		envelope(other);
		assertEquals(Why.CARD_STILL_IN_READER, why(() -> reader(made)));
		reader(other);
		assertNotNull(scan(otherLabel.trackingNumber()).packed());
	}

	@Test
	void theShipmentNumberOnTheLabelServesAsWell() {
		envelope(made);
		reader(made);
		assertNotNull(scan(label.number()).packed());
	}

	@Test
	void aCardOfAnotherEnvelopeStopsTheStation() {
		envelope(other);
		assertStopped(reader(made), PackingMismatch.CARD);
	}

	@Test
	void anotherCardStopsTheStation() {
		envelope(made);
		Standing stopped = reader(other);
		assertStopped(stopped, PackingMismatch.CARD);
		assertEquals(other.card().serial().shown(), stopped.stop().seen());
		assertEquals(List.of(PackingMismatch.CARD, other.card().serial().shown()), refusal(() -> envelope(made)).arguments());
	}

	@Test
	void anotherLabelStopsTheStationAndSoDoesOneThatNobodyKnows() {
		envelope(made);
		reader(made);
		assertStopped(scan(otherLabel.trackingNumber()), PackingMismatch.LABEL);
		stations.clear(here, "etiketler karışmıştı", house.supervisor);
		envelope(made);
		reader(made);
		assertStopped(scan(S10.of("RR", 12_345_678, "TR")), PackingMismatch.LABEL);
	}

	@Test
	void aLabelThatANewerOneReplacedStopsTheStation() {
		CourierLabel newer = deliveries.label(made.card().id(), "manual", S10.of("RR", 47_110_877, "TR"), packer);
		envelope(made);
		reader(made);
		assertStopped(scan(label.trackingNumber()), PackingMismatch.LABEL);
		assertEquals(newer, label(made));
	}

	@Test
	void aCardThatBreaksARuleOfQualityControlStopsTheStation() {
		CardReading right = Fixture.reading(made);
		envelope(made);
		Standing stopped = stations.card(here,
				new CardReading(right.serial(), false, right.publicKey(), right.certificate(), true,
						true, 2),
				packer);
		assertStopped(stopped, PackingMismatch.QUALITY);
		assertEquals(QualityRule.PIN_TRIES_FULL, stopped.stop().rule());
		assertEquals(List.of(PackingMismatch.QUALITY, QualityRule.PIN_TRIES_FULL), refusal(() -> envelope(made)).arguments());
	}

	@Test
	void anotherPersonsCertificateOnTheRightChipStopsTheStation() {
		CardReading right = Fixture.reading(made);
		envelope(made);
		Standing stopped = stations.card(here, new CardReading(right.serial(), false, right.publicKey(),
				other.certificate().der(), true, true, 3), packer);
		assertStopped(stopped, PackingMismatch.QUALITY);
		assertEquals(QualityRule.CERTIFICATE, stopped.stop().rule());
	}

	@Test
	void aQualitySignatureThatIsNotTheRunsStopsTheStation() {
		house.write(tx -> {
			Card now = tx.cards().get(made.card().id());
			return tx.cards().put(new Card(now.id(), now.version(), now.state(), now.serial(), now.profile(), now.box(),
					now.batch(),
					now.order(), now.envelope(), now.producer(), now.publicKey(), now.pinSlot(), now.sealedPin(),
					now.pukKeyVersion(), now.qualityNonce(), other.card().qualitySignature(), now.pinTriesSeen(), null,
					null, now.changedAt()));
		});
		envelope(made);
		assertEquals(QualityRule.QUALITY_SIGNATURE_TRUE, reader(made).stop().rule());
	}

	@Test
	void aCertificateOfAnotherAuthorityStopsTheStation() {
		Bytes root = House.service(muhurdar.api.spi.CertificateAuthority.class).chain().getLast();
		house.write(tx -> {
			Certificate now = tx.certificates().get(made.certificate().id());
			return tx.certificates().put(new Certificate(now.id(), now.version(), now.state(), now.holder(), now.order(),
					now.card(), now.requestId(), now.givenName(), now.surname(), now.keyType(), now.serialNumber(),
					now.notBefore(), now.notAfter(), damaged(now.der()), now.hold(), null, null));
		});
		CardReading right = Fixture.reading(made);
		envelope(made);
		assertEquals(QualityRule.CHAIN, stations.card(here, new CardReading(right.serial(), false, right.publicKey(),
				damaged(right.certificate()), true, true, 3), packer).stop().rule());
		assertFalse(root.equals(right.certificate()));
	}

	/** The last bit of the CA's signature is another. */
	private static Bytes damaged(Bytes certificate) {
		byte[] der = certificate.toArray();
		der[der.length - 1] ^= 1;
		return Bytes.of(der);
	}

	@Test
	void onlyASupervisorWhoDidNotPackThereClearsAStopAndSaysWhy() {
		envelope(made);
		reader(other);
		assertEquals(Why.NOT_ALLOWED, why(() -> stations.clear(here, "tamam", packer)));
		assertEquals(Why.NOT_ALLOWED, why(() -> stations.clear(here, "tamam", house.producer)));
		assertEquals(Why.REASON_MISSING, why(() -> stations.clear(here, "  ", house.supervisor)));
		assertTrue(stations.stops(house.supervisor).stream().anyMatch(stop -> stop.station().equals(here)));
		assertEquals("kart yanlış kutudandı", stations.clear(here, " kart yanlış kutudandı ", house.supervisor).reason());
		assertEquals(List.of(Right.CLEAR_PACKING, here, Outcome.DONE),
				List.of(last().right(), last().subject(), last().outcome()));
		assertTrue(stations.stops(house.supervisor).stream().noneMatch(stop -> stop.station().equals(here)));
		assertEquals(Why.NOT_FOUND, why(() -> stations.clear(here, "bir daha", house.supervisor)));
		assertEquals(Step.ENVELOPE, stations.at(here, packer).step());
		assertEquals(Why.WRONG_STATE, why(() -> reader(made)), "the envelope comes first again");
		envelope(made);
		reader(made);
		assertNotNull(scan(label.trackingNumber()).packed());
	}

	@Test
	void aSupervisorWhoPackedThereNeedsAnother() {
		stations.scan(here, Fixture.envelope(made), house.supervisor);
		stations.card(here, Fixture.reading(other), house.supervisor);
		Refusal no = refusal(() -> stations.clear(here, "benim hatam", house.supervisor));
		assertEquals(Why.FOUR_EYES, no.why());
		assertEquals(List.of(Right.PACK), no.arguments());
		stations.clear(here, "kart ayrıldı", house.user(muhurdar.domain.Role.SUPERVISOR, null));
	}

	@Test
	void aRestartClearsNoStopAndForgetsAnEnvelopeAtHand() throws Exception {
		envelope(made);
		reader(other);
		String second = here + "-2";
		stations.scan(second, Fixture.envelope(other), packer);
		Bundle bundle = FrameworkUtil.getBundle(stations.getClass());
		bundle.stop();
		bundle.start();
		stations = House.service(PackingStations.class);
		assertEquals(Step.STOPPED, stations.at(here, packer).step());
		assertEquals(Why.PACKING_STOPPED, why(() -> envelope(made)));
		assertEquals(Step.ENVELOPE, stations.at(second, packer).step());
		stations.clear(here, "yeniden başlatıldı", house.supervisor);
	}

	@Test
	void twoStationsPackAtOnceAndOneThatStopsDoesNotStopTheOther() {
		String second = here + "-2";
		stations.scan(second, Fixture.envelope(other), packer);
		envelope(made);
		reader(other);
		stations.card(second, Fixture.reading(other), packer);
		assertNotNull(stations.scan(second, otherLabel.trackingNumber(), packer).packed());
		assertEquals(Step.STOPPED, stations.at(here, packer).step());
	}

	@Test
	void ofTwoStationsWithTheSameEnvelopeOnePacks() {
		String second = here + "-2";
		for (String each : List.of(here, second)) {
			stations.scan(each, Fixture.envelope(made), packer);
			stations.card(each, Fixture.reading(made), packer);
		}
		List<CompletableFuture<Boolean>> both = List.of(here, second).stream()
				.map(each -> CompletableFuture.supplyAsync(() -> packs(each))).toList();
		assertEquals(1, both.stream().filter(CompletableFuture::join).count());
		assertEquals(1, house.read(tx -> tx.shipmentsOf(made.person().holder().id())).size());
	}

	private boolean packs(String station) {
		try {
			return stations.scan(station, label.trackingNumber(), packer).packed() != null;
		} catch (Refusal no) {
			assertTrue(no.why() == Why.WRONG_STATE || no.why() == Why.CHANGED_MEANWHILE, no.toString());
			return false;
		}
	}

	@Test
	void whatIsNoMismatchIsSaidAndTheStationGoesOn() {
		assertEquals(Why.ENVELOPE_UNKNOWN, why(() -> scan(label.trackingNumber())));
		assertEquals(Why.ENVELOPE_UNKNOWN, why(() -> scan("999999999")));
		Finished bare = house.finished(house.person(), OrderKind.NEW, null);
		assertEquals(Why.LABEL_MISSING, why(() -> envelope(bare)));
		assertEquals(Why.FOUR_EYES, why(() -> stations.scan(here, Fixture.envelope(made), house.producer)));
		assertEquals(Why.NOT_ALLOWED, why(() -> stations.scan(here, Fixture.envelope(made), house.operator)));
		envelope(made);
		reader(made);
		assertEquals(Why.LABEL_EXPECTED, why(() -> scan(Fixture.envelope(other))));
		assertEquals(Step.LABEL, stations.at(here, packer).step());
		assertNotNull(scan(label.trackingNumber()).packed());
	}

	@Test
	void aCardThatIsPackedIsUnpackedBeforeItCanBeSpoiledAndOneThatWasHandedOverNeverIs() {
		Cards cards = House.service(Cards.class);
		Executable spoil = () -> cards.spoil(made.card().serial(), "yanıt yok", house.supervisor);
		Shipment packed = house.pack(made, packer);
		assertEquals(List.of(ShipmentState.PACKED, ShipmentState.UNPACKED), refusal(spoil).arguments());
		Shipment out = deliveries.handOver(packed.id(), packed.version(), packer);
		assertEquals(Why.CARD_WAS_OUT, why(spoil));
		assertEquals(CardState.CHECKED, house.again(made.card()));
		assertEquals(ShipmentState.HANDED_OVER, out.state());
	}

	@Test
	void theEnvelopeAtHandCanBeLeftAndIsNobodyElses() {
		envelope(other);
		assertEquals(Step.ENVELOPE, stations.back(here, packer).step());
		envelope(other);
		assertEquals(Step.CARD, envelope(made).step(), "another one takes its place");
		assertEquals(Step.ENVELOPE, stations.at(here, house.supervisor).step());
		assertEquals(Why.WRONG_STATE, why(() -> stations.card(here, Fixture.reading(made), house.supervisor)));
	}

	@Test
	void anOrderCancelledBetweenTwoScansIsNotPacked() {
		envelope(made);
		reader(made);
		house.write(tx -> tx.orders().put(tx.orders().get(made.order().id()).end(OrderState.CANCELLED, "ayrıldı")));
		assertEquals(Why.WRONG_STATE, why(() -> scan(label.trackingNumber())));
		assertTrue(deliveries.find(label.number(), packer).isEmpty());
	}

	@Test
	void theApproverIsFoundOutAtTheEnvelope() {
		house.write(tx -> {
			var order = tx.orders().get(made.order().id());
			return tx.orders().put(new muhurdar.domain.Order(order.id(), order.version(), order.number(), order.state(),
					order.kind(), order.holder(), order.institution(), null, order.keyType(), order.payer(), order.consent(),
					order.ordered(), new Decision(house.supervisor.user(), order.ordered().at()), null));
		});
		Refusal no = refusal(() -> stations.scan(here, Fixture.envelope(made), house.supervisor));
		assertEquals(List.of(Right.APPROVE_ORDER), no.arguments());
	}
}
