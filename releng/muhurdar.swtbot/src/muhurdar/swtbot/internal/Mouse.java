package muhurdar.swtbot.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;

/** The left button of the mouse, told to the listeners of a control without moving a pointer. */
public final class Mouse {

	private final Display display;
	private final Control control;

	public Mouse(Control control) {
		this.control = control;
		display = control.getDisplay();
	}

	public void press(Point at, int count) {
		Ui.send(display, control, SWT.MouseDown, event(at, count, SWT.NONE));
	}

	public void release(Point at, int count) {
		Ui.send(display, control, SWT.MouseUp, event(at, count, SWT.BUTTON1));
	}

	public void doubleClick(Point at) {
		Ui.send(display, control, SWT.MouseDoubleClick, event(at, 2, SWT.NONE));
	}

	public void move(Point at) {
		Event event = event(at, 0, SWT.NONE);
		event.button = 0;
		Ui.send(display, control, SWT.MouseMove, event);
	}

	public static Point centre(Rectangle area) {
		return new Point(area.x + area.width / 2, area.y + area.height / 2);
	}

	/** The middle of a control in its own coordinates. */
	public static Point centre(Control control) {
		Point size = control.getSize();
		return new Point(size.x / 2, size.y / 2);
	}

	private static Event event(Point at, int count, int stateMask) {
		Event event = new Event();
		event.x = at.x;
		event.y = at.y;
		event.button = 1;
		event.count = count;
		event.stateMask = stateMask;
		return event;
	}
}
