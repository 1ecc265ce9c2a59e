package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.TabItem;

/** Reads a tab of a native tab folder. */
public class SWTBotTabItem extends AbstractSWTBot<TabItem> {

	public SWTBotTabItem(TabItem widget) {
		super(widget);
	}
}
