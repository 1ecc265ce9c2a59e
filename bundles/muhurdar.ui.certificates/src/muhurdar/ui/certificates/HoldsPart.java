package muhurdar.ui.certificates;

import java.util.List;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.CertificateStatus;
import muhurdar.api.HoldRow;
import muhurdar.domain.Hold;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.PagedTable;
import muhurdar.ui.View;

/** Certificates that have been on hold for too long: each is opened or revoked. */
public final class HoldsPart {

	private final StatusForms forms;
	private final View view;
	private final PagedTable<HoldRow> table;
	private final ActionBar bar;

	@Inject
	HoldsPart(Composite parent, Desk desk, @Service CertificateStatus status) {
		forms = new StatusForms(desk, status);
		view = new View(parent, "holds", Messages.Holds_Title);
		table = new PagedTable<>(view, desk.background(), false, "holds.table", Messages.Holds_Title,
				row -> row.certificate().id());
		table.column(Column.text(Messages.Column_Name, 170, HoldRow::name))
				.column(Column.text(Messages.Column_Institution, 170, HoldRow::institution))
				.column(Column.code(Messages.Column_Serial, 130, row -> Shown.serial(row.certificate().serialNumber())))
				.column(Column.text(Messages.Column_Why, 170, HoldsPart::cause))
				.column(Column.number(Messages.Column_Days, 90, row -> Integer.toString(row.days())))
				.column(Column.number(Messages.Column_Until, 95, row -> Dates.day(row.certificate().notAfter())))
				.empty(Messages.Holds_Empty, null, null);
		bar = new ActionBar(view, view, desk,
				new Action("holds.revoke", Messages.Revoke, SWT.MOD1 | SWT.CR, Right.REQUEST_REVOCATION, this::notChosen,
						this::revoke),
				List.of(new Action("holds.resume", Messages.Resume, 0, forms.rightToResume(), this::notChosen, this::resume)));
		table.contextMenu(bar).onChoice(rows -> bar.info(rows.isEmpty() ? "" : rows.getFirst().name()));
		desk.follow(table, HoldRow::holder);
		desk.watch().listen(table.control(), table::reload);
		table.source((from, size) -> RequestsPart.page(status.overdueHolds(desk.actor()), from, size));
	}

	private static String cause(HoldRow row) {
		Hold hold = row.certificate().hold();
		return hold == null ? "–" : Labels.of(hold.cause());
	}

	private @Nullable String notChosen() {
		return table.current() == null ? Messages.Certificates_ChooseFirst : null;
	}

	private void revoke() {
		HoldRow row = table.current();
		if (row != null) {
			forms.revoke(view.getShell(), row.certificate(), row.name());
		}
	}

	private void resume() {
		HoldRow row = table.current();
		if (row != null) {
			forms.resume(view.getShell(), row.certificate(), row.name());
		}
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
