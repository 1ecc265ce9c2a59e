package muhurdar.api;

import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Box;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;

/**
 * A box in the list of the stock.
 *
 * @param box null: the cards of no box
 * @param first the lowest serial number of its cards
 * @param last the highest one
 * @param counts how many of its cards are in a state; no zeros
 */
public record BoxRow(@Nullable Box box, ChipSerial first, ChipSerial last, Map<CardState, Integer> counts) {

	public BoxRow {
		counts = Map.copyOf(counts);
	}

	public int in(CardState state) {
		return counts.getOrDefault(state, 0);
	}

	public int all() {
		return counts.values().stream().mapToInt(Integer::intValue).sum();
	}
}
