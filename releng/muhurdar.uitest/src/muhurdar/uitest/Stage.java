package muhurdar.uitest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** A display with its event loop in a thread of its own, for tests of plain SWT windows. */
final class Stage implements AutoCloseable {

	private final CompletableFuture<Display> display = new CompletableFuture<>();
	private final CompletableFuture<Void> ended = new CompletableFuture<>();
	private final Faults faults = new Faults();

	private Stage() {
	}

	static Stage open() throws Exception {
		Stage stage = new Stage();
		new Thread(stage::run, "stage").start();
		stage.display.get(30, TimeUnit.SECONDS);
		return stage;
	}

	private void run() {
		try {
			Display own = new Display();
			faults.watch(own);
			display.complete(own);
			while (!own.isDisposed()) {
				serve(own);
			}
			ended.complete(null);
		} catch (Throwable failure) {
			display.completeExceptionally(failure);
			ended.completeExceptionally(failure);
		}
	}

	private void serve(Display own) {
		try {
			if (!own.readAndDispatch()) {
				own.sleep();
			}
		} catch (RuntimeException | Error fault) {
			faults.add(fault);
		}
	}

	/** Opens a window of 500 by 400 pixels whose content the caller makes. */
	Shell window(String title, Consumer<Shell> content) {
		return ask(() -> {
			Shell shell = new Shell(display.join());
			shell.setText(title);
			shell.setLayout(new GridLayout());
			content.accept(shell);
			shell.setBounds(50, 50, 500, 400);
			shell.open();
			return shell;
		});
	}

	/** Asks something in the UI thread. */
	<T> T ask(Supplier<T> question) {
		return display.join().syncCall(question::get);
	}

	/** Fails if a listener threw anything since the last call. */
	void assertNoFaults() {
		faults.assertNone();
	}

	/** Closes all windows; fails if a listener threw anything. */
	void clear() {
		display.join().syncExec(() -> {
			for (Shell shell : display.join().getShells()) {
				shell.dispose();
			}
		});
		faults.assertNone();
	}

	@Override
	public void close() throws Exception {
		display.join().syncExec(display.join()::dispose);
		ended.get(10, TimeUnit.SECONDS);
	}
}
