package org.eclipse.swtbot.swt.finder.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;

import muhurdar.swtbot.internal.Mouse;

/** Drives a control. */
@SuppressWarnings("null") // a bot never has the widget null
public abstract class AbstractSWTBotControl<T extends Control> extends AbstractSWTBot<T> {

	protected AbstractSWTBotControl(T widget) {
		super(widget);
	}

	/** A click in the middle: focus, mouse, then what the click does. */
	final void click(Runnable effect) {
		awaitEnabled();
		focus();
		Point centre = ask(() -> Mouse.centre(widget));
		Mouse mouse = new Mouse(widget);
		mouse.press(centre, 1);
		mouse.release(centre, 1);
		act(effect);
	}

	/** Changes the value as its user does and tells the Selection listeners. */
	final void choose(Runnable change) {
		awaitEnabled();
		focus();
		act(() -> {
			change.run();
			widget.notifyListeners(SWT.Selection, with(null));
		});
	}
}
