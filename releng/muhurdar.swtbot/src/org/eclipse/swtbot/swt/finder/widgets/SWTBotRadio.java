package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;

/** Drives a radio button. */
public class SWTBotRadio extends AbstractSWTBotControl<Button> {

	public SWTBotRadio(Button widget) {
		super(widget);
	}

	/** Selects this one and deselects its brothers, who are told first. */
	public SWTBotRadio click() {
		click(() -> {
			if ((widget.getParent().getStyle() & SWT.NO_RADIO_GROUP) == 0) {
				deselectBrothers();
			}
			widget.setSelection(true);
			widget.notifyListeners(SWT.Selection, with(null));
		});
		return this;
	}

	private void deselectBrothers() {
		for (Control control : widget.getParent().getChildren()) {
			if (control != widget && control instanceof Button brother
					&& (brother.getStyle() & SWT.RADIO) != 0 && brother.getSelection()) {
				brother.setSelection(false);
				brother.notifyListeners(SWT.Selection, with(null));
			}
		}
	}

	public boolean isSelected() {
		return ask(widget::getSelection);
	}
}
