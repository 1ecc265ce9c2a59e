package muhurdar.swtbot.internal;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.eclipse.swtbot.swt.finder.exceptions.WidgetNotFoundException;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;
import org.eclipse.swtbot.swt.finder.widgets.TimeoutException;

/** Asks again and again until it is so or time is up. */
public final class Waiting {

	private Waiting() {
	}

	/**
	 * Tests, sleeps, looks at the clock, tests again: there is at least one test and none at the deadline. A test
	 * that throws means "not yet"; the last such exception is the cause of the timeout.
	 */
	public static void until(Callable<Boolean> test, Supplier<String> failure, long timeout, long poll) {
		long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
		Exception last;
		do {
			last = null;
			try {
				if (test.call()) {
					return;
				}
			} catch (Exception e) {
				last = e;
			}
			Ui.pause(Math.max(1, poll));
		} while (System.nanoTime() < limit);
		throw new TimeoutException("Gave up after " + timeout + " ms: " + failure.get(), last);
	}

	/** With the timeout and the pause of the preferences. */
	public static void until(Callable<Boolean> test, Supplier<String> failure) {
		until(test, failure, SWTBotPreferences.TIMEOUT, SWTBotPreferences.DEFAULT_POLL_DELAY);
	}

	/** The first search result that is not empty; WidgetNotFoundException if there is none in time. */
	public static <T> List<T> found(String what, Supplier<List<T>> search) {
		Found<T> found = new Found<>();
		try {
			until(() -> found.by(search), () -> what + " is not there");
		} catch (TimeoutException e) {
			throw new WidgetNotFoundException("Not found: " + what, e);
		}
		return found.result;
	}

	private static final class Found<T> {

		private List<T> result = List.of();

		boolean by(Supplier<List<T>> search) {
			result = search.get();
			return !result.isEmpty();
		}
	}
}
