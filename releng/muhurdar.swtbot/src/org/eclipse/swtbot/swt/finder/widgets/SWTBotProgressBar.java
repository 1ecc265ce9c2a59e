package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.ProgressBar;

/** Reads a progress bar. */
public class SWTBotProgressBar extends AbstractSWTBotControl<ProgressBar> {

	public SWTBotProgressBar(ProgressBar widget) {
		super(widget);
	}

	public int getProgress() {
		return ask(widget::getSelection);
	}

	public int getMinimum() {
		return ask(widget::getMinimum);
	}

	public int getMaximum() {
		return ask(widget::getMaximum);
	}

	/** How far between minimum and maximum, 0 to 100. */
	public double getProgressPercentage() {
		return ask(() -> {
			double range = widget.getMaximum() - widget.getMinimum();
			return range == 0 ? 0 : 100 * (widget.getSelection() - widget.getMinimum()) / range;
		});
	}
}
