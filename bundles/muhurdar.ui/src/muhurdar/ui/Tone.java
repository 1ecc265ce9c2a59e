package muhurdar.ui;

/** What a colour means. Never shown as colour alone: an icon and a word go with it. */
public enum Tone {
	/** Nothing special. */
	PLAIN("plain"),
	/** Something can be done here. */
	ACT("act"),
	/** Done, in order. */
	DONE("done"),
	/** Waits, or will soon be late. */
	WAIT("wait"),
	/** Late or failed. */
	LATE("late"),
	/** Ended, nothing more will come. */
	ENDED("ended");

	private final String icon;

	Tone(String icon) {
		this.icon = icon;
	}

	/** Name of its icon in {@link Icons}. */
	public String icon() {
		return icon;
	}
}
