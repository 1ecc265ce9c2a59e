package muhurdar.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;

/** A drop-down filter: all, or one of several. Display thread only. */
public final class Choice<T> {

	private final Combo combo;
	private final String all;
	private final Function<T, String> shown;
	private final List<T> values = new ArrayList<>();

	Choice(Combo combo, String all, Function<T, String> shown, Consumer<@Nullable T> changed) {
		this.combo = combo;
		this.all = all;
		this.shown = shown;
		combo.addListener(SWT.Selection, event -> changed.accept(value()));
		values(List.of());
	}

	/** What can be chosen; the present choice stays if it is among them. */
	public void values(List<T> newValues) {
		@Nullable T before = value();
		values.clear();
		values.addAll(newValues);
		List<String> lines = new ArrayList<>(List.of(all));
		values.forEach(value -> lines.add(shown.apply(value)));
		combo.setItems(lines.toArray(String[]::new));
		combo.select(before == null ? 0 : values.indexOf(before) + 1);
		combo.requestLayout();
	}

	/** Chooses; null for all. Tells nobody. */
	public void select(@Nullable T value) {
		combo.select(value == null ? 0 : values.indexOf(value) + 1);
	}

	/** The choice, null for all. */
	public @Nullable T value() {
		int index = combo.getSelectionIndex() - 1;
		return index < 0 || index >= values.size() ? null : values.get(index);
	}
}
