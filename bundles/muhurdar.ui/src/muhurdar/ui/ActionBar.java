package muhurdar.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/**
 * Below a list: what is chosen, more actions in a menu, and the one main action as a button with its shortcut on it.
 * All shortcuts work while the scope is seen. What cannot be done is grey, and its tooltip says why. Display thread
 * only.
 */
public final class ActionBar extends Composite {

	private final Desk desk;
	private final Supplier<Action> main;
	private final List<Action> more;
	private Action shown;
	private final int accelerator;
	private final Label info;
	private final Button button;

	/** @param scope the view in which the shortcuts hold; @param more in the order of the menu, may be empty */
	public ActionBar(Composite parent, Composite scope, Desk desk, Action main, List<Action> more) {
		this(parent, scope, desk, main.accelerator(), () -> main, more);
	}

	/**
	 * The main action fits what is chosen.
	 *
	 * @param accelerator on which the main action is, whichever it is; the actions' own ones do not count
	 * @param main asked whenever something has changed
	 * @param more all of them; the main one is not said twice
	 */
	public ActionBar(Composite parent, Composite scope, Desk desk, int accelerator, Supplier<Action> main,
			List<Action> more) {
		super(parent, SWT.NONE);
		this.desk = desk;
		this.accelerator = accelerator;
		this.main = main;
		shown = main.get();
		this.more = List.copyOf(more);
		GridLayout layout = new GridLayout(more.isEmpty() ? 2 : 3, false);
		layout.marginWidth = 0;
		layout.marginHeight = Look.GRID / 2;
		layout.horizontalSpacing = Look.GRID;
		setLayout(layout);
		setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
		info = Look.style(new Label(this, SWT.NONE), "muted");
		info.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		if (!more.isEmpty()) {
			moreButton(scope);
		}
		button = Look.style(new Button(this, SWT.PUSH), "main");
		button.getAccessible().addAccessibleListener(
				AccessibleListener.getNameAdapter(event -> event.result = shown.text()));
		button.addListener(SWT.Selection, event -> runMain());
		if (accelerator != 0) {
			Keys.bind(scope, accelerator, this::runMain);
		}
		name();
		update();
	}

	private void moreButton(Composite scope) {
		Button open = new Button(this, SWT.PUSH);
		Ids.set(open, shown.id() + ".more", Messages.ActionBar_More);
		open.setText(Messages.ActionBar_More + " ▾");
		open.setLayoutData(Look.wide(open));
		Menu menu = new Menu(open);
		menu.addListener(SWT.Show, event -> fill(menu, others()));
		open.addListener(SWT.Selection, event -> {
			menu.setLocation(open.toDisplay(0, open.getSize().y));
			menu.setVisible(true);
		});
		more.forEach(action -> bind(scope, action));
	}

	private List<Action> others() {
		return more.stream().filter(action -> !action.id().equals(shown.id())).toList();
	}

	private void name() {
		Ids.set(button, shown.id());
		button.setText(caption(shown, accelerator, "   "));
		button.setLayoutData(Look.wide(button));
		button.requestLayout();
	}

	/** Gives the control all actions as its context menu, the main one first. */
	void contextMenu(Control control) {
		Menu menu = new Menu(control);
		menu.addListener(SWT.Show, event -> {
			List<Action> all = new ArrayList<>(others());
			all.addFirst(shown);
			fill(menu, all);
		});
		control.setMenu(menu);
	}

	private void fill(Menu menu, List<Action> actions) {
		for (MenuItem old : menu.getItems()) {
			old.dispose();
		}
		actions.forEach(action -> item(menu, action));
	}

	private void item(Menu menu, Action action) {
		MenuItem item = Ids.set(new MenuItem(menu, SWT.PUSH), action.id());
		item.setText(caption(action, action == shown ? accelerator : action.accelerator(), "\t"));
		String grey = action.grey(desk);
		item.setEnabled(grey == null);
		item.setToolTipText(grey == null ? "" : grey);
		item.addListener(SWT.Selection, event -> run(action));
	}

	private static String caption(Action action, int key, String gap) {
		return key == 0 ? action.text() : action.text() + gap + Keys.label(key);
	}

	private void bind(Composite scope, Action action) {
		if (action.accelerator() != 0) {
			Keys.bind(scope, action.accelerator(), () -> run(action));
		}
	}

	/** A shortcut of a grey action says why it is grey. */
	private void run(Action action) {
		String grey = action.grey(desk);
		if (grey == null) {
			action.run().run();
		} else {
			desk.say(new Notice(Tone.WAIT, grey, null, null));
		}
	}

	/** Does the main action as if its button were pressed, for instance on a double click. */
	public void runMain() {
		update();
		run(shown);
	}

	/** Says what is chosen; looks again what can be done. */
	public void info(String text) {
		info.setText(text);
		update();
	}

	/** Looks again what can be done now. */
	@Override
	public void update() {
		Action now = main.get();
		if (!now.id().equals(shown.id())) {
			shown = now;
			name();
		}
		shown = now;
		String grey = shown.grey(desk);
		if (button.getEnabled() != (grey == null)) {
			button.setEnabled(grey == null);
			Look.style(button, grey == null ? "main" : "grey");
		}
		button.setToolTipText(grey == null ? "" : grey);
		setToolTipText(grey == null ? "" : grey);
	}
}
