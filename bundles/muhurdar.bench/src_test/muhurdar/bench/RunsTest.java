package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Actor;

class RunsTest {

	private final Runs runs = new Runs();
	private final List<BatchRun> over = new ArrayList<>();
	private final List<Personalisation> lost = new ArrayList<>();
	private final BatchRun first = runs.add(Fakes.BATCH, new Actor(Fakes.USER, new UUID(2, 2)), 2, List.of(), over::add,
			lost::add);
	private final BatchRun second = runs.add(Fakes.SECOND, new Actor(Fakes.USER, new UUID(2, 2)), 1, List.of(), over::add,
			lost::add);

	@Test
	void aBlankCardGoesToTheBatchWithFewestUnderWayAndAmongEqualsToTheFirst() {
		assertEquals(List.of(first, second), runs.forBlank());
		assertTrue(first.begins());
		first.drawn();
		assertEquals(List.of(second, first), runs.forBlank());
		assertTrue(second.begins());
		second.drawn();
		assertEquals(List.of(first), runs.forBlank());
	}

	@Test
	void aBatchIsOverWhenItsOwnCardsAreAndTheOthersGoOn() {
		second.begins();
		second.drawn();
		second.ends();
		assertEquals(List.of(second), over);
		assertTrue(runs.goesOn());
		runs.remove(second);
		first.stop();
		assertEquals(List.of(second, first), over);
		assertFalse(runs.goesOn());
	}

	@Test
	void anOrderWhoseCardWasGivenUpIsLeftAgain() {
		second.begins();
		second.drawn();
		second.givenBack();
		second.ends();
		assertEquals(List.of(), over);
		assertTrue(runs.forBlank().contains(second));
	}
}
