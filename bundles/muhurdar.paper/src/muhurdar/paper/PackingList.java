package muhurdar.paper;

import java.util.List;

/** What belongs to a batch, to be ticked off by hand. @param keyType as people call it */
public record PackingList(String batch, String keyType, List<Row> rows) {

	public PackingList {
		rows = List.copyOf(rows);
	}

	/**
	 * @param chip as people see it, empty if there is no good card
	 * @param good whether the card can be packed
	 * @param state of the card, as people call it
	 */
	public record Row(int envelope, String name, String institution, String order, String chip, boolean good, String state) {
	}
}
