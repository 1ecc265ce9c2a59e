package muhurdar.uitest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;

/**
 * What the product threw in the UI thread: from a listener or from something posted there. The event loop would only
 * log it, and the test would stay green.
 */
final class Faults {

	private static final List<String> TEST_SIDE = List.of("muhurdar.uitest.", "muhurdar.swtbot.",
			"org.eclipse.swtbot.");

	private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

	void watch(Display display) {
		display.setRuntimeExceptionHandler(fault -> {
			if (isTheTests(fault)) {
				throw fault;
			}
			thrown.add(fault);
		});
		display.setErrorHandler(fault -> {
			if (isTheTests(fault)) {
				throw fault;
			}
			thrown.add(fault);
		});
	}

	/** Takes what came out of an event loop. */
	void add(Throwable fault) {
		if (!(fault instanceof SWTException wrapper && wrapper.throwable != null && isTheTests(wrapper.throwable))) {
			thrown.add(fault);
		}
	}

	/** Fails if anything was thrown since the last call. */
	void assertNone() {
		if (thrown.isEmpty()) {
			return;
		}
		AssertionError failure = new AssertionError("A listener failed: " + thrown.getFirst(), thrown.getFirst());
		thrown.stream().skip(1).forEach(failure::addSuppressed);
		thrown.clear();
		throw failure;
	}

	/**
	 * Whether the test posted the code that failed and no listener lies between: SWT hands the failure back to the
	 * test, who waits for it, if the handler does not keep it (and to the event loop, as an SWTException).
	 */
	private static boolean isTheTests(Throwable fault) {
		String inner = "";
		for (StackTraceElement frame : fault.getStackTrace()) {
			String name = frame.getClassName();
			if (name.equals("org.eclipse.swt.widgets.EventTable")) {
				return false;
			}
			if (name.equals("org.eclipse.swt.widgets.RunnableLock")) {
				return TEST_SIDE.stream().anyMatch(inner::startsWith);
			}
			inner = name;
		}
		return false;
	}
}
