package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;

/** Drives a check box. */
public class SWTBotCheckBox extends AbstractSWTBotControl<Button> {

	public SWTBotCheckBox(Button widget) {
		super(widget);
	}

	/** Turns the check round. */
	public SWTBotCheckBox click() {
		click(() -> {
			widget.setSelection(!widget.getSelection());
			widget.notifyListeners(SWT.Selection, with(null));
		});
		return this;
	}

	/** Checks it; tells nobody if it was checked. */
	public void select() {
		if (!isChecked()) {
			click();
		}
	}

	/** Takes the check away; tells nobody if there was none. */
	public void deselect() {
		if (isChecked()) {
			click();
		}
	}

	public boolean isChecked() {
		return ask(widget::getSelection);
	}
}
