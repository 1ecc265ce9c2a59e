package muhurdar.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import muhurdar.domain.CardStep;

/** How long each step took lately, and what that says of the steps to come. Thread-safe. */
final class Medians {

	private static final int KEPT = 31;

	private final Map<CardStep, long[]> times = new EnumMap<>(CardStep.class);
	private final Map<CardStep, Integer> counts = new EnumMap<>(CardStep.class);

	synchronized void took(CardStep step, long millis) {
		int count = counts.merge(step, 1, Integer::sum);
		times.computeIfAbsent(step, fresh -> new long[KEPT])[(count - 1) % KEPT] = millis;
	}

	/** True once every step has been seen. */
	synchronized boolean known() {
		return counts.size() == CardStep.values().length;
	}

	/** Milliseconds from the beginning of this step to the end of the card. */
	synchronized long from(CardStep step) {
		long sum = 0;
		for (CardStep each : CardStep.values()) {
			if (each.compareTo(step) >= 0) {
				sum += median(each);
			}
		}
		return sum;
	}

	synchronized long median(CardStep step) {
		int count = Math.min(KEPT, counts.getOrDefault(step, 0));
		if (count == 0) {
			return 0;
		}
		long[] sorted = Arrays.copyOf(times.getOrDefault(step, new long[KEPT]), count);
		Arrays.sort(sorted);
		return sorted[count / 2];
	}
}
