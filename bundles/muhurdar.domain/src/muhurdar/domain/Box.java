package muhurdar.domain;

import java.util.Locale;

/**
 * A box of blank cards as it came from the maker.
 *
 * @param label what stands on it, upper case; unique
 * @param profile the type of all its cards
 */
public record Box(BoxId id, int version, String label, String profile, Decision received) implements Versioned<BoxId> {

	private static final int LONGEST = 40;

	/** A box that has just come in, not yet stored. @throws Refusal FIELD_MISSING, FIELD_INVALID */
	public static Box received(BoxId id, String label, String profile, Decision by) {
		return new Box(id, 0, label(label), profile, by);
	}

	/** The label as it is stored, however it was typed or scanned. @throws Refusal FIELD_MISSING, FIELD_INVALID */
	public static String label(String typed) {
		String label = typed.strip().toUpperCase(Locale.ROOT);
		if (label.isEmpty()) {
			throw new Refusal(Why.FIELD_MISSING, "box");
		}
		if (label.length() > LONGEST || label.chars().anyMatch(Character::isISOControl)) {
			throw new Refusal(Why.FIELD_INVALID, "box", typed);
		}
		return label;
	}
}
