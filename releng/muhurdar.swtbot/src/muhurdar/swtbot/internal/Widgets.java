package muhurdar.swtbot.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Decorations;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;

/** What can be asked of any widget. Everything here runs in the UI thread. */
public final class Widgets {

	private Widgets() {
	}

	public static String text(Widget widget) {
		String text = switch (widget) {
		case Button button -> button.getText();
		case Browser browser -> browser.getText();
		case CCombo combo -> combo.getText();
		case CLabel label -> label.getText();
		case Combo combo -> combo.getText();
		case Decorations window -> window.getText();
		case Group group -> group.getText();
		case Item item -> item.getText();
		case Label label -> label.getText();
		case Link link -> link.getText();
		case Spinner spinner -> spinner.getText();
		case StyledText styled -> styled.getText();
		case Text field -> field.getText();
		default -> "";
		};
		return text == null ? "" : text;
	}

	/** A text without the signs of its mnemonics and without the accelerator behind a tab. */
	public static String plain(String text) {
		int tab = text.indexOf('\t');
		return (tab < 0 ? text : text.substring(0, tab)).replace("&", "");
	}

	public static String tooltip(Widget widget) {
		String tooltip = switch (widget) {
		case Control control -> control.getToolTipText();
		case CTabItem item -> item.getToolTipText();
		case MenuItem item -> item.getToolTipText();
		case TabItem item -> item.getToolTipText();
		case TableColumn column -> column.getToolTipText();
		case ToolItem item -> item.getToolTipText();
		case TreeColumn column -> column.getToolTipText();
		default -> "";
		};
		return tooltip == null ? "" : tooltip;
	}

	/** The widget itself if it is a control, otherwise the control that shows it; null for menus. */
	public static Control control(Widget widget) {
		return switch (widget) {
		case Control control -> control;
		case CTabItem item -> item.getParent();
		case TabItem item -> item.getParent();
		case TableColumn column -> column.getParent();
		case TableItem item -> item.getParent();
		case ToolItem item -> item.getParent();
		case TreeColumn column -> column.getParent();
		case TreeItem item -> item.getParent();
		default -> null;
		};
	}

	public static boolean enabled(Widget widget) {
		return switch (widget) {
		case ToolItem item -> item.isEnabled();
		case MenuItem item -> item.isEnabled();
		case Menu menu -> menu.isEnabled();
		default -> {
			Control control = control(widget);
			yield control == null || control.isEnabled();
		}
		};
	}

	public static boolean visible(Widget widget) {
		return switch (widget) {
		case Menu menu -> menu.isVisible();
		default -> {
			Control control = control(widget);
			yield control == null || control.isVisible();
		}
		};
	}

	/** The window of a widget; null for menus. */
	public static Shell shell(Widget widget) {
		Control control = control(widget);
		return control == null ? null : control.getShell();
	}

	/** A widget and all below it, parents first, brothers in their order, without what is not visible. */
	public static List<Widget> below(Widget root) {
		List<Widget> all = new ArrayList<>();
		collect(root, all);
		return all;
	}

	private static void collect(Widget widget, List<Widget> all) {
		if (widget.isDisposed() || !visible(widget)) {
			return;
		}
		all.add(widget);
		switch (widget) {
		case CTabFolder folder -> all.addAll(List.of(folder.getItems()));
		case TabFolder folder -> all.addAll(List.of(folder.getItems()));
		case ToolBar bar -> all.addAll(List.of(bar.getItems()));
		default -> {
			// its items, if any, are reached through the widget itself
		}
		}
		if (widget instanceof Composite parent && !(parent instanceof Table || parent instanceof Tree)) {
			for (Control child : parent.getChildren()) {
				collect(child, all);
			}
		}
	}
}
