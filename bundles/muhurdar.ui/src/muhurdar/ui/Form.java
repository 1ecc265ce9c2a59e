package muhurdar.ui;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Labelled fields one below the other; what is wrong stands below the field. Display thread only. */
public final class Form extends Composite {

	private final String id;
	private final List<Field<?>> fields = new ArrayList<>();

	/** @param id stable, the prefix of the fields' ids */
	public Form(Composite parent, String id) {
		super(parent, SWT.NONE);
		this.id = id;
		GridLayout layout = new GridLayout(2, false);
		layout.marginWidth = 0;
		layout.marginHeight = 0;
		layout.horizontalSpacing = 2 * Look.GRID;
		layout.verticalSpacing = 2;
		setLayout(layout);
		setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
	}

	/** One line that must be filled. */
	public Field<String> text(String name, String label, String value) {
		return text(name, label, value, true, 0);
	}

	/** One line that may stay empty. */
	public Field<String> optional(String name, String label, String value) {
		return text(name, label, value, false, 0);
	}

	/** For what cannot be undone: right only if the last four digits of the number stand in it. */
	public Field<String> lastFour(String number) {
		String end = number.substring(Math.max(0, number.length() - 4));
		return text("lastFour", Texts.fill(Messages.Form_LastFour, number), "").rule(
				typed -> typed.toUpperCase(Locale.ROOT).endsWith(end) ? null : Texts.fill(Messages.Form_NotLastFour, number));
	}

	/** Several lines that must be filled. */
	public Field<String> note(String name, String label) {
		return text(name, label, "", true, 3);
	}

	/** Many short lines, or none. */
	public Field<String> serials(String name, String label) {
		return text(name, label, "", false, 4);
	}

	/** What a scanner types: many short lines, at least one. */
	public Field<String> scans(String name, String label) {
		return text(name, label, "", true, 8);
	}

	private Field<String> text(String name, String label, String value, boolean needed, int lines) {
		label(label, lines > 0);
		Text text = new Text(this, SWT.BORDER | (lines > 0 ? SWT.MULTI | SWT.WRAP | SWT.V_SCROLL : SWT.SINGLE));
		GridData data = fill(text, name, label);
		if (lines > 0) {
			data.heightHint = lines * text.getLineHeight() + Look.GRID;
			text.addListener(SWT.Traverse, event -> event.doit |= event.detail == SWT.TRAVERSE_TAB_NEXT
					|| event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
		}
		Field<String> field = add(new Field<>(text, error()));
		Runnable read = () -> field.changed(needed && text.getText().isBlank() ? null : text.getText().strip(), null);
		text.setText(value);
		text.addListener(SWT.Modify, event -> read.run());
		read.run();
		return field;
	}

	/** A day, typed as {@code 3.12.2026}. */
	public Field<LocalDate> date(String name, String label, LocalDate value) {
		label(label, false);
		Text text = new Text(this, SWT.BORDER | SWT.SINGLE | SWT.RIGHT);
		GridData data = fill(text, name, label);
		data.horizontalAlignment = SWT.BEGINNING;
		data.widthHint = 14 * Look.GRID;
		text.setMessage(Messages.Form_DatePattern);
		Field<LocalDate> field = add(new Field<>(text, error()));
		Runnable read = () -> {
			LocalDate day = Dates.parse(text.getText());
			field.changed(day, day == null ? Messages.Form_NoDate : null);
		};
		text.setText(Dates.day(value));
		text.addListener(SWT.Modify, event -> read.run());
		read.run();
		return field;
	}

	/** One of several. @param preset null: nothing is chosen yet */
	public <T> Field<T> choice(String name, String label, List<T> values, Function<T, String> shown,
			@Nullable T preset) {
		label(label, false);
		Combo combo = new Combo(this, SWT.READ_ONLY | SWT.DROP_DOWN);
		fill(combo, name, label);
		combo.setItems(values.stream().map(shown).toArray(String[]::new));
		Field<T> field = add(new Field<>(combo, error()));
		Runnable read = () -> {
			int index = combo.getSelectionIndex();
			field.changed(index < 0 ? null : values.get(index), null);
		};
		combo.select(preset == null ? -1 : values.indexOf(preset));
		combo.addListener(SWT.Selection, event -> read.run());
		read.run();
		return field;
	}

	/** A fact beside a label: not to be changed here. */
	public void fact(String label, String value) {
		label(label, false);
		Label shown = new Label(this, SWT.WRAP);
		shown.setText(value);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = 45 * Look.GRID;
		shown.setLayoutData(data);
		error();
	}

	/** Shows what is wrong at each field and goes to the first wrong one. @return true if nothing is wrong */
	public boolean complete() {
		Field<?> wrong = null;
		for (Field<?> field : fields) {
			if (!field.check() && wrong == null) {
				wrong = field;
			}
		}
		if (wrong != null) {
			wrong.control().setFocus();
		}
		return wrong == null;
	}

	private void label(String text, boolean top) {
		Label label = new Label(this, SWT.NONE);
		label.setText(text);
		GridData data = new GridData(SWT.BEGINNING, top ? SWT.BEGINNING : SWT.CENTER, false, false);
		data.verticalIndent = top ? 6 : 0;
		label.setLayoutData(data);
	}

	private GridData fill(Control control, String name, String label) {
		Ids.set(control, id + "." + name, label);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = 40 * Look.GRID;
		control.setLayoutData(data);
		return data;
	}

	private Label error() {
		new Label(this, SWT.NONE).setLayoutData(new GridData(1, SWT.DEFAULT));
		Label error = new Label(this, SWT.WRAP);
		error.setForeground(Look.color(Tone.LATE));
		error.setFont(Look.font(error, 0.9, SWT.NORMAL));
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = 40 * Look.GRID;
		data.minimumHeight = 2 * Look.GRID;
		error.setLayoutData(data);
		Look.style(error, "error");
		return error;
	}

	private <T> Field<T> add(Field<T> field) {
		fields.add(field);
		return field;
	}
}
