package muhurdar.api;

import java.util.List;

import muhurdar.domain.ChipSerial;

/** What a person who counts a batch found. */
public sealed interface OnTable {

	/**
	 * Counted by hand.
	 *
	 * @param spoiled not in the safe yet
	 * @param back blank cards
	 */
	record Counted(int good, int spoiled, int inSafe, int back) implements OnTable {
	}

	/** Scanned one by one: good, spoiled and blank ones; those in the safe were scanned when they were laid there. */
	record Scanned(List<ChipSerial> serials) implements OnTable {

		public Scanned {
			serials = List.copyOf(serials);
		}
	}
}
