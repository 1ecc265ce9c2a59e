package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ToolItem;

/** Drives an item of a tool bar. */
public abstract class SWTBotToolbarButton extends AbstractSWTBot<ToolItem> {

	protected SWTBotToolbarButton(ToolItem widget) {
		super(widget);
	}

	public void click() {
		click(SWT.NONE);
	}

	/** A click while these modifier keys are down. */
	public void click(int stateMask) {
		awaitEnabled();
		act(() -> {
			beforeSelection();
			Event event = new Event();
			event.stateMask = stateMask;
			widget.notifyListeners(SWT.Selection, event);
		});
	}

	void beforeSelection() {
		// a push button has no state
	}
}
