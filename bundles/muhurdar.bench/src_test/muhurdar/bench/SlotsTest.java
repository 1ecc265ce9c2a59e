package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class SlotsTest {

	private static final ReaderName A = new ReaderName("fake", "A");
	private static final ReaderName B = new ReaderName("fake", "B");
	private static final ReaderName C = new ReaderName("fake", "C");
	private static final Refusal FAULT = new Refusal(Why.CARD_FAULT);
	private final Slots slots = new Slots();

	private void good(ReaderName reader, int times, long millis) {
		for (int i = 0; i < times; i++) {
			slots.good(reader, millis);
		}
	}

	private Optional<Why> drained(ReaderName reader) {
		return slots.drained(reader).map(Refusal::why);
	}

	@Test
	void threeInARowAreEnough() {
		good(A, 9, 100);
		slots.bad(A, FAULT);
		slots.bad(A, FAULT);
		slots.good(A, 100);
		assertTrue(drained(A).isEmpty());
		for (int i = 0; i < 3; i++) {
			assertTrue(drained(A).isEmpty());
			slots.bad(A, FAULT);
		}
		assertEquals(Optional.of(Why.READER_SPOILS), drained(A));
	}

	@Test
	void aReaderThatSpoilsTwiceAsOftenAsTheOthersIsDrainedAndOneAmongEquallyBadIsNot() {
		good(B, 8, 100);
		good(A, 3, 100);
		slots.bad(A, FAULT);
		assertTrue(drained(A).isEmpty());
		slots.bad(A, FAULT);
		assertEquals(Optional.of(Why.READER_SPOILS), drained(A));

		Slots hall = new Slots();
		for (int i = 0; i < 20; i++) {
			for (ReaderName reader : Set.of(A, B, C)) {
				if (i % 2 == 0) {
					hall.bad(reader, FAULT);
				} else {
					hall.good(reader, 100);
				}
			}
		}
		assertTrue(hall.drained(A).isEmpty() && hall.drained(B).isEmpty() && hall.drained(C).isEmpty());
	}

	@Test
	void whatTheCaOrTheOrderIsToBlameForDoesNotCount() {
		for (Why why : Set.of(Why.CA_REFUSED, Why.CA_UNAVAILABLE, Why.CARD_UNKNOWN, Why.CARD_NOT_IN_STOCK, Why.ATR_UNKNOWN)) {
			for (int i = 0; i < 5; i++) {
				slots.bad(A, new Refusal(why));
			}
		}
		assertTrue(drained(A).isEmpty());
	}

	@Test
	void aReaderThatTakesTwiceAsLongAsTheMedianOfTheOthersIsDrained() {
		good(B, 5, 2_000);
		good(C, 5, 3_000);
		good(A, 4, 9_000);
		assertTrue(drained(A).isEmpty());
		good(A, 1, 9_000);
		Refusal why = slots.drained(A).orElseThrow();
		assertEquals(Why.READER_SLOW, why.why());
		assertEquals(java.util.List.of(9L, 3L), why.arguments());
		assertTrue(drained(B).isEmpty() && drained(C).isEmpty());
	}

	@Test
	void amongTwoReadersOrWithinASecondNobodyIsSlow() {
		good(B, 5, 1_000);
		good(A, 11, 9_000);
		assertTrue(drained(A).isEmpty());
		Slots fast = new Slots();
		for (int i = 0; i < 11; i++) {
			fast.good(A, 900);
			fast.good(B, 10);
			fast.good(C, 10);
		}
		assertTrue(fast.drained(A).isEmpty());
	}

	@Test
	void aReaderThatIsPutBackStartsAnew() {
		slots.bad(A, FAULT);
		slots.bad(A, FAULT);
		slots.bad(A, FAULT);
		slots.forget(Set.of(A));
		assertTrue(drained(A).isEmpty());
		slots.bad(A, FAULT);
		assertTrue(drained(A).isEmpty());
	}
}
