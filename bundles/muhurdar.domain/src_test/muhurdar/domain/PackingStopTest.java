package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class PackingStopTest {

	private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
	private static final Decision PACKER = decision(1);
	private static final Decision SUPERVISOR = decision(2);

	private static Decision decision(int user) {
		return new Decision(new UserId(new UUID(7, user)), NOW);
	}

	private static PackingStop stop(PackingMismatch mismatch, QualityRule rule) {
		return new PackingStop(new PackingStopId(new UUID(7, 9)), 1, "masa 1", new CardId(new UUID(7, 8)), mismatch, rule,
				"445566778899AABB", PACKER, null, null);
	}

	@Test
	void anotherPersonClearsItOnceAndSaysWhy() {
		PackingStop cleared = stop(PackingMismatch.CARD, null).clear(" yanlış kutu ", SUPERVISOR);
		assertEquals(SUPERVISOR, cleared.cleared());
		assertEquals("yanlış kutu", cleared.reason());
		assertEquals(Why.NOT_FOUND, assertThrows(Refusal.class, () -> cleared.clear("yine", SUPERVISOR)).why());
	}

	@Test
	void whoPackedDoesNotClearItAndNobodyDoesWithoutAReason() {
		PackingStop stop = stop(PackingMismatch.LABEL, null);
		Refusal no = assertThrows(Refusal.class, () -> stop.clear("tamam", PACKER));
		assertEquals(Why.FOUR_EYES, no.why());
		assertEquals(List.of(Right.PACK), no.arguments());
		assertEquals(Why.REASON_MISSING, assertThrows(Refusal.class, () -> stop.clear(" ", SUPERVISOR)).why());
	}

	@Test
	void itSaysWhatWasSeenOrWhichRuleIsBroken() {
		assertEquals(List.of(PackingMismatch.CARD, "445566778899AABB"), stop(PackingMismatch.CARD, null).refusal().arguments());
		assertEquals(List.of(PackingMismatch.QUALITY, QualityRule.CHAIN),
				stop(PackingMismatch.QUALITY, QualityRule.CHAIN).refusal().arguments());
	}
}
