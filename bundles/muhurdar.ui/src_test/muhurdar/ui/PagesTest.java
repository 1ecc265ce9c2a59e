package muhurdar.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import muhurdar.api.Page;

class PagesTest {

	private static final int TOTAL = 1_000;

	private final Pages<Integer> pages = new Pages<>(10);

	@Test
	void aRowThatWasNotReadIsNotThere() {
		assertEquals(TOTAL, pages.replace(read(2)));
		assertEquals(25, pages.row(25));
		assertNull(pages.row(19));
		assertNull(pages.row(30));
		assertNull(pages.row(-1));
	}

	@Test
	void aPageIsAskedForOnceUnlessItWasGivenUp() {
		assertEquals(Set.of(1, 2), pages.ask(Set.of(1, 2)));
		assertEquals(Set.of(3), pages.ask(Set.of(2, 3)));
		pages.giveUp(Set.of(2));
		assertEquals(Set.of(2), pages.ask(Set.of(2, 3)));
		pages.add(read(4));
		assertEquals(Set.of(), pages.ask(Set.of(4)));
	}

	@Test
	void manyPagesAreNotKeptForEver() {
		IntStream.range(0, 100).forEach(page -> pages.add(read(page)));
		assertEquals(995, pages.row(995));
		assertNull(pages.row(5), "read long ago");
		assertEquals(Set.of(0), pages.ask(Set.of(0)), "can be asked for again");
	}

	@Test
	void aNewAnswerReplacesEverything() {
		pages.add(read(1));
		pages.replace(read(3));
		assertNull(pages.row(15));
		assertEquals(35, pages.row(35));
	}

	private static Map<Integer, Page<Integer>> read(int page) {
		return Pages.fetch((from, size) -> new Page<>(IntStream.range(from, from + size).boxed().toList(), from, TOTAL),
				List.of(page), 10);
	}
}
