package muhurdar.api;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import muhurdar.domain.Batch;
import muhurdar.domain.Card;
import muhurdar.domain.Tally;

/**
 * Every card that was drawn from stock for a batch, and where it is now: drawn = good + packed + spoiled + in safe +
 * back to stock + declared missing.
 */
public record BatchCount(Batch batch, List<Line> lines) {

	/** @param here whether it has to lie on the table or, once IN_SAFE, in the safe */
	public record Line(Card card, Tally tally, boolean here) {
	}

	public BatchCount {
		lines = List.copyOf(lines);
	}

	public int drawn() {
		return lines.size();
	}

	public int of(Tally tally) {
		return (int) lines.stream().filter(line -> line.tally() == tally).count();
	}

	/** What has to be found there. */
	public List<Card> here(Tally tally) {
		return lines.stream().filter(line -> line.tally() == tally && line.here()).map(Line::card).toList();
	}

	/** Those that there are any of, in their order, and always good, spoiled, in the safe and back. */
	public List<Tally> terms() {
		return Arrays.stream(Tally.values()).filter(tally -> of(tally) > 0 || switch (tally) {
		case GOOD, SPOILED, IN_SAFE, BACK -> true;
		case PACKED, DECLARED, HALF_MADE -> false;
		}).toList();
	}

	/** {@code 43 = 38 GOOD + 0 SPOILED + 2 IN_SAFE + 3 BACK}, with the words for each. */
	public String equation(Words words) {
		return equation(tally -> of(tally) + " " + words.name(tally));
	}

	/** The same for the audit log. */
	public String equation() {
		return equation(tally -> of(tally) + " " + tally);
	}

	private String equation(Function<Tally, String> term) {
		return drawn() + " = " + terms().stream().map(term).collect(Collectors.joining(" + "));
	}
}
