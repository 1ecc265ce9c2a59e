package muhurdar.paper;

import java.util.List;
import java.util.function.Function;

/**
 * A table over pages of A4, its head on each, with places for signatures below the last row.
 *
 * @param code stands as Code 128 beside the title, empty: none
 * @param rowHeight mm
 * @param signatures who signs
 */
record Listing<R>(String title, String summary, String code, float rowHeight, List<Column<R>> columns,
		List<String> signatures) {

	private static final float WIDTH = 210;
	private static final float HEIGHT = 297;
	private static final float MARGIN = 12;
	private static final float FIRST_ROW = 46;
	private static final float LAST_ROW = 278;
	private static final float SIGNATURES = 32;

	interface Cell<R> {
		/** @param y of the row's text */
		void draw(Canvas canvas, R row, float x, float y);
	}

	/** @param width mm, the gap to the next one in it */
	record Column<R>(String heading, float width, Cell<R> cell) {

		static <R> Column<R> drawn(String heading, float width, Cell<R> cell) {
			return new Column<>(heading, width, cell);
		}

		static <R> Column<R> text(String heading, float width, Function<R, String> text) {
			return drawn(heading, width, (canvas, row, x, y) -> canvas.cell(x, y, 9, width - 2, text.apply(row)));
		}

		static <R> Column<R> bold(String heading, float width, Function<R, String> text) {
			return drawn(heading, width, (canvas, row, x, y) -> canvas.boldFit(x, y, 10, width - 2, text.apply(row)));
		}
	}

	byte[] draw(List<R> rows, Texts texts, Stamp stamp) {
		int perPage = (int) ((LAST_ROW - FIRST_ROW) / rowHeight);
		int lastRows = rows.size() % perPage == 0 && !rows.isEmpty() ? perPage : rows.size() % perPage;
		boolean signedApart = FIRST_ROW + lastRows * rowHeight + SIGNATURES > LAST_ROW;
		int pages = Math.max(1, (rows.size() + perPage - 1) / perPage) + (signedApart ? 1 : 0);
		try (Canvas canvas = new Canvas(WIDTH, HEIGHT, title, stamp.at())) {
			for (int page = 1; page <= pages; page++) {
				canvas.page();
				head(canvas);
				Papering.foot(canvas, WIDTH, HEIGHT, texts, stamp, texts.get("page", page, pages));
				float y = FIRST_ROW;
				for (R row : rows.subList(Math.min((page - 1) * perPage, rows.size()), Math.min(page * perPage, rows.size()))) {
					float x = MARGIN;
					for (Column<R> column : columns) {
						column.cell.draw(canvas, row, x, y + 5);
						x += column.width;
					}
					y += rowHeight;
					canvas.line(MARGIN, y, WIDTH - MARGIN, y);
				}
				if (page == pages) {
					sign(canvas, texts, y);
				}
			}
			return canvas.pdf();
		}
	}

	private void head(Canvas canvas) {
		canvas.bold(MARGIN, 20, 18, title);
		canvas.text(MARGIN, 28, 10, summary);
		if (!code.isEmpty()) {
			canvas.code128(WIDTH - MARGIN - 70, 13, 70, 13, code);
		}
		float x = MARGIN;
		for (Column<R> column : columns) {
			canvas.boldFit(x, FIRST_ROW - 3, 8, column.width - 2, column.heading);
			x += column.width;
		}
		canvas.line(MARGIN, FIRST_ROW, WIDTH - MARGIN, FIRST_ROW);
	}

	private void sign(Canvas canvas, Texts texts, float below) {
		float width = (WIDTH - 2 * MARGIN) / signatures.size();
		float x = MARGIN;
		for (String who : signatures) {
			canvas.bold(x, below + 10, 10, who);
			canvas.line(x, below + 25, x + width - 10, below + 25);
			canvas.text(x, below + 29, 7, texts.get("signature"));
			x += width;
		}
	}
}
