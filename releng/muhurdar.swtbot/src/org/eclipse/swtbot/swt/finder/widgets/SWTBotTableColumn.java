package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.TableColumn;

/** Drives the header of a column. */
public class SWTBotTableColumn extends AbstractSWTBot<TableColumn> {

	SWTBotTableColumn(TableColumn widget) {
		super(widget);
	}

	public void click() {
		awaitEnabled();
		act(() -> widget.notifyListeners(SWT.Selection, with(null)));
	}
}
