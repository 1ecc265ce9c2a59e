package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.Spinner;

/** Drives a spinner. */
public class SWTBotSpinner extends AbstractSWTBotControl<Spinner> {

	public SWTBotSpinner(Spinner widget) {
		super(widget);
	}

	public int getSelection() {
		return ask(widget::getSelection);
	}

	public void setSelection(int value) {
		choose(() -> widget.setSelection(value));
	}
}
