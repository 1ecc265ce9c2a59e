package muhurdar.ui;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * The frame of a view: title with its filters on one line, then whatever is added below (a list, an action bar), full
 * width. Display thread only.
 */
public final class View extends Composite {

	/** As high as a line with filters, so that views beside each other stand level. */
	private static final int HEAD = 34;

	private final String id;
	private final Composite head;

	/** @param parent the part's, whose layout is set; @param id stable, the prefix of the filters' ids */
	public View(Composite parent, String id, String title) {
		super(parent, SWT.NONE);
		this.id = id;
		GridLayout page = new GridLayout();
		page.marginWidth = page.marginHeight = 0;
		parent.setLayout(page);
		setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		GridLayout layout = new GridLayout();
		layout.marginWidth = 2 * Look.GRID;
		layout.marginHeight = Look.GRID;
		layout.verticalSpacing = Look.GRID;
		setLayout(layout);
		head = new Composite(this, SWT.NONE);
		GridLayout line = new GridLayout(2, false);
		line.marginWidth = line.marginHeight = 0;
		line.horizontalSpacing = Look.GRID;
		head.setLayout(line);
		head.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
		Label name = Look.style(new Label(head, SWT.NONE), "title");
		name.setText(title);
		name.setFont(Look.font(name, 1.4, SWT.BOLD));
		name.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		new Label(head, SWT.NONE).setLayoutData(new GridData(1, HEAD));
	}

	/** Buttons of which one is down. @param changed gets the new value */
	public <T> void toggles(String name, List<T> values, Function<T, String> shown, T preset, Consumer<T> changed) {
		Composite group = slot(new Composite(head, SWT.NONE));
		GridLayout layout = new GridLayout(values.size(), true);
		layout.marginWidth = layout.marginHeight = layout.horizontalSpacing = 0;
		group.setLayout(layout);
		for (T value : values) {
			Button button = new Button(group, SWT.TOGGLE);
			button.setText(shown.apply(value));
			Ids.set(button, id + "." + name + "." + value, shown.apply(value));
			down(button, Objects.equals(value, preset));
			button.setLayoutData(Look.wide(button));
			((GridData) button.getLayoutData()).widthHint = button.computeSize(SWT.DEFAULT, SWT.DEFAULT).x + Look.GRID;
			button.addListener(SWT.Selection, event -> {
				for (var other : group.getChildren()) {
					down((Button) other, other == button);
				}
				changed.accept(value);
			});
		}
	}

	private static void down(Button button, boolean down) {
		button.setSelection(down);
		Look.style(button, down ? "toggled" : "toggle");
	}

	/** A list to choose from; the first line stands for all and gives null. */
	public <T> Choice<T> choice(String name, String label, String all, Function<T, String> shown,
			Consumer<@Nullable T> changed) {
		Combo combo = slot(new Combo(head, SWT.READ_ONLY | SWT.DROP_DOWN));
		Ids.set(combo, id + "." + name, label);
		combo.setToolTipText(label);
		((GridData) combo.getLayoutData()).widthHint = 22 * Look.GRID;
		return new Choice<>(combo, all, shown, changed);
	}

	/** A box to search this list by; Enter, or half a second without a key. */
	public Text search(String name, String hint, Consumer<String> changed) {
		Text text = slot(new Text(head, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL));
		Ids.set(text, id + "." + name, hint);
		text.setMessage(hint);
		((GridData) text.getLayoutData()).widthHint = 30 * Look.GRID;
		Runnable tell = () -> {
			if (!text.isDisposed()) {
				changed.accept(text.getText().strip());
			}
		};
		text.addListener(SWT.Modify, event -> text.getDisplay().timerExec(400, tell));
		return text;
	}

	private <C extends org.eclipse.swt.widgets.Control> C slot(C control) {
		control.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
		((GridLayout) head.getLayout()).numColumns++;
		return control;
	}
}
