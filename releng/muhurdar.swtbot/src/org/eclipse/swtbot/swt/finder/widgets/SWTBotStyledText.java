package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.custom.StyledText;

/** Reads a styled text. */
public class SWTBotStyledText extends AbstractSWTBotControl<StyledText> {

	public SWTBotStyledText(StyledText widget) {
		super(widget);
	}
}
