package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class OrderTest {

	private static final Instant LATER = Instant.parse("2026-09-02T08:00:00Z");

	private final Holder holder = Samples.holder(HolderCondition.ACTIVE);

	private Order order(Consent consent) {
		return Samples.order(holder, OrderKind.NEW, null, consent);
	}

	private static Why why(Runnable step) {
		return assertThrows(Refusal.class, step::run).why();
	}

	@Test
	void anOrderWithoutConsentWaitsForTheForm() {
		Order waiting = order(null);
		assertEquals(OrderState.AWAITING_CONSENT, waiting.state());
		assertEquals(Why.CONSENT_MISSING, why(() -> waiting.approve(Samples.user(null), LATER)));
		Order complete = waiting.consented(Samples.FORM);
		assertEquals(OrderState.APPROVED, complete.approve(Samples.user(null), LATER).state());
	}

	@Test
	void nobodyApprovesTheOwnOrder() {
		User orderer = new User(Samples.ENTERED.by(), 1, "ayse", "Ayşe", Set.of(Role.OPERATOR), null, null, null, null);
		assertEquals(Why.OWN_ORDER_APPROVED, why(() -> order(Samples.FORM).approve(orderer, LATER)));
	}

	@Test
	void nobodyApprovesTheOwnCard() {
		assertEquals(Why.OWN_CARD, why(() -> order(Samples.FORM).approve(Samples.user(holder.id()), LATER)));
		User another = Samples.user(new HolderId(UUID.randomUUID()));
		assertEquals(OrderState.APPROVED, order(Samples.FORM).approve(another, LATER).state());
	}

	@Test
	void aRejectedOrderCannotBeApproved() {
		Order rejected = order(Samples.FORM).end(OrderState.REJECTED, "yanlış kişi");
		assertEquals("yanlış kişi", rejected.note());
		assertEquals(Why.WRONG_STATE, why(() -> rejected.approve(Samples.user(null), LATER)));
	}

	@Test
	void anIncompleteFormIsWaitedForAgain() {
		Order incomplete = order(null).end(OrderState.INCOMPLETE, "imza yok");
		assertEquals(Why.WRONG_STATE, why(() -> incomplete.approve(Samples.user(null), LATER)));
		assertEquals(OrderState.AWAITING_CONSENT, incomplete.consented(Samples.FORM).state());
	}

	@Test
	void aFormForAnOrderThatIsNotWaitedForIsRefused() {
		assertEquals(Why.WRONG_STATE, why(() -> Samples.approved(order(Samples.FORM)).consented(Samples.FORM)));
	}
}
