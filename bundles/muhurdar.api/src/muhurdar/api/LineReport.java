package muhurdar.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import muhurdar.domain.CardStep;
import muhurdar.domain.KeyType;

/**
 * What the line did from one instant until before another: the cards that came to their end between them. A card that
 * went back to stock, because nothing irreversible had been begun, is neither good nor spoiled.
 *
 * @param operators names, masked for whoever may not read the audit log, but for the own one
 * @param steps in order of reader and step; nothing of spoiled cards but the steps that they finished
 * @param slots all of them, in order, also those without a card
 */
public record LineReport(Instant from, Instant until, int good, int spoiled, List<Tally> batches, List<Tally> institutions,
		List<Tally> readers, List<Tally> operators, List<StepTime> steps, List<Failure> failures, List<Slot> slots,
		List<Cycle> cycles) {

	public LineReport {
		batches = List.copyOf(batches);
		institutions = List.copyOf(institutions);
		readers = List.copyOf(readers);
		operators = List.copyOf(operators);
		steps = List.copyOf(steps);
		failures = List.copyOf(failures);
		slots = List.copyOf(slots);
		cycles = List.copyOf(cycles);
	}

	/** What stands above the figures, see {@link Words#name}. */
	public enum Heading {
		DAY_REPORT, DAY, BATCH, INSTITUTION, READER, OPERATOR, STEP, REASON, HOUR, KEY, CARDS, GOOD, SPOILED, CARDS_PER_HOUR,
		MEDIAN_SECONDS, MACHINE_SECONDS, HANDLING_SECONDS, NOT_KNOWN
	}

	/** What was measured with keys of that type. */
	public Optional<Cycle> cycle(KeyType type) {
		return cycles.stream().filter(cycle -> cycle.keyType() == type).findFirst();
	}

	/** @param name empty if it is not known */
	public record Tally(String name, int good, int spoiled) {
	}

	/** @param cards how often it was measured */
	public record StepTime(String reader, CardStep step, int cards, long medianMillis) {
	}

	/** @param why as the journal says it: a {@link muhurdar.domain.Why} and its arguments, {@code CARD_FAULT [KEY, 6F00]}, or words */
	public record Failure(String why, CardStep step, int cards) {
	}

	/** A part of the time. */
	public record Slot(Instant from, Duration length, int good, int spoiled) {

		/** Good ones, as if it went on like this for an hour. */
		public double cardsPerHour() {
			return good * 3600.0 / length.toSeconds();
		}
	}

	/**
	 * What a card takes in a reader.
	 *
	 * @param cards how many were measured
	 * @param machine from its draw to its end, of good cards; the mean, since that is what decides how many there are in
	 *        an hour: an RSA key takes many times the median now and then
	 * @param handling from the end of a card to the draw of the next one in the same reader, the median; zero if there was
	 *        no next one within five minutes
	 */
	public record Cycle(KeyType keyType, int cards, Duration machine, Duration handling) {
	}
}
