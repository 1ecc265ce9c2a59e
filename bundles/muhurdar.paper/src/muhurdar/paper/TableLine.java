package muhurdar.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A line of tables that stand one below the other: headings or figures. */
record TableLine(boolean heading, List<String> cells) {

	private static final float[] WIDTHS = { 90, 46, 24, 26 };

	static List<TableLine> of(List<Table> tables, Locale language) {
		List<TableLine> lines = new ArrayList<>();
		for (Table table : tables) {
			if (!table.rows().isEmpty()) {
				if (!lines.isEmpty()) {
					lines.add(new TableLine(false, List.of()));
				}
				lines.add(new TableLine(true, table.headings()));
				table.rows()
						.forEach(row -> lines.add(new TableLine(false, row.stream().map(cell -> text(cell, language)).toList())));
			}
		}
		return lines;
	}

	private static String text(Object cell, Locale language) {
		return cell instanceof Double number ? String.format(language, "%.1f", number) : String.valueOf(cell);
	}

	static List<Listing.Column<TableLine>> columns() {
		return IntStream.range(0, WIDTHS.length)
				.mapToObj(at -> Listing.Column.<TableLine>drawn("", WIDTHS[at], (canvas, line, x, y) -> {
					String text = at < line.cells.size() ? line.cells.get(at) : "";
					if (line.heading) {
						canvas.boldFit(x, y, 9, WIDTHS[at] - 2, text);
					} else {
						canvas.cell(x, y, 9, WIDTHS[at] - 2, text);
					}
				})).toList();
	}
}
