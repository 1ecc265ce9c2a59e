package muhurdar.ui.certificates;

import java.time.Instant;
import java.util.List;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.CertificateStatus;
import muhurdar.api.Page;
import muhurdar.api.RequestRow;
import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Why;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Background;
import muhurdar.ui.Column;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.PagedTable;
import muhurdar.ui.View;

/** Requests that wait for a second person, or to be seen in the published list; oldest first, with their clock. */
public final class RequestsPart {

	private static final int MANY = 1_000;

	private final Desk desk;
	private final StatusForms forms;
	private final View view;
	private final PagedTable<RequestRow> table;
	private final ActionBar bar;
	private volatile Which which = Which.OPEN;

	/** What the list shows. */
	private enum Which {
		OPEN, LATE, SYSTEM
	}

	@Inject
	RequestsPart(Composite parent, Desk desk, @Service CertificateStatus status) {
		this.desk = desk;
		forms = new StatusForms(desk, status);
		view = new View(parent, "requests", Messages.Requests_Title);
		table = new PagedTable<>(view, desk.background(), false, "requests.table", Messages.Requests_Title,
				row -> row.request().id());
		table.column(Column.code(Messages.Column_Number, 115, row -> row.request().number()))
				.column(Column.code(Messages.Column_Change, 130, row -> Labels.of(row.request().change())))
				.column(Column.text(Messages.Column_Name, 150, RequestRow::name))
				.column(Column.text(Messages.Column_Institution, 150, RequestRow::institution))
				.column(Column.text(Messages.Column_Why, 150, row -> Shown.why(row.request())))
				.column(new Column<>(Messages.Column_Clock, 125, 0, false, row -> Shown.clock(row.request(), Instant.now()),
						true))
				.column(new Column<>(Messages.Column_State, 140, 1, false, row -> Labels.mark(row.request().state()), true))
				.empty(Messages.Requests_Empty, null, null);
		bar = new ActionBar(view, view, desk,
				new Action("requests.confirm", Messages.Confirm, SWT.MOD1 | SWT.CR, null, this::notForMe, this::confirm),
				List.of(new Action("requests.decline", Messages.Decline, 0, null, this::notToDecline, this::decline),
						new Action("requests.undo", Messages.Undo, 0, null, this::notMine, this::undo),
						new Action("requests.late", Messages.Requests_Late, SWT.F6, null, () -> swap(Which.LATE)),
						new Action("requests.system", Messages.Requests_BySystem, SWT.F7, Right.CONFIRM_REVOCATION,
								() -> swap(Which.SYSTEM))));
		table.contextMenu(bar).onChoice(this::chose);
		desk.follow(table, RequestRow::holder);
		desk.watch().listen(table.control(), table::reload);
		table.source((from, size) -> page(switch (which) {
		case OPEN -> status.openRows(desk.actor());
		case LATE -> status.late(desk.actor());
		case SYSTEM -> status.bySystem(MANY, desk.actor());
		}, from, size));
	}

	/** Between what waits and something else. */
	private void swap(Which to) {
		which = which == to ? Which.OPEN : to;
		table.reload();
		desk.done(switch (which) {
		case OPEN -> Messages.Requests_ShowsOpen;
		case LATE -> Messages.Requests_ShowsLate;
		case SYSTEM -> Messages.Requests_ShowsSystem;
		});
	}

	/** Only who asked takes it back. */
	private @Nullable String notMine() {
		RequestRow row = table.current();
		if (row == null) {
			return Messages.Requests_ChooseFirst;
		}
		return !row.request().undecided() ? Messages.Requests_Decided
				: row.request().received().by().equals(desk.user().id()) ? null : Messages.Undo_NotYours;
	}

	private void undo() {
		RequestRow row = table.current();
		if (row != null) {
			forms.undo(row.request(), row.name());
		}
	}

	/** A part of a list that is read as a whole. */
	static <R> Page<R> page(List<R> all, int from, int size) {
		int begin = Math.min(from, all.size());
		return new Page<>(all.subList(begin, Math.min(all.size(), begin + size)), begin, all.size());
	}

	private void chose(List<RequestRow> rows) {
		RequestRow row = table.current();
		bar.info(row == null ? "" : row.request().evidence());
	}

	/** The first of two cannot be the second. */
	private @Nullable String notForMe() {
		RequestRow row = table.current();
		if (row == null) {
			return Messages.Requests_ChooseFirst;
		}
		StatusRequest request = row.request();
		String notMine = notToDecline();
		Decision identified = request.decided();
		boolean first = request.received().by().equals(desk.user().id())
				|| identified != null && identified.by().equals(desk.user().id());
		return notMine != null ? notMine : first ? Background.sentence(new Refusal(Why.SECOND_PERSON_NEEDED)) : null;
	}

	private @Nullable String notToDecline() {
		RequestRow row = table.current();
		if (row == null) {
			return Messages.Requests_ChooseFirst;
		}
		return switch (row.request().state()) {
		case RECEIVED, IDENTIFIED -> desk.forbidden(rightFor(row.request()));
		case DECIDED, SENT, PUBLISHED, DECLINED -> Messages.Requests_Decided;
		};
	}

	private static Right rightFor(StatusRequest request) {
		return switch (request.change()) {
		case RESUME -> Right.CONFIRM_RESUME;
		case SUSPEND, REVOKE -> request.state() == StatusRequestState.RECEIVED ? Right.REQUEST_REVOCATION
				: Right.CONFIRM_REVOCATION;
		};
	}

	private void confirm() {
		RequestRow row = table.current();
		if (row != null) {
			forms.confirm(view.getShell(), row.request(), row.name(), row.serialNumber());
		}
	}

	private void decline() {
		RequestRow row = table.current();
		if (row != null) {
			forms.decline(row.request(), row.name());
		}
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
