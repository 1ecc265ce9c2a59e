package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.Test;

/** The plan against a line simulated card by card: readers that work, wait for a hand and are handled. */
class LinePlanTest {

	private static final double HANDLING = 8;
	private static final int CARDS = 40_000;

	/** An event of a reader: its card is ready for a hand, at that second. */
	private record Ready(double at, int reader) {
	}

	/** Operators take the reader that has waited longest. @return good cards an hour */
	private static double simulated(int readers, int operators, DoubleSupplier machine) {
		PriorityQueue<Ready> ready = new PriorityQueue<>(Comparator.comparingDouble(Ready::at).thenComparingInt(Ready::reader));
		PriorityQueue<Double> hands = new PriorityQueue<>();
		for (int i = 0; i < readers; i++) {
			ready.add(new Ready(machine.getAsDouble(), i));
		}
		for (int i = 0; i < operators; i++) {
			hands.add(0.0);
		}
		double end = 0;
		for (int card = 0; card < CARDS; card++) {
			Ready next = ready.remove();
			end = Math.max(next.at, hands.remove()) + HANDLING;
			hands.add(end);
			ready.add(new Ready(end + machine.getAsDouble(), next.reader));
		}
		return CARDS * 3600 / end;
	}

	/** As keys of RSA take their time: median 12 s, now and then a minute; commands 4 s. */
	private static DoubleSupplier rsa() {
		Random random = new Random(7);
		return () -> 4 + 12 * Math.exp(0.6611 * random.nextGaussian());
	}

	private static Duration mean(DoubleSupplier machine) {
		double sum = 0;
		for (int i = 0; i < CARDS; i++) {
			sum += machine.getAsDouble();
		}
		return Duration.ofMillis(Math.round(1000 * sum / CARDS));
	}

	private static LinePlan plan(int readers, int operators, Duration machine) {
		return new LinePlan(readers, operators, machine, Duration.ofMillis((long) (1000 * HANDLING)));
	}

	@Test
	void oneReaderWithItsOwnOperatorMakesWhatThePlanSays() {
		double planned = plan(1, 1, mean(rsa())).cardsPerHour();
		assertEquals(1, simulated(1, 1, rsa()) / planned, 0.02);
	}

	@Test
	void cardsThatAllTakeTheSameTimeLeaveNobodyWaiting() {
		for (int readers = 1; readers <= 16; readers++) {
			for (int operators = 1; operators <= 4; operators++) {
				LinePlan plan = plan(readers, operators, Duration.ofSeconds(20));
				assertEquals(1, simulated(readers, operators, () -> 20) / plan.cardsPerHour(), 0.01, plan.toString());
			}
		}
	}

	@Test
	void aScatteringLineMakesNoMoreThanThePlanAndNotMuchLess() {
		Duration machine = mean(rsa());
		for (int readers = 1; readers <= 16; readers++) {
			for (int operators = 1; operators <= 4; operators++) {
				LinePlan plan = plan(readers, operators, machine);
				double byReaders = readers * 3600.0 / (machine.toMillis() / 1000.0 + HANDLING);
				double byHands = operators * 3600.0 / HANDLING;
				double share = simulated(readers, operators, rsa()) / plan.cardsPerHour();
				assertTrue(share < 1.02, share + " of " + plan);
				assertTrue(share > 0.75, share + " of " + plan);
				if (Math.max(byReaders, byHands) > 2 * Math.min(byReaders, byHands)) {
					assertTrue(share > 0.9, share + " of " + plan);
				}
			}
		}
	}

	@Test
	void thePlanSaysWhetherHandsAreTheSlowestPart() {
		assertTrue(plan(16, 1, Duration.ofSeconds(20)).handsAreSlowest());
		assertFalse(plan(2, 1, Duration.ofSeconds(20)).handsAreSlowest());
		assertFalse(new LinePlan(16, 1, Duration.ofSeconds(20), Duration.ZERO).handsAreSlowest());
	}

	@Test
	void timeIsCardsByTheirRate() {
		assertEquals(Duration.ofSeconds(280), plan(1, 1, Duration.ofSeconds(20)).time(10));
		assertEquals(Duration.ofSeconds(80), plan(16, 1, Duration.ofSeconds(20)).time(10));
	}

	@Test
	void aLineOfNobodyIsNone() {
		assertThrows(IllegalArgumentException.class, () -> plan(0, 1, Duration.ofSeconds(20)));
		assertThrows(IllegalArgumentException.class, () -> plan(1, 0, Duration.ofSeconds(20)));
		assertThrows(IllegalArgumentException.class, () -> new LinePlan(1, 1, Duration.ZERO, Duration.ZERO));
	}
}
