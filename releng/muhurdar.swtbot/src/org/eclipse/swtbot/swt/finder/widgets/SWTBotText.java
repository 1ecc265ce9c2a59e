package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.Text;

/** Drives a text field. */
public class SWTBotText extends AbstractSWTBotControl<Text> {

	public SWTBotText(Text widget) {
		super(widget);
	}

	/** Replaces the text; IllegalArgumentException if it is read-only. */
	public SWTBotText setText(String text) {
		awaitEnabled();
		if (isReadOnly()) {
			throw new IllegalArgumentException("The text is read-only: " + this);
		}
		focus();
		act(() -> widget.setText(text));
		return this;
	}

	public void selectAll() {
		awaitEnabled();
		focus();
		act(widget::selectAll);
	}

	public boolean isReadOnly() {
		return ask(() -> !widget.getEditable());
	}
}
