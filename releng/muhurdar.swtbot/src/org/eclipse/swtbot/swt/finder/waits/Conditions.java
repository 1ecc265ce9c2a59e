package org.eclipse.swtbot.swt.finder.waits;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.widgets.AbstractSWTBot;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTree;
import org.hamcrest.Matcher;

import muhurdar.swtbot.internal.Search;
import muhurdar.swtbot.internal.Ui;

/** What tests wait for most. */
public abstract class Conditions {

	private Conditions() {
	}

	/** A window is closed, or at least no longer visible. */
	public static ICondition shellCloses(SWTBotShell shell) {
		return condition(() -> !shell.isOpen(), () -> "the window is still open: " + shell);
	}

	/** The active window has this title. */
	public static ICondition shellIsActive(String text) {
		return condition(() -> text.equals(activeTitle()), () -> "the window is not active: " + text);
	}

	public static ICondition widgetIsEnabled(AbstractSWTBot<? extends Widget> widget) {
		return condition(widget::isEnabled, () -> "still disabled: " + widget);
	}

	/** A table has exactly so many rows. */
	public static ICondition tableHasRows(SWTBotTable table, int rowCount) {
		return condition(() -> table.rowCount() == rowCount,
				() -> "the table has " + table.rowCount() + " rows, not " + rowCount);
	}

	/** A tree has exactly so many rows at its top level. */
	public static ICondition treeHasRows(SWTBotTree tree, int rowCount) {
		return condition(() -> tree.rowCount() == rowCount,
				() -> "the tree has " + tree.rowCount() + " rows, not " + rowCount);
	}

	public static WaitForObjectCondition<Shell> waitForShell(Matcher<Shell> matcher) {
		return new WaitForObjectCondition<>(matcher, bot -> {
			Display display = bot.getDisplay();
			return Ui.ask(display, () -> Search.shells(display).stream().filter(matcher::matches).toList());
		});
	}

	/** A widget in the active window. */
	public static <T extends Widget> WaitForObjectCondition<T> waitForWidget(Matcher<T> matcher) {
		return new WaitForObjectCondition<>(matcher, bot -> {
			Display display = bot.getDisplay();
			return Ui.<List<T>>ask(display, () -> Search.matching(matcher, display.getActiveShell()));
		});
	}

	private static String activeTitle() {
		Display display = Ui.display();
		return Ui.ask(display, () -> {
			Shell active = display.getActiveShell();
			return active == null ? null : active.getText();
		});
	}

	private static ICondition condition(BooleanSupplier test, Supplier<String> failure) {
		return new DefaultCondition() {
			@Override
			public boolean test() {
				return test.getAsBoolean();
			}

			@Override
			public String getFailureMessage() {
				return failure.get();
			}
		};
	}
}
