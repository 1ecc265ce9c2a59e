package muhurdar.paper;

import java.util.List;

/**
 * A small table. @param headings one to four; @param rows as many cells each as there are headings: strings, and numbers
 * ({@link Double} with one decimal)
 */
public record Table(String title, List<String> headings, List<List<Object>> rows) {

	public Table {
		headings = List.copyOf(headings);
		rows = List.copyOf(rows);
		int cells = headings.size();
		if (cells < 1 || cells > 4 || rows.stream().anyMatch(row -> row.size() != cells)) {
			throw new IllegalArgumentException(title + ": " + headings);
		}
	}
}
