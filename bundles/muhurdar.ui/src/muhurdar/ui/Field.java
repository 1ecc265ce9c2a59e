package muhurdar.ui;

import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/**
 * One value in a {@link Form}. {@link #value()} may be asked from any thread once the form was found
 * {@link Form#complete}; everything else belongs to the display thread.
 */
public final class Field<T> {

	private final Control control;
	private final Label error;
	private Function<T, @Nullable String> rule = value -> null;
	private volatile @Nullable T value;
	private @Nullable String unreadable;

	Field(Control control, Label error) {
		this.control = control;
		this.error = error;
	}

	/** Read before: null for a choice not made. @param why it cannot be read, null if it could */
	void changed(@Nullable T newValue, @Nullable String why) {
		value = newValue;
		unreadable = why;
		error(null);
	}

	/** A further condition; the function says what is wrong, or null. */
	public Field<T> rule(Function<T, @Nullable String> newRule) {
		rule = newRule;
		return this;
	}

	/** The value; fails if the form was not complete. */
	public T value() {
		@Nullable T present = value;
		if (present == null) {
			throw new IllegalStateException("no value: ask Form.complete first");
		}
		return present;
	}

	/** The value as it stands, null while there is none. */
	public @Nullable T orNull() {
		return value;
	}

	/** Shows what is wrong below the field; null takes it away. */
	public void error(@Nullable String sentence) {
		error.setText(sentence == null ? "" : sentence);
		error.setToolTipText(sentence == null ? "" : sentence);
	}

	/** Looks and shows what is wrong. @return true if nothing is */
	boolean check() {
		@Nullable T present = value;
		String wrong = unreadable;
		if (wrong == null) {
			wrong = present == null ? Messages.Form_Missing : rule.apply(present);
		}
		error(wrong);
		return wrong == null;
	}

	public Control control() {
		return control;
	}
}
