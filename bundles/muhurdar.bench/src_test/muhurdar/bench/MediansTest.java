package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import muhurdar.domain.CardStep;

class MediansTest {

	@Test
	void nothingIsKnownBeforeEveryStepHasBeenSeen() {
		var medians = new Medians();
		for (CardStep step : CardStep.values()) {
			assertFalse(medians.known());
			medians.took(step, 10);
		}
		assertTrue(medians.known());
		assertEquals(10L * CardStep.values().length, medians.from(CardStep.DRAW));
		assertEquals(10, medians.from(CardStep.CHECK));
	}

	@Test
	void oneSlowCardDoesNotMoveTheMedianAndOldOnesAreForgotten() {
		var medians = new Medians();
		medians.took(CardStep.KEY, 10);
		medians.took(CardStep.KEY, 5000);
		medians.took(CardStep.KEY, 12);
		assertEquals(12, medians.median(CardStep.KEY));
		for (int i = 0; i < 31; i++) {
			medians.took(CardStep.KEY, 99);
		}
		assertEquals(99, medians.median(CardStep.KEY));
	}
}
