package muhurdar.ca.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** What goes wrong with some of the questions to a {@link CaServer}, by lot. Thread-safe. */
final class CaTrouble {

	enum What {
		/** Waits before it does what was asked. */
		SLOW,
		/** Does it, and waits before it answers. */
		LATE,
		/** Does it twice and answers twice, as if the question had come twice. */
		TWICE,
		/** Cuts the line, nothing done. */
		CUT_BEFORE,
		/** Does it and cuts the line instead of answering. */
		CUT_AFTER,
		/** Does it and never answers; the line stays. */
		MUTE
	}

	/** @param chance 0 to 1 @param millis how long it waits, for SLOW and LATE */
	record Lot(What what, double chance, long millis) {

		/** {@code WHAT:CHANCE[:MILLIS]} */
		static Lot of(String option) {
			String[] part = option.split(":");
			if (part.length < 2 || part.length > 3) {
				throw new IllegalArgumentException("WHAT:CHANCE[:MILLIS] is wanted: " + option);
			}
			return new Lot(What.valueOf(part[0].toUpperCase(Locale.ROOT)), Double.parseDouble(part[1]),
					part.length == 3 ? Long.parseLong(part[2]) : 0);
		}
	}

	private final Random random;
	private final List<Lot> lots;

	CaTrouble(List<Lot> lots, long seed) {
		this.lots = new ArrayList<>(lots);
		random = new Random(seed);
	}

	/** At most one trouble for one question. */
	synchronized Optional<Lot> draw() {
		double drawn = random.nextDouble();
		for (Lot lot : lots) {
			if (drawn < lot.chance()) {
				return Optional.of(lot);
			}
			drawn -= lot.chance();
		}
		return Optional.empty();
	}
}
