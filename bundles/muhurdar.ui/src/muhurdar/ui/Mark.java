package muhurdar.ui;

/** A state as people see it: a word, with the colour and icon of its tone. */
public record Mark(Tone tone, String text) {

	public static Mark plain(String text) {
		return new Mark(Tone.PLAIN, text);
	}
}
