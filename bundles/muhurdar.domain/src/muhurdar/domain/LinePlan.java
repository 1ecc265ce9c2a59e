package muhurdar.domain;

import java.time.Duration;

/**
 * What a line of readers and operators makes at best. In every reader a card takes the machine's time, then an operator's
 * hands, who takes it out and puts the next one in; a reader waits for a hand, never the other way round. So no more
 * comes out than the readers' cycles allow, {@code readers / (machine + handling)}, nor more than the hands,
 * {@code operators / handling}.
 *
 * <p>It assumes that operators handle one card at a time and go to whichever reader is ready, that readers are alike, that
 * all cards are good and the CA keeps up. What it leaves out is waiting: where the two bounds meet, several readers are
 * ready at once and some of the hour is lost. With RSA keys, whose times scatter widely, a simulated line makes up to a
 * quarter less there, and within a tenth of this where one bound is half the other.
 *
 * @param readers at least 1
 * @param operators at least 1
 * @param machine mean time from the draw of a card to its end
 * @param handling from then until the next one is in
 */
public record LinePlan(int readers, int operators, Duration machine, Duration handling) {

	public LinePlan {
		if (readers < 1 || operators < 1 || machine.isNegative() || handling.isNegative()
				|| machine.plus(handling).isZero()) {
			throw new IllegalArgumentException(readers + " readers, " + operators + " operators, " + machine + ", " + handling);
		}
	}

	public double cardsPerHour() {
		double byReaders = readers / hours(machine.plus(handling));
		return handling.isZero() ? byReaders : Math.min(byReaders, operators / hours(handling));
	}

	/** Whether one more reader would change nothing: the hands are the slowest part. */
	public boolean handsAreSlowest() {
		return !handling.isZero() && operators / hours(handling) < readers / hours(machine.plus(handling));
	}

	/** How long so many cards take. */
	public Duration time(int cards) {
		return Duration.ofMillis(Math.round(cards / cardsPerHour() * 3_600_000));
	}

	private static double hours(Duration time) {
		return time.toMillis() / 3_600_000.0;
	}
}
