package muhurdar.domain;

/** Where a card that was drawn from stock for a batch is when the batch is counted. */
public enum Tally {
	/** Checked, and here. */
	GOOD,
	/** In a parcel. */
	PACKED,
	/** Spoiled, and not in the safe yet. */
	SPOILED,
	/** In the safe, or destroyed out of it. */
	IN_SAFE,
	/** Still blank: goes back to stock. */
	BACK,
	/** Declared missing or lost. */
	DECLARED,
	/** Half made: its batch cannot be counted. */
	HALF_MADE
}
