package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;

/** Drives a push button. */
public class SWTBotButton extends AbstractSWTBotControl<Button> {

	public SWTBotButton(Button widget) {
		super(widget);
	}

	public SWTBotButton click() {
		click(() -> widget.notifyListeners(SWT.Selection, with(null)));
		return this;
	}
}
