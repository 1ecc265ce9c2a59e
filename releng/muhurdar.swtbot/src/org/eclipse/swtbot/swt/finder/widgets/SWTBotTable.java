package org.eclipse.swtbot.swt.finder.widgets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swtbot.swt.finder.utils.TableCollection;

import muhurdar.swtbot.internal.Mouse;
import muhurdar.swtbot.internal.Waiting;
import muhurdar.swtbot.internal.Widgets;

/**
 * Drives a table. A bad row or column or an unknown text gives an IllegalArgumentException. A search by text fetches
 * every row of a virtual table up to the hit; rows that are addressed by index are fetched alone.
 */
public class SWTBotTable extends AbstractSWTBotControl<Table> {

	public SWTBotTable(Table widget) {
		super(widget);
	}

	public int rowCount() {
		return ask(widget::getItemCount);
	}

	public int columnCount() {
		return ask(widget::getColumnCount);
	}

	/** The texts of the headers in the order of creation. */
	public List<String> columns() {
		return ask(() -> Arrays.stream(widget.getColumns()).map(TableColumn::getText).toList());
	}

	public String cell(int row, int column) {
		checkRow(row);
		checkColumn(column);
		return ask(() -> widget.getItem(row).getText(column));
	}

	public String cell(int row, String columnName) {
		return cell(row, column(columnName));
	}

	/** Selects exactly these rows; several need SWT.MULTI. */
	public void select(int... rows) {
		awaitEnabled();
		Arrays.stream(rows).forEach(this::checkRow);
		if (rows.length > 1 && (ask(widget::getStyle) & SWT.MULTI) == 0) {
			throw new IllegalArgumentException("Only one row at a time can be selected here");
		}
		mark(rows);
		act(() -> {
			TableItem last = rows.length == 0 ? null : widget.getItem(rows[rows.length - 1]);
			widget.notifyListeners(SWT.Selection, with(last));
		});
	}

	/** Selects exactly the rows with these texts in the first column. */
	public void select(String... texts) {
		awaitEnabled();
		select(Arrays.stream(texts).mapToInt(this::row).toArray());
	}

	public void unselect() {
		awaitEnabled();
		act(() -> {
			widget.deselectAll();
			widget.notifyListeners(SWT.Selection, with(null));
		});
	}

	public TableCollection selection() {
		return new Rows(ask(() -> Arrays.stream(widget.getSelection()).map(this::texts).toList()));
	}

	public int selectionCount() {
		return ask(widget::getSelectionCount);
	}

	/** The first row with this text in its first column; -1 if there is none. */
	public int indexOf(String text) {
		return indexOf(text, 0);
	}

	/** The first row with this text in a column; -1 if there is none. */
	public int indexOf(String text, int column) {
		checkColumn(column);
		return ask(() -> IntStream.range(0, widget.getItemCount())
				.filter(row -> text.equals(widget.getItem(row).getText(column))).findFirst().orElse(-1));
	}

	public int indexOf(String text, String columnName) {
		return indexOf(text, column(columnName));
	}

	/** Whether a row has this text in its first column. */
	public boolean containsItem(String text) {
		return indexOf(text) >= 0;
	}

	/** Whether a row has this text in any column. */
	public boolean containsText(String text) {
		return ask(() -> IntStream.range(0, widget.getItemCount())
				.anyMatch(row -> texts(widget.getItem(row)).contains(text)));
	}

	/** Selects the row and tells the listeners of mouse and selection. */
	public void click(int row, int column) {
		Point at = at(row, column);
		Mouse mouse = new Mouse(widget);
		mark(row);
		mouse.press(at, 1);
		act(() -> widget.notifyListeners(SWT.Selection, with(widget.getItem(row))));
		mouse.release(at, 1);
	}

	/** Ends with a DefaultSelection that has no item: ask the table for its selection. */
	public void doubleClick(int row, int column) {
		click(row, column);
		Point at = at(row, column);
		Mouse mouse = new Mouse(widget);
		mouse.press(at, 2);
		mouse.doubleClick(at);
		act(() -> widget.notifyListeners(SWT.DefaultSelection, with(null)));
		mouse.release(at, 2);
	}

	public SWTBotTableItem getTableItem(int row) {
		checkRow(row);
		return new SWTBotTableItem(ask(() -> widget.getItem(row)));
	}

	/** The row with this text in its first column, as soon as there is one. */
	public SWTBotTableItem getTableItem(String text) {
		return new SWTBotTableItem(Waiting.found("the row '" + text + "'", () -> ask(() -> {
			int row = indexOf(text);
			return row < 0 ? List.<TableItem>of() : List.of(widget.getItem(row));
		})).getFirst());
	}

	/** The header with this text, as soon as there is one. */
	public SWTBotTableColumn header(String text) {
		return new SWTBotTableColumn(Waiting.found("the column '" + text + "'",
				() -> ask(() -> Arrays.stream(widget.getColumns())
						.filter(column -> text.equals(Widgets.plain(column.getText()))).toList()))
				.getFirst());
	}

	/** Selects before it focuses: a table without selection that gets the focus selects its first row by itself. */
	private void mark(int... rows) {
		act(() -> widget.setSelection(rows));
		focus();
	}

	private Point at(int row, int column) {
		awaitEnabled();
		checkRow(row);
		checkColumn(column);
		return ask(() -> {
			TableItem item = widget.getItem(row);
			widget.showItem(item);
			return Mouse.centre(item.getBounds(column));
		});
	}

	private List<String> texts(TableItem item) {
		List<String> texts = new ArrayList<>();
		for (int column = 0; column < Math.max(1, widget.getColumnCount()); column++) {
			texts.add(item.getText(column));
		}
		return texts;
	}

	private int row(String text) {
		int row = indexOf(text);
		if (row < 0) {
			throw new IllegalArgumentException("No such row: " + text);
		}
		return row;
	}

	private int column(String name) {
		int column = columns().indexOf(name);
		if (column < 0) {
			throw new IllegalArgumentException("No such column: " + name);
		}
		return column;
	}

	private void checkRow(int row) {
		check("row", row, rowCount());
	}

	private void checkColumn(int column) {
		check("column", column, Math.max(1, columnCount()));
	}

	private static void check(String what, int index, int count) {
		if (index < 0 || index >= count) {
			throw new IllegalArgumentException("No " + what + " " + index + ", there are " + count);
		}
	}
}
