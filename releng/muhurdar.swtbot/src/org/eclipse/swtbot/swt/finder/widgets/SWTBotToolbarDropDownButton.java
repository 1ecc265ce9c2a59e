package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.ToolItem;

/** Drives a tool bar button with a menu beside it; a click meets the button, not the arrow. */
public class SWTBotToolbarDropDownButton extends SWTBotToolbarButton {

	public SWTBotToolbarDropDownButton(ToolItem widget) {
		super(widget);
	}
}
