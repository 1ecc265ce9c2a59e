package muhurdar.paper;

import java.time.Instant;
import java.util.Locale;

/**
 * Which print it is; stands at the foot of every page.
 *
 * @param by who printed it
 * @param copy from 1; from 2 on the paper says that it is a reprint
 * @param language Turkish, or English for any other
 */
public record Stamp(String by, Instant at, int copy, Locale language) {

	/** The same print of another sheet. */
	public Stamp copy(int number) {
		return new Stamp(by, at, number, language);
	}
}
