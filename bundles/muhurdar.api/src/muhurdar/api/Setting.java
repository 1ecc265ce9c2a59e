package muhurdar.api;

import java.util.Set;
import java.util.function.Function;

/**
 * A typed setting. Read from {@code -Dmuhurdar.KEY}, then {@code settings.properties} in the data folder, then the default.
 *
 * @param unit for people and README, empty if it has none
 */
public record Setting<T>(String key, T defaultValue, String unit, Function<String, T> parse) {

	public static Setting<Integer> number(String key, int defaultValue, String unit) {
		return new Setting<>(key, defaultValue, unit, Integer::valueOf);
	}

	public static Setting<String> text(String key, String defaultValue) {
		return new Setting<>(key, defaultValue, "", text -> text);
	}

	public static Setting<Boolean> flag(String key, boolean defaultValue) {
		return new Setting<>(key, defaultValue, "", Setting::flag);
	}

	/** One of these words; the first is the default. */
	public static Setting<String> choice(String key, String... words) {
		return new Setting<>(key, words[0], "", text -> {
			if (!Set.of(words).contains(text)) {
				throw new IllegalArgumentException("none of " + String.join(", ", words) + ": " + text);
			}
			return text;
		});
	}

	private static Boolean flag(String text) {
		return switch (text) {
		case "true" -> true;
		case "false" -> false;
		default -> throw new IllegalArgumentException("neither true nor false: " + text);
		};
	}
}
