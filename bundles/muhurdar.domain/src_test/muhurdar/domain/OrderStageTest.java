package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OrderStageTest {

	private final Holder holder = Samples.holder(HolderCondition.ACTIVE);
	private final Order waiting = Samples.order(holder, OrderKind.NEW, null, null);
	private final Order submitted = Samples.order(holder, OrderKind.NEW, null, Samples.FORM);
	private final Order approved = Samples.approved(submitted);

	@Test
	void beforeApprovalTheOrderItselfSaysWhereItIs() {
		assertEquals(OrderStage.ORDERED, OrderStage.of(submitted, null, null, null));
		assertEquals(OrderStage.AWAITING_CONSENT, OrderStage.of(waiting, null, null, null));
		assertEquals(OrderStage.AWAITING_CONSENT,
				OrderStage.of(waiting.end(OrderState.INCOMPLETE, "imza yok"), null, null, null));
		assertEquals(OrderStage.ENDED, OrderStage.of(waiting.end(OrderState.LAPSED, "süre"), null, null, null));
	}

	@Test
	void anOrderWhoseFormHasComeWaitsForApproval() {
		assertEquals(OrderStage.ORDERED, OrderStage.of(waiting.consented(Samples.FORM), null, null, null));
	}

	@Test
	void anApprovedOrderIsAsFarAsItsCard() {
		assertEquals(OrderStage.APPROVED, OrderStage.of(approved, null, null, null));
		for (CardState state : CardState.values()) {
			OrderStage expected = switch (state) {
			case RESERVED, KEYED, CERTIFIED, SEALED -> OrderStage.IN_PRODUCTION;
			case CHECKED, IN_SAFE -> OrderStage.PRODUCED;
			case IN_STOCK, MISSING, SPOILED, LOST, KILLED, DESTROYED -> OrderStage.APPROVED;
			};
			assertEquals(expected, OrderStage.of(approved, state, null, CertificateState.SUSPENDED), state.name());
		}
	}

	@Test
	void aPackedCardIsAsFarAsItsParcel() {
		assertEquals(OrderStage.PACKED, parcel(ShipmentState.PACKED, CertificateState.SUSPENDED));
		assertEquals(OrderStage.ON_THE_WAY, parcel(ShipmentState.OUT_FOR_DELIVERY, CertificateState.SUSPENDED));
		assertEquals(OrderStage.ON_THE_WAY, parcel(ShipmentState.DELIVERED_UNPROVEN, CertificateState.SUSPENDED),
				"without proof nothing is delivered");
		assertEquals(OrderStage.DELIVERED, parcel(ShipmentState.DELIVERED, CertificateState.SUSPENDED));
		assertEquals(OrderStage.OPENED, parcel(ShipmentState.DELIVERED, CertificateState.ISSUED));
	}

	private OrderStage parcel(ShipmentState shipment, CertificateState certificate) {
		return OrderStage.of(approved, CardState.CHECKED, shipment, certificate);
	}

	@Test
	void aCancelledOrderHasEndedWhateverItsCardSays() {
		Order cancelled = approved.end(OrderState.CANCELLED, "vazgeçti");
		assertEquals(OrderStage.ENDED, OrderStage.of(cancelled, CardState.CHECKED, ShipmentState.PACKED, null));
	}
}
