package org.eclipse.swtbot.swt.finder.widgets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swtbot.swt.finder.utils.TableCollection;

import muhurdar.swtbot.internal.Waiting;

/** Drives a tree. */
public class SWTBotTree extends AbstractSWTBotControl<Tree> {

	public SWTBotTree(Tree widget) {
		super(widget);
	}

	/** How many items the top level has. */
	public int rowCount() {
		return ask(widget::getItemCount);
	}

	/** The item of the top level with this text, as soon as there is one. */
	public SWTBotTreeItem getTreeItem(String text) {
		return new SWTBotTreeItem(item(text));
	}

	/** The items of the top level. */
	public SWTBotTreeItem[] getAllItems() {
		return SWTBotTreeItem.wrap(ask(widget::getItems));
	}

	/** Expands the items on a path of texts, one after the other, and hands out the last one. */
	public SWTBotTreeItem expandNode(String... path) {
		if (path.length == 0) {
			throw new IllegalArgumentException("A path of no texts");
		}
		SWTBotTreeItem item = getTreeItem(path[0]);
		item.expand();
		for (String text : Arrays.asList(path).subList(1, path.length)) {
			item = item.getNode(text);
			item.expand();
		}
		return item;
	}

	/** Selects exactly the items of the top level with these texts; several need SWT.MULTI. */
	public SWTBotTree select(String... texts) {
		awaitEnabled();
		TreeItem[] items = Arrays.stream(texts).map(this::item).toArray(TreeItem[]::new);
		if (items.length > 1 && (ask(widget::getStyle) & SWT.MULTI) == 0) {
			throw new IllegalArgumentException("Only one item at a time can be selected here");
		}
		act(() -> widget.setSelection(items));
		focus();
		act(() -> widget.notifyListeners(SWT.Selection, with(items.length == 0 ? null : items[items.length - 1])));
		return this;
	}

	/** The texts of the selected items. */
	public TableCollection selection() {
		return new Rows(ask(() -> Arrays.stream(widget.getSelection()).map(this::texts).toList()));
	}

	private TreeItem item(String text) {
		return Waiting.found("the item '" + text + "'",
				() -> ask(() -> Arrays.stream(widget.getItems()).filter(item -> text.equals(item.getText())).toList()))
				.getFirst();
	}

	private List<String> texts(TreeItem item) {
		List<String> texts = new ArrayList<>();
		for (int column = 0; column < Math.max(1, widget.getColumnCount()); column++) {
			texts.add(item.getText(column));
		}
		return texts;
	}
}
