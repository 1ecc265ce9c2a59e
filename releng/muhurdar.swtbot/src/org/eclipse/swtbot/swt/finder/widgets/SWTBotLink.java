package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.Link;

/** Reads a link. */
public class SWTBotLink extends AbstractSWTBotControl<Link> {

	public SWTBotLink(Link widget) {
		super(widget);
	}
}
