package muhurdar.deliveries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.Certificate;
import muhurdar.domain.Decision;
import muhurdar.domain.HoldCause;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.OrderState;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.User;
import muhurdar.domain.Why;

class PackingTest {

	private final Made made = Made.card();
	private final Card checked = made.checked(Made.PRODUCER);
	private final Certificate held = made.certificate(true);

	private static Refusal refusal(Packing packing, User by) {
		return packing.refusal(by, Made.NOW, true).orElseThrow();
	}

	private static Why why(Packing packing) {
		return refusal(packing, Made.PACKER).why();
	}

	@Test
	void aCheckedCardIsPackedByAFourthPerson() {
		assertEquals(Optional.empty(), made.packing().refusal(Made.PACKER, Made.NOW, true));
		assertTrue(made.packing().held());
		assertEquals("0A01", made.packing().serialNumber());
	}

	@Test
	void nobodyWhoOrderedApprovedOrMadeItPacksIt() {
		assertEquals(List.of(Right.ORDER), refusal(made.packing(), Made.ORDERER).arguments());
		assertEquals(List.of(Right.APPROVE_ORDER), refusal(made.packing(), Made.APPROVER).arguments());
		assertEquals(List.of(Right.PRODUCE), refusal(made.packing(), Made.PRODUCER).arguments());
		for (User each : List.of(Made.ORDERER, Made.APPROVER, Made.PRODUCER)) {
			assertEquals(Why.FOUR_EYES, refusal(made.packing(), each).why());
		}
	}

	@Test
	void aProducerWhoAlsoOrderedOrApprovedIsFoundOutAtPacking() {
		assertEquals(List.of(Right.ORDER), refusal(made.packing(made.checked(Made.ORDERER), held, List.of()),
				Made.PACKER).arguments());
		assertEquals(List.of(Right.APPROVE_ORDER), refusal(made.packing(made.checked(Made.APPROVER), held, List.of()),
				Made.PACKER).arguments());
	}

	@Test
	void nobodyPacksTheOwnCard() {
		assertEquals(Why.OWN_CARD, refusal(made.packing(), Made.alsoHolder(Made.PACKER, made.holder)).why());
	}

	@Test
	void onlyACheckedCardIsPacked() {
		for (CardState state : EnumSet.of(CardState.LOST, CardState.KILLED, CardState.DESTROYED, CardState.SPOILED)) {
			assertEquals(Why.WRONG_STATE, why(made.packing(checked.to(state, Made.NOW), held, List.of())), state.name());
		}
	}

	@Test
	void anOrderCancelledOrAHolderWhoLeftStopsThePacking() {
		Packing ok = made.packing();
		Packing cancelled = new Packing(ok.card(), ok.order().end(OrderState.CANCELLED, "geri alındı"), ok.holder(), null,
				ok.certificate(), List.of());
		assertEquals(Why.WRONG_STATE, why(cancelled));
		Packing left = new Packing(ok.card(), ok.order(), Made.holder(HolderCondition.LEFT_INSTITUTION), null,
				ok.certificate(), List.of());
		assertEquals(Why.HOLDER_LEFT, why(left));
	}

	@Test
	void aCertificateThatIsRevokedOpenOrHeldBySomebodyElseIsNotPacked() {
		assertEquals(Why.CERTIFICATE_REVOKED, why(made.packing(checked,
				held.revoked(RevocationReason.KEY_COMPROMISE, Made.NOW), List.of())));
		assertEquals(Why.WRONG_STATE, why(made.packing(checked, held.resumed(), List.of())));
		for (HoldCause cause : EnumSet.of(HoldCause.LOSS, HoldCause.INSTITUTION, HoldCause.AUTHORITY)) {
			Packing packing = made.packing(checked, held.suspended(cause, Made.NOW), List.of());
			assertEquals(Why.HOLD_NOT_YOURS, why(packing));
			assertEquals(List.of(cause), refusal(packing, Made.PACKER).arguments());
		}
	}

	@Test
	void withoutHoldAtIssueAnOpenCertificateIsPacked() {
		Packing packing = made.packing(checked, made.certificate(false), List.of());
		assertEquals(Optional.empty(), packing.refusal(Made.PACKER, Made.NOW, false));
		assertFalse(packing.held());
	}

	@Test
	void aCardIsInOneParcelAtATime() {
		for (ShipmentState state : ShipmentState.values()) {
			Shipment parcel = in(state);
			boolean free = state == ShipmentState.UNPACKED || state == ShipmentState.LOST;
			assertEquals(free, made.packing(checked, held, List.of(parcel)).refusal(Made.PACKER, Made.NOW, true)
					.isEmpty(), state.name());
		}
	}

	@Test
	void aCardThatCameBackIsSentOnceMoreAndNoMore() {
		Card safe = checked.to(CardState.IN_SAFE, Made.NOW);
		Shipment back = in(ShipmentState.UNPACKED);
		assertEquals(Optional.empty(), made.packing(safe, held, List.of(back)).refusal(Made.PACKER, Made.NOW, true));
		assertEquals(Why.WRONG_STATE, why(made.packing(safe, held, List.of(back, back))));
	}

	@Test
	void aLostParcelLosesItsCardAndAReturnedOneBringsItToTheSafe() {
		for (ShipmentState from : ShipmentState.values()) {
			assertEquals(CardState.LOST, ParcelDesk.place(from, ShipmentState.LOST));
			assertEquals(from == ShipmentState.RETURNED ? CardState.IN_SAFE : null,
					ParcelDesk.place(from, ShipmentState.UNPACKED));
		}
	}

	/** A parcel that was handed over once and is now in that state. */
	private Shipment in(ShipmentState state) {
		Shipment parcel = made.parcel();
		Decision decision = new Decision(Made.PACKER.id(), Made.NOW);
		return new Shipment(parcel.id(), 1, parcel.number(), state, parcel.card(), parcel.order(), parcel.holder(),
				parcel.courier(), parcel.trackingNumber(), parcel.packed(), decision, null, null, Made.NOW);
	}
}
