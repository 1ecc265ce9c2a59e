package muhurdar.ui.window;

import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import muhurdar.api.Access.Count;
import muhurdar.domain.Right;
import muhurdar.ui.Desk;
import muhurdar.ui.Icons;
import muhurdar.ui.Ids;
import muhurdar.ui.Look;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;

/** An entry of the rail: icon, name, what waits, what is late. Works like a button. */
final class RailEntry extends Canvas {

	private final MPerspective perspective;
	private final String label;
	private final String icon;
	private final boolean allowed;
	private final Runnable open;
	private Count count = new Count(0, 0);
	private boolean selected;

	/** @param grey why this person may not go there, null if they may */
	RailEntry(Composite parent, MPerspective perspective, String label, String icon, String key, @Nullable String grey,
			Runnable open) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.perspective = perspective;
		this.label = label;
		this.icon = icon;
		this.allowed = grey == null;
		this.open = open;
		Look.style(this, "frame");
		Ids.set(this, "rail." + perspective.getElementId());
		setToolTipText(grey == null ? label + "   Ctrl+" + key : label + ": " + grey);
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseDown, event -> open.run());
		addListener(SWT.KeyDown, this::key);
		addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN);
		addListener(SWT.FocusIn, event -> redraw());
		addListener(SWT.FocusOut, event -> redraw());
		accessible();
	}

	/** What the perspective says of itself, empty if nothing. */
	static String state(MPerspective perspective, String key) {
		String value = perspective.getPersistedState().get(key);
		return value == null ? "" : value;
	}

	/** Why this person may not go there, null if they may. */
	static @Nullable String grey(MPerspective perspective, Desk desk) {
		String right = state(perspective, "right");
		return right.isEmpty() ? null : desk.forbidden(Right.valueOf(right));
	}

	private void key(Event event) {
		if (event.keyCode == SWT.CR || event.keyCode == ' ') {
			open.run();
		}
	}

	private void accessible() {
		getAccessible().addAccessibleListener(AccessibleListener.getNameAdapter(event -> event.result = spoken()));
	}

	private String spoken() {
		return Texts.fill(Messages.Rail_Spoken, label, count.waiting(), count.late());
	}

	MPerspective perspective() {
		return perspective;
	}

	void select(boolean on) {
		if (on != selected) {
			selected = on;
			redraw();
		}
	}

	void count(Count newCount) {
		if (!newCount.equals(count)) {
			count = newCount;
			redraw();
		}
	}

	private void paint(GC gc) {
		Rectangle area = getClientArea();
		gc.setAntialias(SWT.ON);
		gc.setBackground(selected ? Look.frameSelected() : Look.frame());
		gc.fillRectangle(area);
		if (selected) {
			gc.setBackground(Look.frameText());
			gc.fillRectangle(0, 0, 4, area.height);
		}
		Color ink = allowed ? Look.frameText() : Look.frameMuted();
		gc.drawImage(Icons.of(icon, 24, ink), 2 * Look.GRID, (area.height - 24) / 2);
		gc.setForeground(ink);
		gc.setFont(Look.font(this, 1, selected ? SWT.BOLD : SWT.NORMAL));
		int left = 6 * Look.GRID + 4;
		boolean twoLines = count.waiting() > 0 || count.late() > 0;
		Point size = gc.textExtent(label);
		int top = twoLines ? area.height / 2 - size.y : (area.height - size.y) / 2;
		gc.drawText(label, left, top, true);
		if (twoLines) {
			numbers(gc, left, area.height / 2 + 2);
		}
		if (isFocusControl()) {
			gc.drawFocus(6, 2, area.width - 8, area.height - 4);
		}
	}

	private void numbers(GC gc, int left, int top) {
		gc.setFont(Look.font(this, 1, SWT.NORMAL));
		gc.setForeground(Look.frameMuted());
		String waiting = Integer.toString(count.waiting());
		gc.drawText(waiting, left, top, true);
		if (count.late() > 0) {
			int x = left + gc.textExtent(waiting).x + Look.GRID;
			String late = "! " + count.late();
			gc.setFont(Look.font(this, 0.9, SWT.BOLD));
			Point size = gc.textExtent(late);
			gc.setBackground(Look.fill(Tone.LATE));
			gc.fillRoundRectangle(x, top, size.x + 12, size.y + 2, size.y, size.y);
			gc.setForeground(Look.color(Tone.LATE));
			gc.drawText(late, x + 6, top + 1, true);
		}
	}
}
