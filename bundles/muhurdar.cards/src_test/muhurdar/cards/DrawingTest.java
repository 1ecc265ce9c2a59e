package muhurdar.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.HolderId;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderState;
import muhurdar.domain.Payer;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Why;

class DrawingTest {

	private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
	private static final UserId ORDERER = new UserId(new UUID(1, 1));
	private static final UserId APPROVER = new UserId(new UUID(2, 2));
	private static final HolderId HOLDER = new HolderId(new UUID(3, 3));

	private static Order order(OrderKind kind) {
		return new Order(new OrderId(new UUID(4, 4)), 1, "S-2026-000001", OrderState.APPROVED, kind, HOLDER,
				new InstitutionId(new UUID(5, 5)), null, KeyType.RSA_2048, Payer.INSTITUTION, null,
				new Decision(ORDERER, NOW), new Decision(APPROVER, NOW), null);
	}

	private static User producer(UserId id, HolderId holder) {
		return new User(id, 1, "uretim", "Üretim", Set.of(Role.PRODUCTION), null, null, null, holder);
	}

	private static Certificate ending(Instant end) {
		return new Certificate(new CertificateId(new UUID(6, 6)), 1, CertificateState.ISSUED, HOLDER, null, null,
				new UUID(7, 7), "AD", "SOYAD", KeyType.RSA_2048, "01", NOW.minusSeconds(1000), end, null, null, null, null);
	}

	@Test
	void neitherOrdererNorApproverNorHolderMakesTheCard() {
		Order order = order(OrderKind.NEW);
		var byOrderer = Drawing.fourEyes(order, producer(ORDERER, null)).orElseThrow();
		assertEquals(Why.FOUR_EYES, byOrderer.why());
		assertEquals(Right.ORDER, byOrderer.arguments().getFirst());
		assertEquals(Why.FOUR_EYES, Drawing.fourEyes(order, producer(APPROVER, null)).orElseThrow().why());
		assertEquals(Why.OWN_CARD,
				Drawing.fourEyes(order, producer(new UserId(new UUID(8, 8)), HOLDER)).orElseThrow().why());
		assertTrue(Drawing.fourEyes(order, producer(new UserId(new UUID(8, 8)), null)).isEmpty());
	}

	@Test
	void aRenewalIsWantedWhenTheOldOneEndsAndAllElseAtOnce() {
		Certificate old = ending(Instant.parse("2026-12-01T10:20:30Z"));
		LocalDate end = LocalDate.of(2026, 12, 1);
		assertTrue(Batches.wantedBy(order(OrderKind.RENEWAL), old, null));
		assertTrue(Batches.wantedBy(order(OrderKind.RENEWAL), old, end));
		assertFalse(Batches.wantedBy(order(OrderKind.RENEWAL), old, end.minusDays(1)));
		assertTrue(Batches.wantedBy(order(OrderKind.REPLACEMENT), old, end.minusDays(1)));
		assertTrue(Batches.wantedBy(order(OrderKind.NEW), null, LocalDate.MIN));
	}

	@Test
	void aRenewalBeginsAtTheOldEndAndNeverInThePast() {
		Instant end = Instant.parse("2026-12-01T10:20:30Z");
		assertEquals(end, Drawing.notBefore(order(OrderKind.RENEWAL), ending(end), NOW));
		Instant passed = Instant.parse("2026-11-01T10:20:30Z");
		Instant second = Instant.parse("2026-11-21T08:00:00Z");
		assertEquals(second, Drawing.notBefore(order(OrderKind.RENEWAL), ending(passed), NOW));
	}

	@Test
	void newOnesAndReplacementsAreValidAtOnce() {
		Instant second = Instant.parse("2026-11-21T08:00:00Z");
		assertEquals(second, Drawing.notBefore(order(OrderKind.NEW), null, NOW));
		assertEquals(second, Drawing.notBefore(order(OrderKind.REPLACEMENT), ending(NOW.plusSeconds(99)), NOW));
	}
}
