package muhurdar.ui.certificates;

import java.util.List;
import java.util.Objects;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.CertificateStatus;
import muhurdar.api.StatusListRow;
import muhurdar.api.StatusLists;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusList;
import muhurdar.domain.StatusListState;
import muhurdar.domain.Why;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Background;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** Lists of certificates with one decision; below, what became of each certificate of the chosen one. */
public final class ListsPart {

	private final Desk desk;
	private final StatusLists lists;
	private final ListForms forms;
	private final View view;
	private final PagedTable<StatusList> table;
	private final PagedTable<StatusListRow> rows;
	private final ActionBar bar;
	private volatile List<StatusListRow> shown = List.of();
	private @Nullable String number;

	@Inject
	ListsPart(Composite parent, Desk desk, @Service CertificateStatus status, @Service StatusLists lists) {
		this.desk = desk;
		this.lists = lists;
		forms = new ListForms(desk, status, lists);
		parent.setLayout(new FillLayout());
		SashForm halves = new SashForm(parent, SWT.VERTICAL);
		view = new View(new Composite(halves, SWT.NONE), "lists", Messages.Lists_Title);
		table = new PagedTable<>(view, desk.background(), false, "lists.table", Messages.Lists_Title, StatusList::id);
		table.column(Column.code(Messages.Column_Number, 115, StatusList::number))
				.column(Column.number(Messages.Column_At, 130, list -> Dates.minute(list.received().at())))
				.column(Column.code(Messages.Column_Change, 110, list -> Labels.of(list.wish().change())))
				.column(Column.text(Messages.Revoke_Origin, 150,
						list -> new Origin(list.wish().requester(), list.wish().channel()).shown()))
				.column(Column.text(Messages.Column_Why, 170, list -> ListForms.why(list.wish())))
				.column(Column.mark(Messages.Column_State, 140, ListsPart::mark)).empty(Messages.Lists_Empty, null, null);
		bar = new ActionBar(view, view, desk,
				new Action("lists.confirm", Messages.Confirm, SWT.MOD1 | SWT.CR, null, this::notForMe, this::confirm),
				List.of(new Action("lists.undo", Messages.Undo, 0, null, this::notWaiting, this::withdraw)));
		table.contextMenu(bar).onChoice(this::chose);
		View below = new View(new Composite(halves, SWT.NONE), "lists.rows", Messages.Lists_Rows);
		rows = new PagedTable<>(below, desk.background(), false, "lists.rows.table", Messages.Lists_Rows,
				row -> row.item().position());
		rows.column(Column.number(Messages.Column_Position, 60, row -> Integer.toString(row.item().position())))
				.column(Column.text(Messages.Column_Name, 180, StatusListRow::name))
				.column(Column.text(Messages.Column_Institution, 180, StatusListRow::institution))
				.column(Column.code(Messages.Column_Serial, 140, row -> Shown.serial(row.serialNumber())))
				.column(Column.mark(Messages.Column_State, 300, ListsPart::mark)).empty(Messages.Lists_ChooseFirst, null, null);
		halves.setWeights(2, 3);
		desk.watch().listen(table.control(), this::reload);
		table.source((from, size) -> RequestsPart.page(lists.lists(desk.actor()), from, size));
	}

	private void reload() {
		table.reload();
		rows.reload();
	}

	private static Mark mark(StatusList list) {
		return new Mark(switch (list.state()) {
		case ASKING, DECIDED -> Tone.WAIT;
		case WAITING -> Tone.ACT;
		case DONE -> Tone.DONE;
		case WITHDRAWN -> Tone.ENDED;
		}, Labels.of(list.state()));
	}

	private static Mark mark(StatusListRow row) {
		Why no = row.item().refusal();
		var state = row.state();
		return no != null ? new Mark(Tone.LATE, Background.sentence(new Refusal(no)))
				: state == null ? new Mark(Tone.PLAIN, "–") : Labels.mark(state);
	}

	private void chose(List<StatusList> chosen) {
		StatusList list = table.current();
		bar.info(list == null ? "" : list.wish().evidence());
		String now = list == null ? null : list.number();
		if (!Objects.equals(now, number)) {
			number = now;
			rows.source((from, size) -> {
				shown = now == null ? List.of() : lists.rows(now, desk.actor());
				return RequestsPart.page(shown, from, size);
			});
		}
	}

	private @Nullable String notWaiting() {
		StatusList list = table.current();
		return list == null ? Messages.Requests_ChooseFirst
				: list.state() == StatusListState.WAITING ? null : Messages.Lists_NotWaiting;
	}

	private @Nullable String notForMe() {
		StatusList list = table.current();
		String no = notWaiting();
		if (list == null || no != null) {
			return no;
		}
		String forbidden = desk.forbidden(
				list.wish().change() == StatusChange.RESUME ? Right.CONFIRM_RESUME : Right.CONFIRM_REVOCATION);
		return forbidden != null ? forbidden
				: list.received().by().equals(desk.user().id()) ? Background.sentence(new Refusal(Why.SECOND_PERSON_NEEDED))
						: null;
	}

	private void confirm() {
		StatusList list = table.current();
		if (list != null) {
			forms.confirm(view.getShell(), list, shown.stream().filter(row -> row.item().refusal() == null).count());
		}
	}

	private void withdraw() {
		StatusList list = table.current();
		if (list != null) {
			forms.withdraw(list);
		}
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
