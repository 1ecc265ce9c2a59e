package org.eclipse.swtbot.swt.finder.widgets;

import java.util.List;

import org.eclipse.swtbot.swt.finder.utils.TableCollection;

/** The only maker of table collections. */
final class Rows extends TableCollection {

	Rows(List<List<String>> rows) {
		super(rows);
	}
}
