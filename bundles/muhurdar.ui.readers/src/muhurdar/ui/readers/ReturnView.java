package muhurdar.ui.readers;

import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import muhurdar.api.People;
import muhurdar.api.ReaderReturns;
import muhurdar.api.ReturnRow;
import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** Reader returns, oldest first. */
final class ReturnView {

	/** Days after which an open one is soon late, and late. */
	private static final int SOON = 7;
	private static final int LATE = 14;

	private final Desk desk;
	private final ReaderReturns returns;
	private final ReturnForms forms;
	private final View view;
	private final PagedTable<ReturnRow> table;
	private final ActionBar bar;

	ReturnView(Composite parent, Desk desk, ReaderReturns returns, People people) {
		this.desk = desk;
		this.returns = returns;
		forms = new ReturnForms(desk, returns, people);
		view = new View(parent, "returns", Messages.Returns_Title);
		view.<ReaderReturnState>choice("state", Messages.Column_State, Messages.Returns_AllStates, Labels::of, this::ask)
				.values(List.of(ReaderReturnState.values()));
		table = new PagedTable<>(view, desk.background(), false, "returns.table", Messages.Returns_Title,
				row -> row.readerReturn().id());
		table.column(Column.code(Messages.Column_Number, 115, row -> row.readerReturn().number()))
				.column(Column.code(Messages.Column_Model, 100, row -> row.readerReturn().model()))
				.column(Column.code(Messages.Column_Serial, 95, row -> row.readerReturn().serialNumber()))
				.column(new Column<>(Messages.Column_Owner, 150, 2, false, row -> Mark.plain(owner(row)), false))
				.column(Column.text(Messages.Column_Fault, 120, ReturnView::words))
				.column(new Column<>(Messages.Column_Age, 80, 0, false, ReturnView::age, true))
				.column(new Column<>(Messages.Column_State, 130, 1, false, row -> Labels.mark(row.readerReturn().state()), true))
				.empty(Messages.Returns_Empty, null, null);
		bar = new ActionBar(view, view, desk,
				new Action("returns.report", Messages.Returns_Report, SWT.MOD1 | SWT.CR, Right.REPORT_READER,
						() -> forms.report(view.getShell(), null)),
				List.of(new Action("returns.move", Messages.Returns_Move, SWT.F6, Right.WORK_ON_RETURNS, this::notMovable,
						this::move)));
		table.contextMenu(bar).onChoice(this::chose).onOpen(row -> move());
		desk.follow(table, row -> row.readerReturn().holder());
		desk.watch().listen(table.control(), table::reload);
		ask(null);
	}

	private static String owner(ReturnRow row) {
		String holder = row.holder();
		return holder == null ? row.institution() : holder + ", " + row.institution();
	}

	/** The newest word of the reader desk, else the caller's. */
	private static String words(ReturnRow row) {
		String note = row.readerReturn().newestNote();
		return note == null ? row.readerReturn().fault() : note;
	}

	private static Mark age(ReturnRow row) {
		boolean ended = row.readerReturn().state().next().isEmpty();
		Tone tone = ended ? Tone.ENDED : row.days() >= LATE ? Tone.LATE : row.days() >= SOON ? Tone.WAIT : Tone.PLAIN;
		return new Mark(tone, Texts.fill(Messages.Returns_Days, row.days()));
	}

	private void ask(@Nullable ReaderReturnState state) {
		table.source((from, size) -> returns.search(state, from, size, desk.actor()));
	}

	private void chose(List<ReturnRow> rows) {
		ReturnRow row = table.current();
		bar.info(row == null ? "" : row.readerReturn().fault());
	}

	private @Nullable String notMovable() {
		ReturnRow row = table.current();
		return row == null ? Messages.Returns_ChooseFirst
				: row.readerReturn().state().next().isEmpty()
						? Texts.fill(Messages.Returns_Ended, Labels.of(row.readerReturn().state()))
						: null;
	}

	private void move() {
		ReturnRow row = table.current();
		if (row != null && notMovable() == null && desk.may(Right.WORK_ON_RETURNS)) {
			forms.move(view.getShell(), row.readerReturn());
		}
	}

	void focus() {
		table.table().setFocus();
	}
}
