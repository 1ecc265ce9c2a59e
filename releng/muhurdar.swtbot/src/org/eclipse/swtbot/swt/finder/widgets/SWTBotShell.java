package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.widgets.Shell;
import org.eclipse.swtbot.swt.finder.SWTBot;

import muhurdar.swtbot.internal.Waiting;

/** Drives a window. */
public class SWTBotShell extends AbstractSWTBotControl<Shell> {

	public SWTBotShell(Shell widget) {
		super(widget);
	}

	/** Brings the window to the front and waits until it is the active one. */
	public SWTBotShell activate() {
		Waiting.until(this::becomesActive, () -> "the window does not become active: " + this);
		return this;
	}

	private boolean becomesActive() {
		if (!isActive()) {
			act(() -> {
				widget.setMinimized(false);
				widget.forceActive();
			});
		}
		return isActive();
	}

	/** Asks the window to close, as its user does, and waits until it has. */
	public void close() {
		act(widget::close);
		Waiting.until(() -> !isOpen(), () -> "the window does not close: " + this);
	}

	public boolean isOpen() {
		return ask(() -> !widget.isDisposed() && widget.isVisible());
	}

	@Override
	public boolean isActive() {
		return ask(() -> !widget.isDisposed() && display.getActiveShell() == widget);
	}

	/** A bot that looks in this window only. */
	public SWTBot bot() {
		return new SWTBot(widget);
	}

	/** The menu bar. */
	public SWTBotRootMenu menu() {
		return new SWTBotRootMenu(ask(widget::getMenuBar));
	}

	public void maximize(boolean maximize) {
		awaitEnabled();
		act(() -> widget.setMaximized(maximize));
	}
}
