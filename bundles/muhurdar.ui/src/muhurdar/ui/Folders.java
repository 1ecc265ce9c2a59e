package muhurdar.ui;

import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;

/** Where something is saved to: the system's own dialog asks. Display thread only. */
public final class Folders {

	private static Function<Shell, @Nullable String> dialog = shell -> new DirectoryDialog(shell).open();

	private Folders() {
	}

	/** Null if none was chosen. */
	public static @Nullable String ask(Shell parent) {
		return dialog.apply(parent);
	}

	/** Always this one from now on: no test can press a button of the system's dialog. */
	public static void answer(String folder) {
		dialog = shell -> folder;
	}
}
