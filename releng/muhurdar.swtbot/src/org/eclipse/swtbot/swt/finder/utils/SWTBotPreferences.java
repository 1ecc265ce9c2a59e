package org.eclipse.swtbot.swt.finder.utils;

/** How patient the bots are. Each value is read once from a system property; times are in milliseconds. */
public abstract class SWTBotPreferences {

	/** How long finders, waits and actions try; a test may change it. */
	public static long TIMEOUT = Long.getLong("org.eclipse.swtbot.search.timeout", 5000);

	/** The pause after each event that is told to the listeners of a widget. */
	public static long PLAYBACK_DELAY = Long.getLong("org.eclipse.swtbot.playback.delay", 0);

	/** The pause between two looks. */
	public static final long DEFAULT_POLL_DELAY = Long.getLong("org.eclipse.swtbot.playback.poll.delay", 500);

	/** The key of {@code Widget.setData(key, id)} that finders by id use. */
	public static String DEFAULT_KEY = System.getProperty("org.eclipse.swtbot.search.defaultKey",
			"org.eclipse.swtbot.widget.key");

	/** Kept for the tests that set it; there is no keyboard here. */
	public static String KEYBOARD_LAYOUT = System.getProperty("org.eclipse.swtbot.keyboard.layout");

	private SWTBotPreferences() {
	}
}
