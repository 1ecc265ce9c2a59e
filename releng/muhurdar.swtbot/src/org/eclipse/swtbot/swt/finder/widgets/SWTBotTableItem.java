package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import muhurdar.swtbot.internal.Mouse;

/** Drives one row of a table. */
public class SWTBotTableItem extends AbstractSWTBot<TableItem> {

	private final SWTBotTable table;

	SWTBotTableItem(TableItem widget) {
		super(widget);
		table = new SWTBotTable(ask(widget::getParent));
	}

	/** Selects this row and no other. */
	public void select() {
		table.select(row());
	}

	public void click() {
		click(0);
	}

	public void click(int column) {
		table.click(row(), column);
	}

	public void doubleClick() {
		table.doubleClick(row(), 0);
	}

	public String getText(int column) {
		return ask(() -> widget.getText(column));
	}

	public boolean isChecked() {
		return ask(widget::getChecked);
	}

	/** Checks the row; tells nobody if it was checked. */
	public void check() {
		check(true);
	}

	/** Takes the check away; tells nobody if there was none. */
	public void uncheck() {
		check(false);
	}

	/** Selects the row first. */
	@Override
	public SWTBotRootMenu contextMenu() {
		select();
		Table control = table.widget;
		Point at = ask(() -> Mouse.centre(widget.getBounds()));
		return contextMenu(control, at);
	}

	private void check(boolean checked) {
		awaitEnabled();
		act(() -> {
			if (widget.getChecked() != checked) {
				widget.setChecked(checked);
				Event event = with(widget);
				event.detail = SWT.CHECK;
				widget.getParent().notifyListeners(SWT.Selection, event);
			}
		});
	}

	private int row() {
		return ask(() -> widget.getParent().indexOf(widget));
	}
}
