package muhurdar.ui;

import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;

/** The stable id by which tests find a control, and the name by which a screen reader calls it. */
public final class Ids {

	private static final String KEY = "org.eclipse.swtbot.widget.key";

	private Ids() {
	}

	/** @param id for instance {@code orders.approve}; never translated */
	public static <W extends Widget> W set(W widget, String id) {
		widget.setData(KEY, id);
		return widget;
	}

	/** @param name for the screen reader, in the person's language */
	public static <C extends Control> C set(C control, String id, String name) {
		set(control, id);
		control.getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(event -> event.result = name));
		return control;
	}
}
