package muhurdar.ui;

import java.util.function.Function;

/**
 * A column of a {@link PagedTable}.
 *
 * @param width at least so many pixels; @param grow share of the room that is left, 0 for none
 * @param right for numbers and dates
 */
public record Column<R>(String title, int width, int grow, boolean right, Function<R, Mark> mark, boolean toned) {

	Column<R> wider(int pixels) {
		return new Column<>(title, width + pixels, grow, right, mark, toned);
	}

	/** Words that may be cut: they give up room where there is too little. */
	boolean shrinks() {
		return grow == 1 && !toned;
	}

	/** Text, left-aligned, growing with the table. */
	public static <R> Column<R> text(String title, int width, Function<R, String> text) {
		return new Column<>(title, width, 1, false, row -> Mark.plain(text.apply(row)), false);
	}

	/** A number or date, right-aligned, of fixed width. */
	public static <R> Column<R> number(String title, int width, Function<R, String> text) {
		return new Column<>(title, width, 0, true, row -> Mark.plain(text.apply(row)), false);
	}

	/** A code or short word, left-aligned, of fixed width. */
	public static <R> Column<R> code(String title, int width, Function<R, String> text) {
		return new Column<>(title, width, 0, false, row -> Mark.plain(text.apply(row)), false);
	}

	/** A state: icon, colour and word, or the reason why something cannot be; takes nearly all the room that is left. */
	public static <R> Column<R> mark(String title, int width, Function<R, Mark> mark) {
		return new Column<>(title, width, 6, false, mark, true);
	}
}
