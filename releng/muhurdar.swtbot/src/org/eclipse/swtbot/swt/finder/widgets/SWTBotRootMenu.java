package org.eclipse.swtbot.swt.finder.widgets;

import java.util.List;

import org.eclipse.swt.widgets.Menu;
import org.eclipse.swtbot.swt.finder.exceptions.WidgetNotFoundException;

import muhurdar.swtbot.internal.Menus;
import muhurdar.swtbot.internal.Waiting;

/** A menu bar or a context menu. */
public class SWTBotRootMenu {

	private final Menu widget;

	SWTBotRootMenu(Menu widget) {
		if (widget == null || widget.isDisposed()) {
			throw new WidgetNotFoundException("There is no menu here");
		}
		this.widget = widget;
	}

	/** The item at the end of a path of texts, as soon as there is one. */
	public SWTBotMenu menu(String... path) {
		return new SWTBotMenu(Waiting.found("the menu " + String.join(" > ", path),
				() -> Menus.along(widget, path)).getFirst());
	}

	/** The texts of the items. */
	public List<String> menuItems() {
		return SWTBotMenu.texts(widget);
	}
}
