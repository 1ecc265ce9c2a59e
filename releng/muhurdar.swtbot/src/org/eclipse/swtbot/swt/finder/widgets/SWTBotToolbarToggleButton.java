package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.ToolItem;

/** Drives a tool bar button that stays down until the next click. */
public class SWTBotToolbarToggleButton extends SWTBotToolbarButton {

	public SWTBotToolbarToggleButton(ToolItem widget) {
		super(widget);
	}

	@Override
	void beforeSelection() {
		widget.setSelection(!widget.getSelection());
	}
}
