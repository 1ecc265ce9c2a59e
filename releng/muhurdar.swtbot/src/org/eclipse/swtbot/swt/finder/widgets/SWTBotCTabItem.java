package org.eclipse.swtbot.swt.finder.widgets;

import java.lang.reflect.Field;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;

import muhurdar.swtbot.internal.Mouse;
import muhurdar.swtbot.internal.Waiting;

/** Drives a tab of a custom tab folder. */
public class SWTBotCTabItem extends AbstractSWTBot<CTabItem> {

	private final CTabFolder folder;

	public SWTBotCTabItem(CTabItem widget) {
		super(widget);
		folder = ask(widget::getParent);
	}

	/** Brings the tab to the front as a click on it does. */
	public void activate() {
		awaitEnabled();
		act(() -> {
			folder.setSelection(widget);
			folder.notifyListeners(SWT.Selection, with(widget));
		});
		Waiting.until(this::isActive, () -> "the tab does not come to the front: " + this);
	}

	/** Scrolls the tab itself into sight. */
	public void show() {
		act(() -> folder.showItem(widget));
	}

	/** Clicks the tab's cross; those who listen for the closing of tabs may refuse. */
	public void close() {
		activate();
		Point cross = Mouse.centre(ask(this::cross));
		Mouse mouse = new Mouse(folder);
		mouse.move(cross);
		mouse.press(cross, 1);
		mouse.release(cross, 1);
	}

	/** Whether the tab is in front. */
	@Override
	public boolean isActive() {
		return ask(() -> folder.getSelection() == widget);
	}

	/** Where the cross is; SWT tells it to nobody, so this reads a field that is not public. */
	private Rectangle cross() {
		try {
			Field field = CTabItem.class.getDeclaredField("closeRect");
			field.setAccessible(true);
			Rectangle cross = (Rectangle) field.get(widget);
			if (cross.isEmpty()) {
				throw new IllegalStateException("The tab has no cross to close it: " + widget.getText());
			}
			return cross;
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException("This SWT hides where the cross of a tab is", e);
		}
	}
}
