package muhurdar.ui;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What one tile says, to be read from two metres.
 *
 * @param number the one that is on the reader too
 * @param icon see {@link Icons}
 * @param headline one or two words: what to do
 * @param line below it, big: an envelope, a wait; may be empty
 * @param small below that: a name, a reason; may be empty
 * @param progress 0 to 100, null for none
 */
public record Tile(int number, Tone tone, String icon, String headline, String line, String small,
		@Nullable Integer progress) {

	/** For screen readers and tests. */
	public String spoken() {
		return (number + " " + headline + " " + line + " " + small).strip();
	}
}
