package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.List;

/** Reads a list. */
public class SWTBotList extends AbstractSWTBotControl<List> {

	public SWTBotList(List widget) {
		super(widget);
	}
}
