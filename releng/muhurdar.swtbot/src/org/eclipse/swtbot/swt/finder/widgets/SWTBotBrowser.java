package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.browser.Browser;

/** Reads a browser. */
public class SWTBotBrowser extends AbstractSWTBotControl<Browser> {

	public SWTBotBrowser(Browser widget) {
		super(widget);
	}
}
