package muhurdar.swtbot.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.exceptions.AssertionFailedException;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;

/** The way from the thread of a test into the UI thread and back. */
public final class Ui {

	private static volatile Display known;

	private Ui() {
	}

	/** The display of this process, whichever thread owns it. */
	public static Display display() {
		Display found = known;
		if (found == null || found.isDisposed()) {
			found = search();
			known = found;
		}
		return found;
	}

	private static Display search() {
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			Display display = Display.findDisplay(thread);
			if (display != null && !display.isDisposed()) {
				return display;
			}
		}
		throw new AssertionFailedException("No thread of this process has a display");
	}

	/** Reads something in the UI thread; what is thrown there arrives as an SWTException with its cause. */
	public static <T> T ask(Display display, Supplier<T> question) {
		AtomicReference<T> answer = new AtomicReference<>();
		display.syncExec(() -> answer.set(question.get()));
		return answer.get();
	}

	/**
	 * Does something in the UI thread that may open a modal dialog: returns when it is done, or when the dialog
	 * waits for its user. The action may also end the application.
	 */
	public static void act(Display display, Runnable action) {
		try {
			display.asyncExec(action);
			if (Display.findDisplay(Thread.currentThread()) == display) {
				drain(display);
			}
			display.syncExec(() -> {
			});
		} catch (SWTException e) {
			if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
				throw e;
			}
		}
		pause(SWTBotPreferences.PLAYBACK_DELAY);
	}

	/** Tells the listeners of a widget, unless it is gone by then. */
	public static void send(Display display, Widget target, int type, Event event) {
		act(display, () -> {
			if (!target.isDisposed()) {
				target.notifyListeners(type, event);
			}
		});
	}

	/** Waits; a UI thread goes on serving its events meanwhile. */
	public static void pause(long millis) {
		if (millis <= 0) {
			return;
		}
		Display own = Display.findDisplay(Thread.currentThread());
		if (own != null) {
			serve(own, millis);
			return;
		}
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while driving the user interface", e);
		}
	}

	private static void serve(Display own, long millis) {
		boolean[] over = { false };
		own.timerExec((int) Math.min(millis, Integer.MAX_VALUE), () -> over[0] = true);
		while (!over[0] && !own.isDisposed()) {
			if (!own.readAndDispatch()) {
				own.sleep();
			}
		}
	}

	private static void drain(Display own) {
		boolean more = true;
		while (more && !own.isDisposed()) {
			more = own.readAndDispatch();
		}
	}
}
