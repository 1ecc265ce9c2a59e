package org.eclipse.swtbot.swt.finder.utils;

import java.util.List;

/** The texts of several rows as they were when they were asked for. */
public class TableCollection {

	private final List<TableRow> rows;

	protected TableCollection(List<List<String>> rows) {
		this.rows = rows.stream().map(TableRow::new).toList();
	}

	public int rowCount() {
		return rows.size();
	}

	public TableRow get(int row) {
		return rows.get(row);
	}

	public String get(int row, int column) {
		return get(row).get(column);
	}

	@Override
	public String toString() {
		return rows.toString();
	}
}
