package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.Combo;

/** Drives a combo box. */
public class SWTBotCombo extends AbstractSWTBotControl<Combo> {

	public SWTBotCombo(Combo widget) {
		super(widget);
	}

	/** Selects the item with this text; RuntimeException if there is none. */
	public void setSelection(String text) {
		awaitEnabled();
		int index = ask(() -> widget.indexOf(text));
		if (index < 0) {
			throw new RuntimeException("No such item: " + text);
		}
		setSelection(index);
	}

	/** Selects an item by its index; RuntimeException if there is none. */
	public void setSelection(int index) {
		awaitEnabled();
		if (index < 0 || index >= itemCount()) {
			throw new RuntimeException("No item " + index + " of " + itemCount());
		}
		choose(() -> widget.select(index));
	}

	/** The text of the selected item; null if none is selected. */
	public String selection() {
		return ask(() -> widget.getSelectionIndex() < 0 ? null : widget.getItem(widget.getSelectionIndex()));
	}

	/** The index of the selected item; -1 if none is selected. */
	public int selectionIndex() {
		return ask(widget::getSelectionIndex);
	}

	public String[] items() {
		return ask(widget::getItems);
	}

	public int itemCount() {
		return ask(widget::getItemCount);
	}

	/** Types a text of one's own; where only items are allowed, it selects the item with this text. */
	public void setText(String text) {
		awaitEnabled();
		focus();
		act(() -> widget.setText(text));
	}
}
