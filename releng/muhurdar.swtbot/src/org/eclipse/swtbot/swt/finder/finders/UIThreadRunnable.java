package org.eclipse.swtbot.swt.finder.finders;

import org.eclipse.swt.widgets.Display;
import org.eclipse.swtbot.swt.finder.results.ArrayResult;
import org.eclipse.swtbot.swt.finder.results.Result;
import org.eclipse.swtbot.swt.finder.results.VoidResult;

import muhurdar.swtbot.internal.Ui;

/** Runs code of a test in the UI thread. What it throws arrives as an SWTException with the cause. */
public abstract class UIThreadRunnable {

	private UIThreadRunnable() {
	}

	public static <T> T syncExec(Result<T> toRun) {
		return syncExec(Ui.display(), toRun);
	}

	public static <T> T syncExec(Display display, Result<T> toRun) {
		return Ui.ask(display, toRun::run);
	}

	public static <T> T[] syncExec(ArrayResult<T> toRun) {
		return syncExec(Ui.display(), toRun);
	}

	public static <T> T[] syncExec(Display display, ArrayResult<T> toRun) {
		return Ui.ask(display, toRun::run);
	}

	public static void syncExec(VoidResult toRun) {
		syncExec(Ui.display(), toRun);
	}

	public static void syncExec(Display display, VoidResult toRun) {
		display.syncExec(toRun::run);
	}

	/** Does not wait. */
	public static void asyncExec(VoidResult toRun) {
		Ui.display().asyncExec(toRun::run);
	}
}
