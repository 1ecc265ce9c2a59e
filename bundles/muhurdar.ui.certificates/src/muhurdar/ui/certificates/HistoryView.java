package muhurdar.ui.certificates;

import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;

import muhurdar.api.CertificateStatus;
import muhurdar.domain.CertificateId;
import muhurdar.domain.StatusRequest;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.PagedTable;
import muhurdar.ui.View;

/** Everything ever asked for one certificate, newest first. */
final class HistoryView {

	private final Desk desk;
	private final CertificateStatus status;
	private final PagedTable<StatusRequest> table;
	private @Nullable CertificateId shown;

	HistoryView(Composite parent, Desk desk, CertificateStatus status) {
		this.desk = desk;
		this.status = status;
		View view = new View(parent, "history", Messages.History_Title);
		table = new PagedTable<>(view, desk.background(), false, "history.table", Messages.History_Title, StatusRequest::id);
		table.column(Column.number(Messages.Column_At, 130, request -> Dates.minute(request.received().at())))
				.column(Column.code(Messages.Column_Change, 130, request -> Labels.of(request.change())))
				.column(Column.text(Messages.Column_Why, 120, Shown::why))
				.column(new Column<>(Messages.Column_State, 120, 1, false, request -> Labels.mark(request.state()), true))
				.empty(Messages.History_ChooseFirst, null, null);
		desk.watch().listen(table.control(), table::reload);
	}

	/** @param certificate null for none */
	void show(@Nullable CertificateId certificate) {
		if (!Objects.equals(certificate, shown)) {
			shown = certificate;
			table.empty(certificate == null ? Messages.History_ChooseFirst : Messages.History_Empty, null, null);
			table.source((from, size) -> RequestsPart.page(certificate == null ? List.<StatusRequest>of()
					: status.history(certificate, desk.actor()), from, size));
		}
	}
}
