package muhurdar.store.jdbc;

import java.util.Arrays;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Folding;

/** What somebody typed into a search field: a code if there is a digit in it, else parts of a name. */
final class Searched {

	private Searched() {
	}

	static boolean isCode(String text) {
		return text.chars().anyMatch(Character::isDigit);
	}

	/**
	 * Code or name; null finds everything.
	 *
	 * @param table with {@code id} and {@code holder_id}
	 * @param ids see {@link #byCode}
	 */
	static void by(Where where, String table, String ids, @Nullable String text) {
		if (text != null && isCode(text)) {
			byCode(where, table + ".id", ids, text);
		} else if (text != null) {
			Where named = new Where();
			byName(named, text);
			where.and(table + ".holder_id in (select h.id from holder h" + named + ")", named.arguments());
		}
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
