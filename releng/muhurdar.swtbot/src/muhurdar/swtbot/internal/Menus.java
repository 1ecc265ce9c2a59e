package muhurdar.swtbot.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** Menus as their user meets them: filled by their Show listeners, but never really popped up. */
public final class Menus {

	private Menus() {
	}

	/** The items of a menu after its Show listeners ran; none if there is no menu. */
	public static List<MenuItem> items(Menu menu) {
		if (menu == null || menu.isDisposed()) {
			return List.of();
		}
		Display display = menu.getDisplay();
		if (Ui.ask(display, () -> (menu.getStyle() & SWT.BAR) == 0)) {
			Ui.send(display, menu, SWT.Show, new Event());
		}
		return Ui.ask(display, () -> menu.isDisposed() ? List.of() : List.of(menu.getItems()));
	}

	/** The item that a path of texts leads to, as a list of one or none. */
	public static List<MenuItem> along(Menu root, String... path) {
		Menu menu = root;
		MenuItem reached = null;
		for (String text : path) {
			reached = items(menu).stream().filter(item -> text.equals(plainText(item))).findFirst().orElse(null);
			if (reached == null) {
				return List.of();
			}
			menu = submenu(reached);
		}
		return reached == null ? List.of() : List.of(reached);
	}

	/** The first item with this text in a menu or in the menus below it, as a list of one or none. */
	public static List<MenuItem> anywhere(Menu root, String text) {
		for (MenuItem item : items(root)) {
			if (text.equals(plainText(item))) {
				return List.of(item);
			}
			List<MenuItem> deeper = anywhere(submenu(item), text);
			if (!deeper.isEmpty()) {
				return deeper;
			}
		}
		return List.of();
	}

	/** The menu behind an item; null if there is none. */
	public static Menu submenu(MenuItem item) {
		return Ui.ask(item.getDisplay(), () -> item.isDisposed() ? null : item.getMenu());
	}

	/** Asks a control for its context menu as a click of the right button at a point of the control does. */
	public static Menu context(Control control, Point at) {
		Event event = new Event();
		Display display = control.getDisplay();
		display.syncExec(() -> {
			Point onDisplay = control.toDisplay(at);
			event.x = onDisplay.x;
			event.y = onDisplay.y;
			event.button = 3;
			event.detail = SWT.MENU_MOUSE;
		});
		Ui.send(display, control, SWT.MenuDetect, event);
		return event.doit ? Ui.ask(display, control::getMenu) : null;
	}

	/** Clicks an item: its check or radio state first, then its Selection listeners, then its menus hide. */
	public static void click(MenuItem item) {
		Display display = item.getDisplay();
		List<Menu> open = Ui.ask(display, () -> popups(item.getParent()));
		Ui.act(display, () -> {
			if (!item.isDisposed()) {
				choose(item);
				item.notifyListeners(SWT.Selection, new Event());
			}
		});
		for (Menu menu : open) {
			Ui.send(display, menu, SWT.Hide, new Event());
		}
	}

	private static List<Menu> popups(Menu innermost) {
		List<Menu> menus = new ArrayList<>();
		Menu menu = innermost;
		while (menu != null && (menu.getStyle() & SWT.BAR) == 0) {
			menus.add(menu);
			menu = menu.getParentMenu();
		}
		return menus;
	}

	private static void choose(MenuItem item) {
		if ((item.getStyle() & SWT.CHECK) != 0) {
			item.setSelection(!item.getSelection());
		} else if ((item.getStyle() & SWT.RADIO) != 0) {
			for (MenuItem other : radioGroup(item)) {
				if (other != item && other.getSelection()) {
					other.setSelection(false);
					other.notifyListeners(SWT.Selection, new Event());
				}
			}
			item.setSelection(true);
		}
	}

	/** The radio items next to each other around one of them. */
	private static List<MenuItem> radioGroup(MenuItem item) {
		List<MenuItem> group = new ArrayList<>();
		boolean reached = false;
		for (MenuItem other : item.getParent().getItems()) {
			if ((other.getStyle() & SWT.RADIO) != 0) {
				group.add(other);
				reached |= other == item;
			} else if (reached) {
				break;
			} else {
				group.clear();
			}
		}
		return group;
	}

	private static String plainText(MenuItem item) {
		return Ui.ask(item.getDisplay(), () -> item.isDisposed() ? "" : Widgets.plain(item.getText()));
	}
}
