package muhurdar.swtbot.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.hamcrest.Matcher;

/** One look for widgets, without waiting, in the UI thread. */
public final class Search {

	private Search() {
	}

	/** What matches at a root or below; nothing if there is no root. */
	public static <T extends Widget> List<T> matching(Matcher<T> matcher, Widget root) {
		List<T> found = new ArrayList<>();
		if (root == null) {
			return found;
		}
		for (Widget widget : Widgets.below(root)) {
			if (matcher.matches(widget)) {
				// the matcher is what tells the type
				@SuppressWarnings("unchecked") T match = (T) widget;
				found.add(match);
			}
		}
		return found;
	}

	/** The visible windows, dialogs included. */
	public static List<Shell> shells(Display display) {
		List<Shell> all = new ArrayList<>();
		for (Shell shell : display.getShells()) {
			collect(shell, all);
		}
		return all;
	}

	private static void collect(Shell shell, List<Shell> all) {
		if (!shell.isDisposed() && shell.isVisible() && !all.contains(shell)) {
			all.add(shell);
			for (Shell child : shell.getShells()) {
				collect(child, all);
			}
		}
	}
}
