package muhurdar.ui;

import java.util.function.BooleanSupplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Shortcuts: an int as SWT writes accelerators, {@code SWT.MOD1 | SWT.CR}. */
public final class Keys {

	private Keys() {
	}

	/** As buttons show it: {@code Ctrl+Enter}. */
	public static String label(int accelerator) {
		StringBuilder label = new StringBuilder();
		if ((accelerator & SWT.MOD1) != 0) {
			label.append("cocoa".equals(SWT.getPlatform()) ? "⌘" : "Ctrl+");
		}
		if ((accelerator & SWT.MOD2) != 0) {
			label.append("Shift+");
		}
		if ((accelerator & SWT.ALT) != 0) {
			label.append("Alt+");
		}
		int key = accelerator & SWT.KEY_MASK;
		if (key >= SWT.F1 && key <= SWT.F20) {
			return label.append('F').append(key - SWT.F1 + 1).toString();
		}
		return label.append(switch (key) {
		case SWT.CR -> "Enter";
		case SWT.ESC -> "Esc";
		case SWT.DEL -> "Del";
		default -> Character.toString(Character.toUpperCase(key));
		}).toString();
	}

	/**
	 * Runs the action on the key while the scope is to be seen in the active window and nobody types into a field
	 * outside the scope. Ends with the scope.
	 */
	public static void bind(Composite scope, int accelerator, Runnable action) {
		Display display = scope.getDisplay();
		listen(scope, accelerator, () -> {
			Control focus = display.getFocusControl();
			return !typing(focus) || within(scope, focus);
		}, action);
	}

	/** Runs the action on the key anywhere in the scope's window. */
	public static void bindWindow(Composite scope, int accelerator, Runnable action) {
		listen(scope, accelerator, () -> true, action);
	}

	private static void listen(Composite scope, int accelerator, BooleanSupplier when, Runnable action) {
		Display display = scope.getDisplay();
		Listener filter = event -> {
			Shell active = display.getActiveShell();
			if (matches(event, accelerator) && !scope.isDisposed() && scope.isVisible() && active == scope.getShell()
					&& when.getAsBoolean()) {
				event.doit = false;
				event.type = SWT.None;
				action.run();
			}
		};
		display.addFilter(SWT.KeyDown, filter);
		scope.addDisposeListener(disposed -> display.removeFilter(SWT.KeyDown, filter));
	}

	private static boolean matches(Event event, int accelerator) {
		int key = event.keyCode == SWT.KEYPAD_CR ? SWT.CR : event.keyCode;
		return (event.stateMask & SWT.MODIFIER_MASK) == (accelerator & SWT.MODIFIER_MASK)
				&& key == (accelerator & SWT.KEY_MASK);
	}

	private static boolean typing(Control focus) {
		return focus instanceof Text || focus instanceof Combo;
	}

	private static boolean within(Composite scope, Control control) {
		for (Control at = control; at != null; at = at.getParent()) {
			if (at == scope) {
				return true;
			}
		}
		return false;
	}
}
