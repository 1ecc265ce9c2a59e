package org.eclipse.swtbot.swt.finder;

import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.allOf;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.widgetOfType;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withId;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withLabel;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withMnemonic;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withStyle;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withText;
import static org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory.withTooltip;

import java.util.List;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DateTime;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.TabItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;
import org.eclipse.swtbot.swt.finder.utils.SWTUtils;
import org.eclipse.swtbot.swt.finder.waits.ICondition;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotBrowser;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotButton;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCCombo;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCTabItem;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCheckBox;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotCombo;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotDateTime;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotLabel;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotLink;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotList;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotMenu;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotProgressBar;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotRadio;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotRootMenu;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotSpinner;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotStyledText;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTabItem;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTable;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotText;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotToolbarButton;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotToolbarDropDownButton;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotToolbarToggleButton;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTree;
import org.hamcrest.Matcher;

import muhurdar.swtbot.internal.Menus;
import muhurdar.swtbot.internal.Search;
import muhurdar.swtbot.internal.Ui;
import muhurdar.swtbot.internal.Waiting;

/**
 * Finds widgets below a given one, or in the window that is active when it is asked. Finders look again and again for
 * {@link SWTBotPreferences#TIMEOUT} milliseconds and then throw a WidgetNotFoundException; an index beyond the matches
 * is an IndexOutOfBoundsException. Controls that are not visible are not found.
 */
public class SWTBot {

	private final Widget parent;

	public SWTBot() {
		this(null);
	}

	public SWTBot(Widget parent) {
		this.parent = parent;
	}

	// windows and menus

	/** The window with exactly this title. */
	public SWTBotShell shell(String text) {
		Matcher<Shell> title = withText(text);
		Display display = getDisplay();
		return new SWTBotShell(Waiting.found("the window '" + text + "'", () -> Ui.ask(display,
				() -> Search.shells(display).stream().filter(title::matches).toList())).getFirst());
	}

	public SWTBotShell[] shells() {
		Display display = getDisplay();
		return Ui.ask(display, () -> Search.shells(display)).stream().map(SWTBotShell::new)
				.toArray(SWTBotShell[]::new);
	}

	/** The active window; does not wait for one. */
	public SWTBotShell activeShell() {
		return new SWTBotShell(Ui.ask(getDisplay(), getDisplay()::getActiveShell));
	}

	/** The first item with this text in the menu bar of the active window or in the menus below it. */
	public SWTBotMenu menu(String text) {
		Display display = getDisplay();
		List<MenuItem> found = Waiting.found("the menu '" + text + "'", () -> Menus.anywhere(Ui.ask(display, () -> {
			Shell active = display.getActiveShell();
			return active == null ? null : active.getMenuBar();
		}), text));
		return new SWTBotMenu(found.getFirst());
	}

	/** The menu bar of the active window. */
	public SWTBotRootMenu menu() {
		return activeShell().menu();
	}

	// texts and buttons

	public SWTBotText text() {
		return text(0);
	}

	public SWTBotText text(int index) {
		return new SWTBotText(one(Text.class, index));
	}

	public SWTBotText textWithLabel(String label) {
		return new SWTBotText(one(Text.class, 0, withLabel(label)));
	}

	public SWTBotText textWithId(String id) {
		return new SWTBotText(one(Text.class, 0, withId(id)));
	}

	public SWTBotStyledText styledText() {
		return new SWTBotStyledText(one(StyledText.class, 0));
	}

	public SWTBotLabel label(String text) {
		return new SWTBotLabel(one(Label.class, 0, withMnemonic(text)));
	}

	public SWTBotLink link(String text) {
		return new SWTBotLink(one(Link.class, 0, withMnemonic(text)));
	}

	public SWTBotBrowser browser() {
		return new SWTBotBrowser(one(Browser.class, 0));
	}

	public SWTBotButton button(String text) {
		return button(text, 0);
	}

	public SWTBotButton button(String text, int index) {
		return new SWTBotButton(one(Button.class, index, push(), withMnemonic(text)));
	}

	public SWTBotButton buttonWithId(String id) {
		return new SWTBotButton(one(Button.class, 0, push(), withId(id)));
	}

	public SWTBotCheckBox checkBox() {
		return new SWTBotCheckBox(one(Button.class, 0, check()));
	}

	public SWTBotCheckBox checkBox(String text) {
		return new SWTBotCheckBox(one(Button.class, 0, check(), withMnemonic(text)));
	}

	public SWTBotCheckBox checkBoxWithId(String id) {
		return new SWTBotCheckBox(one(Button.class, 0, check(), withId(id)));
	}

	public SWTBotRadio radio(String text) {
		return new SWTBotRadio(one(Button.class, 0, withStyle(SWT.RADIO, "SWT.RADIO"), withMnemonic(text)));
	}

	// fields with a choice

	public SWTBotCombo comboBox() {
		return new SWTBotCombo(one(Combo.class, 0));
	}

	public SWTBotCombo comboBoxWithLabel(String label) {
		return new SWTBotCombo(one(Combo.class, 0, withLabel(label)));
	}

	public SWTBotCombo comboBoxWithId(String id) {
		return new SWTBotCombo(one(Combo.class, 0, withId(id)));
	}

	public SWTBotCCombo ccomboBox() {
		return new SWTBotCCombo(one(CCombo.class, 0));
	}

	public SWTBotCCombo ccomboBoxWithLabel(String label) {
		return new SWTBotCCombo(one(CCombo.class, 0, withLabel(label)));
	}

	public SWTBotCCombo ccomboBoxWithId(String id) {
		return new SWTBotCCombo(one(CCombo.class, 0, withId(id)));
	}

	public SWTBotSpinner spinnerWithLabel(String label) {
		return new SWTBotSpinner(one(Spinner.class, 0, withLabel(label)));
	}

	public SWTBotDateTime dateTime() {
		return new SWTBotDateTime(one(DateTime.class, 0));
	}

	public SWTBotDateTime dateTimeWithLabel(String label) {
		return new SWTBotDateTime(one(DateTime.class, 0, withLabel(label)));
	}

	// lists, tables, trees, tabs

	public SWTBotTable table() {
		return table(0);
	}

	public SWTBotTable table(int index) {
		return new SWTBotTable(one(Table.class, index));
	}

	public SWTBotTable tableWithId(String id) {
		return new SWTBotTable(one(Table.class, 0, withId(id)));
	}

	public SWTBotTree tree() {
		return new SWTBotTree(one(Tree.class, 0));
	}

	public SWTBotTree treeWithId(String id) {
		return new SWTBotTree(one(Tree.class, 0, withId(id)));
	}

	public SWTBotList list() {
		return new SWTBotList(one(org.eclipse.swt.widgets.List.class, 0));
	}

	public SWTBotCTabItem cTabItem(String text) {
		return new SWTBotCTabItem(one(CTabItem.class, 0, withMnemonic(text)));
	}

	public SWTBotTabItem tabItem(String text) {
		return new SWTBotTabItem(one(TabItem.class, 0, withMnemonic(text)));
	}

	public SWTBotProgressBar progressbar() {
		return new SWTBotProgressBar(one(ProgressBar.class, 0));
	}

	// tool bars

	public SWTBotToolbarButton toolbarButton(String text) {
		return new PushButton(one(ToolItem.class, 0, push(), withMnemonic(text)));
	}

	public SWTBotToolbarButton toolbarButtonWithTooltip(String tooltip) {
		return new PushButton(one(ToolItem.class, 0, push(), withTooltip(tooltip)));
	}

	public SWTBotToolbarButton toolbarButtonWithId(String id) {
		return new PushButton(one(ToolItem.class, 0, push(), withId(id)));
	}

	public SWTBotToolbarDropDownButton toolbarDropDownButton(String text) {
		return new SWTBotToolbarDropDownButton(one(ToolItem.class, 0, dropDown(), withMnemonic(text)));
	}

	public SWTBotToolbarDropDownButton toolbarDropDownButtonWithTooltip(String tooltip) {
		return new SWTBotToolbarDropDownButton(one(ToolItem.class, 0, dropDown(), withTooltip(tooltip)));
	}

	public SWTBotToolbarDropDownButton toolbarDropDownButtonWithId(String id) {
		return new SWTBotToolbarDropDownButton(one(ToolItem.class, 0, dropDown(), withId(id)));
	}

	public SWTBotToolbarToggleButton toolbarToggleButton(String text) {
		return new SWTBotToolbarToggleButton(one(ToolItem.class, 0, check(), withMnemonic(text)));
	}

	public SWTBotToolbarToggleButton toolbarToggleButtonWithTooltip(String tooltip) {
		return new SWTBotToolbarToggleButton(one(ToolItem.class, 0, check(), withTooltip(tooltip)));
	}

	public SWTBotToolbarToggleButton toolbarToggleButtonWithId(String id) {
		return new SWTBotToolbarToggleButton(one(ToolItem.class, 0, check(), withId(id)));
	}

	// any widget

	public <T extends Widget> T widget(Matcher<T> matcher) {
		return widget(matcher, 0);
	}

	public <T extends Widget> T widget(Matcher<T> matcher, int index) {
		return find(matcher, this::root).get(index);
	}

	public <T extends Widget> T widget(Matcher<T> matcher, Widget below) {
		return widgets(matcher, below).getFirst();
	}

	/** All that match, as soon as at least one does. */
	public <T extends Widget> List<T> widgets(Matcher<T> matcher) {
		return find(matcher, this::root);
	}

	/** All that match below a widget, as soon as at least one does. */
	public <T extends Widget> List<T> widgets(Matcher<T> matcher, Widget below) {
		return find(matcher, () -> below);
	}

	// waiting and the like

	public void waitUntil(ICondition condition) {
		waitUntil(condition, SWTBotPreferences.TIMEOUT);
	}

	public void waitUntil(ICondition condition, long timeout) {
		waitUntil(condition, timeout, SWTBotPreferences.DEFAULT_POLL_DELAY);
	}

	/** Tests, sleeps for {@code interval}, tests again, until it is so; TimeoutException if it never is. */
	public void waitUntil(ICondition condition, long timeout, long interval) {
		condition.init(this);
		Waiting.until(condition::test, condition::getFailureMessage, timeout, interval);
	}

	public void waitWhile(ICondition condition) {
		waitWhile(condition, SWTBotPreferences.TIMEOUT);
	}

	public void waitWhile(ICondition condition, long timeout) {
		waitWhile(condition, timeout, SWTBotPreferences.DEFAULT_POLL_DELAY);
	}

	/** Waits until a condition no longer holds; TimeoutException if it always does. */
	public void waitWhile(ICondition condition, long timeout, long interval) {
		condition.init(this);
		Waiting.until(() -> !condition.test(), condition::getFailureMessage, timeout, interval);
	}

	public void sleep(long millis) {
		SWTUtils.sleep(millis);
	}

	public Display getDisplay() {
		return parent == null || parent.isDisposed() ? SWTUtils.display() : parent.getDisplay();
	}

	/** The control that has the focus; null if none has. */
	public Control getFocusedWidget() {
		return Ui.ask(getDisplay(), getDisplay()::getFocusControl);
	}

	/** Writes a picture of the whole screen; says whether that worked. */
	public boolean captureScreenshot(String fileName) {
		return SWTUtils.captureScreenshot(fileName);
	}

	@SafeVarargs
	private <T extends Widget> T one(Class<T> type, int index, Matcher<? extends Widget>... more) {
		Matcher<T> all = allOf(widgetOfType(type), allOf(more));
		return widget(all, index);
	}

	private <T extends Widget> List<T> find(Matcher<T> matcher, Supplier<Widget> root) {
		Display display = getDisplay();
		return Waiting.found("a widget that is " + matcher,
				() -> Ui.ask(display, () -> Search.matching(matcher, root.get())));
	}

	private Widget root() {
		return parent == null ? getDisplay().getActiveShell() : parent;
	}

	private static Matcher<Widget> push() {
		return withStyle(SWT.PUSH, "SWT.PUSH");
	}

	private static Matcher<Widget> check() {
		return withStyle(SWT.CHECK, "SWT.CHECK");
	}

	private static Matcher<Widget> dropDown() {
		return withStyle(SWT.DROP_DOWN, "SWT.DROP_DOWN");
	}

	private static final class PushButton extends SWTBotToolbarButton {

		PushButton(ToolItem widget) {
			super(widget);
		}
	}
}
