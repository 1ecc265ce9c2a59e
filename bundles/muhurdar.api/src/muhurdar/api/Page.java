package muhurdar.api;

import java.util.List;

/** A part of a list. @param from index of the first row; @param total rows of the whole list */
public record Page<R>(List<R> rows, int from, int total) {

	public Page {
		rows = List.copyOf(rows);
	}
}
