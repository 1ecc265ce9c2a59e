package muhurdar.store.jdbc;

import java.util.Arrays;
import java.util.Locale;

import muhurdar.domain.Folding;

/** What somebody typed into a search field: a code if there is a digit in it, else parts of a name. */
final class Searched {

	private Searched() {
	}

	static boolean isCode(String text) {
		return text.chars().anyMatch(Character::isDigit);
	}

	/** Every word is somewhere in the name. */
	static void byName(Where where, String text) {
		for (String word : Folding.fold(text).split(" ")) {
			where.and("h.folded like ?", "%" + word.replaceAll("([%_\\\\])", "\\\\$1") + "%");
		}
	}

	/**
	 * One of the codes is exactly this one.
	 *
	 * @param ids a query of ids, the code wherever it has a question mark
	 */
	static void byCode(Where where, String column, String ids, String text) {
		Object[] codes = new Object[(int) ids.chars().filter(c -> c == '?').count()];
		Arrays.fill(codes, text.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
		where.and(column + " in (" + ids + ")", codes);
	}
}
