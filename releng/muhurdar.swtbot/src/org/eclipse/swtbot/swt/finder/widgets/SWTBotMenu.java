package org.eclipse.swtbot.swt.finder.widgets;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

import muhurdar.swtbot.internal.Menus;
import muhurdar.swtbot.internal.Ui;
import muhurdar.swtbot.internal.Waiting;

/** Drives an item of a menu. */
public class SWTBotMenu extends AbstractSWTBot<MenuItem> {

	public SWTBotMenu(MenuItem widget) {
		super(widget);
	}

	/** The item with this text in the menu behind this one, as soon as there is one. */
	public SWTBotMenu menu(String text) {
		return menu(new String[] { text });
	}

	/** The item at the end of a path of texts that starts behind this one, as soon as there is one. */
	public SWTBotMenu menu(String... path) {
		return new SWTBotMenu(Waiting.found("the menu " + String.join(" > ", path),
				() -> Menus.along(Menus.submenu(widget), path)).getFirst());
	}

	/** The texts of the items in the menu behind this one. */
	public List<String> menuItems() {
		return texts(Menus.submenu(widget));
	}

	/** Clicks the item; nothing happens if a menu lies behind it. */
	public void click() {
		awaitEnabled();
		if ((ask(widget::getStyle) & SWT.CASCADE) == 0) {
			Menus.click(widget);
		}
	}

	public boolean isChecked() {
		return ask(widget::getSelection);
	}

	static List<String> texts(Menu menu) {
		List<MenuItem> items = Menus.items(menu);
		return Ui.ask(Ui.display(), () -> items.stream().map(MenuItem::getText).toList());
	}
}
