package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import muhurdar.api.CertificateStatus;
import muhurdar.api.Deliveries;
import muhurdar.api.Orders;
import muhurdar.api.PackingStations;
import muhurdar.api.Readers;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.Card;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Handover;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.Order;
import muhurdar.domain.OrderRules;
import muhurdar.domain.OrderStage;
import muhurdar.domain.Shipment;

/** One renewal through every service, from the officer's list into its holder's hand, each step by who may do it. */
class WholeWayTest {

	private static final String LEAD = "muhurdar.production.lead.days";
	private final ProductionLine line = new ProductionLine();
	private final Fixture house = line.fixture;
	private final Orders orders = House.service(Orders.class);
	private final Deliveries deliveries = House.service(Deliveries.class);
	private final CertificateStatus status = House.service(CertificateStatus.class);

	@BeforeEach
	void productionMayBeginNow() {
		System.setProperty(LEAD, "90");
	}

	@AfterEach
	void asItWas() {
		System.clearProperty(LEAD);
	}

	private void is(OrderStage stage, Order order, Actor... readers) {
		for (Actor reader : readers) {
			assertEquals(stage, orders.progress(order.id(), reader).stage());
		}
	}

	/** The card itself is put into a reader and read. */
	private Shipment packed(Card card) throws Exception {
		CourierLabel label = deliveries.label(card.id(), "manual", null, house.dispatcher);
		PackingStations stations = House.service(PackingStations.class);
		stations.scan(house.station, "%04d".formatted(card.envelope()), house.dispatcher);
		Readers readers = House.service(Readers.class);
		assertTrue(readers.awaitCards(Duration.ofSeconds(30)));
		List<ReaderName> simulated = readers.rows().stream().map(Readers.Row::reader)
				.filter(each -> each.driver().equals("simulated")).toList();
		simulated.forEach(line.hands::remove);
		ReaderName reader = simulated.getFirst();
		line.hands.insert(reader, card.serial());
		stations.card(house.station, readers.look(reader.name()).reading(), house.dispatcher);
		line.hands.remove(reader);
		return stations.scan(house.station, label.trackingNumber(), house.dispatcher).packed();
	}

	@Test
	void anOrderGoesFromItsEntryIntoTheHoldersHandAndIsOpened() throws Exception {
		Fixture.Person person = house.person();
		Certificate old = house.old(person);
		Order waiting = orders.renew(List.of(old.id()), ProductionLine.TYPE, house.officer).getFirst().value();
		is(OrderStage.AWAITING_CONSENT, waiting, house.officer, house.operator);
		Consent form = new Consent(ConsentKind.PAPER_FORM, LocalDate.ofInstant(Instant.now(), OrderRules.ZONE), "F-2026-99");
		Order complete = orders.recordConsent(waiting.id(), waiting.version(), form, house.operator);
		Order approved = orders.approve(complete.id(), complete.version(), house.otherOperator);
		is(OrderStage.APPROVED, approved, house.officer, house.operator);

		line.blanks(1);
		Batch batch = line.batch(List.of(approved));
		line.run(batch.id());
		Card card = line.cardsOf(batch).getFirst();
		is(OrderStage.PRODUCED, approved, house.officer, house.operator);
		Certificate certificate = line.certificate(card);
		assertEquals(CertificateState.SUSPENDED, certificate.state());
		assertEquals(old.notAfter(), certificate.notBefore());

		status.publish(Actor.SYSTEM);
		Shipment packed = packed(card);
		is(OrderStage.PACKED, approved, house.officer, house.operator);
		Shipment out = deliveries.handOver(packed.id(), packed.version(), house.dispatcher);
		is(OrderStage.ON_THE_WAY, approved, house.officer, house.operator);
		deliveries.deliver(out.id(), out.version(),
				new Handover(Instant.now().minusMillis(1), person.holder().fullName(), IdentityDocument.IDENTITY_CARD),
				house.dispatcher);
		is(OrderStage.DELIVERED, approved, house.officer, house.operator);

		status.resume(certificate.id(), "", person.actor());
		is(OrderStage.OPENED, approved, house.officer, house.operator);
		assertEquals(CertificateState.ISSUED, house.again(certificate).state());
		assertEquals(approved, orders.find(approved.number(), house.operator).orElseThrow(), "the order itself was not written");
		assertTrue(line.hands.lookInto(card.serial()).finished());
	}
}
