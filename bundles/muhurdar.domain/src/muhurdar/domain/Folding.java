package muhurdar.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Folds text for searching: lower case by Turkish rules, then without diacritics, with i, ı, İ and I as one letter,
 * ç as c, ş as s and so on; runs of white space become one space. For comparing only, never shown.
 */
public final class Folding {

	private static final Locale TURKISH = Locale.of("tr");
	private static final Pattern MARKS = Pattern.compile("\\p{M}+");
	private static final Pattern SPACE = Pattern.compile("\\s+");

	private Folding() {
	}

	public static String fold(String text) {
		String apart = Normalizer.normalize(text.toLowerCase(TURKISH), Normalizer.Form.NFD);
		return SPACE.matcher(MARKS.matcher(apart).replaceAll("").replace('ı', 'i').strip()).replaceAll(" ");
	}
}
