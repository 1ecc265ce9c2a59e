package muhurdar.ui.readers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import muhurdar.api.People;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.Form;
import muhurdar.ui.Ids;
import muhurdar.ui.Look;

/**
 * Whose reader it is: any code or part of a name is looked up while it is typed, the people found stand below. Empty
 * stands for the institution's own reader. Display thread only, but for {@link #chosen}.
 */
final class PersonField {

	private static final int MOST = 8;
	private static final int PAUSE_MILLIS = 300;
	private static final int SHORTEST = 3;

	private final Desk desk;
	private final People people;
	private final Text text;
	private final Field<String> field;
	private final org.eclipse.swt.widgets.List found;
	private final List<Holder> holders = new ArrayList<>();
	private Consumer<Holder> listener = holder -> {
	};
	private volatile @Nullable HolderId chosen;

	PersonField(Form form, Desk desk, People people, @Nullable Holder known) {
		this.desk = desk;
		this.people = people;
		field = form.optional("person", Messages.Report_Person, "");
		field.rule(typed -> typed.isEmpty() || chosen != null ? null : Messages.Report_ChoosePerson);
		text = (Text) field.control();
		text.setMessage(Messages.Report_PersonHint);
		new Label(form, SWT.NONE).setLayoutData(new GridData(1, SWT.DEFAULT));
		found = new org.eclipse.swt.widgets.List(form, SWT.SINGLE | SWT.BORDER | SWT.V_SCROLL);
		Ids.set(found, "returns.report.form.found", Messages.Report_Found);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, false);
		data.heightHint = 3 * found.getItemHeight();
		data.widthHint = 40 * Look.GRID;
		found.setLayoutData(data);
		found.addListener(SWT.Selection, event -> choose(found.getSelectionIndex()));
		if (known != null) {
			text.setText(known.fullName());
			show(List.of(known));
		}
		text.addListener(SWT.Modify, event -> typed());
	}

	void onChoice(Consumer<Holder> newListener) {
		listener = newListener;
		choose(found.getSelectionIndex());
	}

	/** Null for the institution's own reader. */
	@Nullable
	HolderId chosen() {
		return chosen;
	}

	private void typed() {
		chosen = null;
		found.removeAll();
		holders.clear();
		String asked = text.getText().strip();
		if (asked.length() >= SHORTEST) {
			text.getDisplay().timerExec(PAUSE_MILLIS, () -> look(asked));
		}
	}

	private void look(String asked) {
		if (still(asked)) {
			desk.background().run(Messages.Report_Searching, () -> people.search(asked, MOST, desk.actor()), answer -> {
				if (still(asked)) {
					show(answer);
				}
			});
		}
	}

	private boolean still(String asked) {
		return !text.isDisposed() && text.getText().strip().equals(asked);
	}

	/** One alone is chosen by itself. */
	private void show(List<Holder> answer) {
		holders.clear();
		holders.addAll(answer);
		found.removeAll();
		answer.forEach(holder -> found.add(holder.fullName() + "   " + holder.maskedIdentityNo()));
		field.error(answer.isEmpty() ? Messages.Report_NobodyFound : null);
		if (answer.size() == 1) {
			found.select(0);
			choose(0);
		}
	}

	private void choose(int index) {
		if (index >= 0 && index < holders.size()) {
			Holder holder = holders.get(index);
			chosen = holder.id();
			field.error(null);
			listener.accept(holder);
		}
	}
}
