package muhurdar.ui.window;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Shell;

import muhurdar.ui.Ids;
import muhurdar.ui.Look;

/** Work at the start, before there is a window: a small one says what is going on if it takes longer than a moment. */
final class Preparing {

	private static final int MOMENT_MILLIS = 300;

	private Preparing() {
	}

	/** Does the work in a thread of its own and waits for it; throws what it throws. */
	static <T> T run(String sentence, Supplier<T> work) {
		Display display = Display.getDefault();
		Shell shell = shell(display, sentence);
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(work.get());
			} catch (RuntimeException | Error failure) {
				result.completeExceptionally(failure);
			}
			display.wake();
		}, "start");
		thread.start();
		display.timerExec(MOMENT_MILLIS, () -> open(shell));
		while (!result.isDone()) {
			if (!display.readAndDispatch()) {
				display.sleep();
			}
		}
		shell.dispose();
		return result(result);
	}

	private static <T> T result(CompletableFuture<T> result) {
		try {
			return result.join();
		} catch (CompletionException failure) {
			if (failure.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw failure;
		}
	}

	private static void open(Shell shell) {
		if (!shell.isDisposed()) {
			StartDialog.open(shell);
		}
	}

	private static Shell shell(Display display, String sentence) {
		Shell shell = new Shell(display, SWT.TITLE | SWT.BORDER);
		shell.setText(Messages.Start_Title);
		shell.setImage(AppIcon.image());
		Ids.set(shell, "start.preparing");
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 3 * Look.GRID;
		layout.verticalSpacing = 2 * Look.GRID;
		shell.setLayout(layout);
		Label text = new Label(shell, SWT.WRAP);
		text.setText(sentence);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
		data.widthHint = 50 * Look.GRID;
		text.setLayoutData(data);
		new ProgressBar(shell, SWT.INDETERMINATE).setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
		return shell;
	}
}
