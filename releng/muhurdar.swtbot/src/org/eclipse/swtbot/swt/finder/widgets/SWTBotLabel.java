package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.Label;

/** Reads a label. */
public class SWTBotLabel extends AbstractSWTBotControl<Label> {

	public SWTBotLabel(Label widget) {
		super(widget);
	}
}
