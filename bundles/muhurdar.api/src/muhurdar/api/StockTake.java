package muhurdar.api;

import java.util.List;

import muhurdar.domain.Box;
import muhurdar.domain.Card;
import muhurdar.domain.ChipSerial;

/**
 * What is in a box beside what should be. Everything but {@code missing} and {@code foundAgain} stays as it is.
 *
 * @param inPlace seen, in stock or kept for a batch
 * @param missing in stock on record, not seen: will be MISSING
 * @param foundAgain MISSING on record, seen: will be IN_STOCK
 * @param elsewhere seen, but of another box or of no stock at all
 * @param unknown seen, never received
 */
public record StockTake(Box box, List<Card> inPlace, List<Card> missing, List<Card> foundAgain, List<Card> elsewhere,
		List<ChipSerial> unknown) {

	public StockTake {
		inPlace = List.copyOf(inPlace);
		missing = List.copyOf(missing);
		foundAgain = List.copyOf(foundAgain);
		elsewhere = List.copyOf(elsewhere);
		unknown = List.copyOf(unknown);
	}
}
