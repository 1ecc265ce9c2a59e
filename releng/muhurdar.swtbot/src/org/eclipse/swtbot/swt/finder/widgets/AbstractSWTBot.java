package org.eclipse.swtbot.swt.finder.widgets;

import java.util.List;
import java.util.function.Supplier;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.exceptions.WidgetNotFoundException;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;

import muhurdar.swtbot.internal.Menus;
import muhurdar.swtbot.internal.Mouse;
import muhurdar.swtbot.internal.Ui;
import muhurdar.swtbot.internal.Waiting;
import muhurdar.swtbot.internal.Widgets;

/** Drives one widget from the thread of a test. What acts on it first waits until it is enabled. */
@SuppressWarnings("null") // a bot never has the widget null
public abstract class AbstractSWTBot<T extends Widget> {

	public final T widget;
	public final Display display;

	protected AbstractSWTBot(T widget) {
		if (widget == null || widget.isDisposed()) {
			throw new WidgetNotFoundException(widget == null ? "There is no widget" : "The widget is disposed");
		}
		this.widget = widget;
		display = widget.getDisplay();
	}

	/** The text as it is, signs of mnemonics included. */
	public String getText() {
		return ask(() -> Widgets.text(widget));
	}

	/** The id that finders by id look for; null if there is none. */
	public String getId() {
		return ask(() -> widget.getData(SWTBotPreferences.DEFAULT_KEY) instanceof String id ? id : null);
	}

	public String getToolTipText() {
		return ask(() -> Widgets.tooltip(widget));
	}

	public boolean isEnabled() {
		return ask(() -> Widgets.enabled(widget));
	}

	public boolean isVisible() {
		return ask(() -> Widgets.visible(widget));
	}

	/** Whether it has the focus. */
	public boolean isActive() {
		return ask(() -> widget instanceof Control control && control.isFocusControl());
	}

	public void setFocus() {
		awaitEnabled();
		focus();
	}

	/** The context menu after it was asked for as with the right button of the mouse. */
	public SWTBotRootMenu contextMenu() {
		awaitEnabled();
		Control control = ask(() -> Widgets.control(widget));
		if (control == null) {
			throw new WidgetNotFoundException("No control, hence no context menu: " + this);
		}
		return contextMenu(control, ask(() -> Mouse.centre(control)));
	}

	/** An item of the context menu. */
	public SWTBotMenu contextMenu(String text) {
		return contextMenu().menu(text);
	}

	@Override
	public String toString() {
		return widget.isDisposed() ? getClass().getSimpleName() + " (disposed)"
				: getClass().getSimpleName() + " '" + getText() + "'";
	}

	final SWTBotRootMenu contextMenu(Control control, Point at) {
		List<Menu> menu = Waiting.found("the context menu of " + this, () -> {
			Menu asked = Menus.context(control, at);
			return asked == null ? List.of() : List.of(asked);
		});
		return new SWTBotRootMenu(menu.getFirst());
	}

	final <V> V ask(Supplier<V> question) {
		return Ui.ask(display, question);
	}

	/** Does something to the widget that may open a modal dialog. */
	final void act(Runnable action) {
		Ui.act(display, () -> {
			if (!widget.isDisposed()) {
				action.run();
			}
		});
	}

	final void focus() {
		act(() -> {
			Control control = Widgets.control(widget);
			if (control != null) {
				control.setFocus();
			}
		});
	}

	final void awaitEnabled() {
		Waiting.until(this::isEnabled, () -> "still disabled: " + this);
	}

	static Event with(Widget item) {
		Event event = new Event();
		event.item = item;
		return event;
	}
}
