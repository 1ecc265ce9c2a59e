package org.eclipse.swtbot.swt.finder.utils;

import java.util.List;

/** The texts of one row, column by column. */
public class TableRow {

	private final List<String> texts;

	TableRow(List<String> texts) {
		this.texts = List.copyOf(texts);
	}

	public String get(int column) {
		return texts.get(column);
	}

	@Override
	public String toString() {
		return texts.toString();
	}
}
