package muhurdar.ui;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;

/** Names of people, which are stored in upper case by Turkish rules. */
public final class Names {

	private static final Locale TURKISH = Locale.of("tr");

	private Names() {
	}

	/** {@code ÖZDEMİR I.}: for a tile that strangers may see. The last word is the surname. */
	public static String shortened(String fullName) {
		String[] words = fullName.strip().split("\\s+");
		if (words.length < 2) {
			return fullName.strip();
		}
		String given = words[0];
		return words[words.length - 1] + " " + given.substring(0, given.offsetByCodePoints(0, 1)) + ".";
	}

	/** Upper case by Turkish rules: i becomes İ. */
	public static String upper(String text) {
		return text.toUpperCase(TURKISH);
	}

	/** Turkish order of the alphabet. */
	public static Comparator<String> order() {
		Collator collator = Collator.getInstance(TURKISH);
		return collator::compare;
	}
}
