package org.eclipse.swtbot.swt.finder.widgets;

import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

import muhurdar.swtbot.internal.Mouse;
import muhurdar.swtbot.internal.Waiting;

/** Drives one item of a tree. */
public class SWTBotTreeItem extends AbstractSWTBot<TreeItem> {

	private final Tree tree;

	SWTBotTreeItem(TreeItem widget) {
		super(widget);
		tree = ask(widget::getParent);
	}

	static SWTBotTreeItem[] wrap(TreeItem[] items) {
		return Arrays.stream(items).map(SWTBotTreeItem::new).toArray(SWTBotTreeItem[]::new);
	}

	/** Tells the Expand listeners, who may supply the children, and shows the children. */
	public void expand() {
		setExpanded(true, SWT.Expand);
	}

	public void collapse() {
		setExpanded(false, SWT.Collapse);
	}

	public boolean isExpanded() {
		return ask(widget::getExpanded);
	}

	/** The child with this text, as soon as there is one. */
	public SWTBotTreeItem getNode(String text) {
		return new SWTBotTreeItem(Waiting.found("the item '" + text + "'",
				() -> ask(() -> Arrays.stream(widget.getItems()).filter(item -> text.equals(item.getText())).toList()))
				.getFirst());
	}

	/** The texts of the children. */
	public List<String> getNodes() {
		return ask(() -> Arrays.stream(widget.getItems()).map(TreeItem::getText).toList());
	}

	/** The children. */
	public SWTBotTreeItem[] getItems() {
		return wrap(ask(widget::getItems));
	}

	/** Selects this item and no other. */
	public void select() {
		awaitEnabled();
		mark();
		act(() -> tree.notifyListeners(SWT.Selection, with(widget)));
	}

	public void click() {
		Point at = at();
		Mouse mouse = new Mouse(tree);
		mark();
		mouse.press(at, 1);
		act(() -> tree.notifyListeners(SWT.Selection, with(widget)));
		mouse.release(at, 1);
	}

	/** Ends with a DefaultSelection that has no item: ask the tree for its selection. */
	public void doubleClick() {
		click();
		Point at = at();
		Mouse mouse = new Mouse(tree);
		mouse.press(at, 2);
		mouse.doubleClick(at);
		act(() -> tree.notifyListeners(SWT.DefaultSelection, with(null)));
		mouse.release(at, 2);
	}

	/** Selects the item first. */
	@Override
	public SWTBotRootMenu contextMenu() {
		select();
		return contextMenu(tree, at());
	}

	/** Selects before it focuses: a tree without selection that gets the focus selects its first item by itself. */
	private void mark() {
		act(() -> tree.setSelection(widget));
		focus();
	}

	private Point at() {
		awaitEnabled();
		return ask(() -> {
			tree.showItem(widget);
			return Mouse.centre(widget.getBounds());
		});
	}

	private void setExpanded(boolean expanded, int type) {
		awaitEnabled();
		if (isExpanded() == expanded || ask(widget::getItemCount) == 0) {
			return;
		}
		act(() -> tree.notifyListeners(type, with(widget)));
		act(() -> widget.setExpanded(expanded));
	}
}
