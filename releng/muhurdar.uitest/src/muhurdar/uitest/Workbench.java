package muhurdar.uitest;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.eclipse.core.databinding.observable.Realm;
import org.eclipse.e4.ui.internal.workbench.E4Workbench;
import org.eclipse.e4.ui.internal.workbench.swt.E4Application;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.databinding.swt.DisplayRealm;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The real e4 application in a thread of its own, so that the thread of the test is free to drive it.
 * The product (Application.e4xmi, CSS) is the one that the -product argument of the test run names.
 * Closing it fails if a listener threw anything.
 */
final class Workbench implements AutoCloseable {

	private final CompletableFuture<E4Workbench> started = new CompletableFuture<>();
	private final CompletableFuture<Void> ended = new CompletableFuture<>();
	private final CompletableFuture<Display> display = new CompletableFuture<>();
	private final Faults faults = new Faults();

	private Workbench() {
	}

	/** Opens the window and returns when its event loop runs. */
	static Workbench open() throws Exception {
		renewModelAssembler();
		Workbench workbench = new Workbench();
		new Thread(workbench::run, "workbench").start();
		workbench.started.get(120, TimeUnit.SECONDS);
		return workbench;
	}

	/** e4 merges the perspectives' fragments into the first application of a process only; a new assembler does it again. */
	private static void renewModelAssembler() throws Exception {
		BundleContext bundles = FrameworkUtil.getBundle(Workbench.class).getBundleContext();
		var components = bundles.getService(bundles.getServiceReference(ServiceComponentRuntime.class));
		var assembler = components.getComponentDescriptionDTO(FrameworkUtil.getBundle(E4Workbench.class),
				"org.eclipse.e4.ui.internal.workbench.ModelAssembler");
		components.disableComponent(assembler).getValue();
		components.enableComponent(assembler).getValue();
	}

	private void run() {
		try {
			BundleContext bundles = FrameworkUtil.getBundle(Workbench.class).getBundleContext();
			var application = bundles.getService(bundles.getServiceReference(IApplicationContext.class));
			Display own = Display.getDefault();
			faults.watch(own);
			display.complete(own);
			Realm.runWithDefault(DisplayRealm.getRealm(own), () -> {
				E4Workbench workbench = new E4Application().createE4Workbench(application, own);
				own.asyncExec(() -> started.complete(workbench));
				workbench.createAndRunUI(workbench.getApplication());
				workbench.close();
			});
			own.dispose();
			ended.complete(null);
		} catch (Throwable failure) {
			started.completeExceptionally(failure);
			ended.completeExceptionally(failure);
		}
	}

	/** The same with that person at the desk. @param login one of the demo's */
	static Workbench open(String login) throws Exception {
		System.setProperty("muhurdar.as", login);
		return open();
	}

	/** Asks the user interface something, in its own thread. */
	<T> T ask(Function<Shell, T> question) {
		return display.join().syncCall(() -> question.apply(visibleShell()));
	}

	private Shell visibleShell() {
		return Arrays.stream(display.join().getShells()).filter(Shell::isVisible).findFirst().orElseThrow();
	}

	/** Fails if a listener threw anything since the last call. */
	void assertNoFaults() {
		faults.assertNone();
	}

	@Override
	public void close() throws Exception {
		display.join().syncExec(() -> started.join().close());
		ended.get(10, TimeUnit.SECONDS);
		faults.assertNone();
	}
}
