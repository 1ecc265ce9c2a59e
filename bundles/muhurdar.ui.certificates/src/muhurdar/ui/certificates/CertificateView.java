package muhurdar.ui.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import muhurdar.api.CallScript;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.api.People;
import muhurdar.api.StatusLists;
import muhurdar.domain.Bytes;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Institution;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Choice;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Folders;
import muhurdar.ui.Labels;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.View;

/** Certificates in Turkish order of the names. */
final class CertificateView {

	private final Desk desk;
	private final CertificateStatus status;
	private final StatusLists lists;
	private final CallScript calls;
	private final DetailTabs details;
	private final StatusForms forms;
	private final View view;
	private final PagedTable<CertificateRow> table;
	private final ActionBar bar;
	private CertificateQuery query = new CertificateQuery(null, null, null);

	CertificateView(Composite parent, Desk desk, CertificateStatus status, StatusLists lists,
			CallScript calls, People people, DetailTabs details) {
		this.desk = desk;
		this.status = status;
		this.lists = lists;
		this.calls = calls;
		this.details = details;
		forms = new StatusForms(desk, status);
		view = new View(parent, "certificates", Messages.Certificates_Title);
		filters(people);
		table = new PagedTable<>(view, desk.background(), false, "certificates.table", Messages.Certificates_Title,
				row -> row.certificate().id());
		table.column(Column.text(Messages.Column_Name, 170, CertificateRow::name))
				.column(Column.code(Messages.Column_IdentityNo, 105, CertificateRow::maskedIdentityNo))
				.column(Column.text(Messages.Column_Institution, 130, CertificateRow::institution))
				.column(Column.code(Messages.Column_Serial, 130, row -> Shown.serial(row.certificate().serialNumber())))
				.column(Column.code(Messages.Column_Card, 145, CertificateView::chip))
				.column(Column.number(Messages.Column_Until, 95, row -> Dates.day(row.certificate().notAfter())))
				.column(Column.mark(Messages.Column_State, 180, row -> Shown.state(row.certificate(), Instant.now())))
				.empty(Messages.Certificates_Empty, null, null);
		Action suspend = new Action("certificates.suspend", Messages.Suspend, 0, Right.SUSPEND, this::notSuspendable,
				this::suspend);
		Action resume = new Action("certificates.resume", Messages.Resume, 0, forms.rightToResume(), this::notResumable,
				this::resume);
		Action revoke = new Action("certificates.revoke", Messages.Revoke, 0, Right.REQUEST_REVOCATION,
				this::notRevocable, this::revoke);
		Action call = new Action("certificates.call", Messages.Call, SWT.F6, Right.REQUEST_REVOCATION, this::notChosen,
				this::call);
		Action bulk = new Action("certificates.bulk", Messages.Bulk, 0, Right.REQUEST_REVOCATION, this::notForMany, this::bulk);
		Action export = new Action("certificates.export", Messages.Export, 0, Right.SEE_CERTIFICATES, this::notIssued,
				this::export);
		bar = new ActionBar(view, view, desk, SWT.MOD1 | SWT.CR, () -> held() ? resume : suspend,
				List.of(suspend, resume, revoke, call, bulk, export));
		table.contextMenu(bar).onChoice(this::chose);
		desk.follow(table, row -> row.certificate().holder());
		desk.watch().listen(table.control(), table::reload);
		ask(query);
	}

	private void filters(People people) {
		view.search("text", Messages.Certificates_SearchHint, text -> {
			if (!text.equals(query.text() == null ? "" : query.text())) {
				ask(new CertificateQuery(query.state(), query.institution(), text.isEmpty() ? null : text));
			}
		});
		Choice<Institution> institutions = view.choice("institution", Messages.Column_Institution,
				Messages.Certificates_AllInstitutions, Institution::name,
				one -> ask(new CertificateQuery(query.state(), one == null ? null : one.id(), query.text())));
		desk.background().run(Messages.Certificates_Institutions, () -> people.institutions(desk.actor()),
				institutions::values);
		view.<CertificateState>choice("state", Messages.Column_State, Messages.Certificates_AllStates, Labels::of,
				one -> ask(new CertificateQuery(one, query.institution(), query.text())))
				.values(List.of(CertificateState.values()));
	}

	private void ask(CertificateQuery asked) {
		query = asked;
		table.source((from, size) -> status.search(asked, from, size, desk.actor()));
	}

	private static String chip(CertificateRow row) {
		var chip = row.chip();
		return chip == null ? "–" : chip.shown();
	}

	private void chose(List<CertificateRow> rows) {
		CertificateRow row = table.current();
		bar.info(row == null ? "" : row.name() + "   " + Shown.state(row.certificate(), Instant.now()).text());
		details.show(row == null ? null : row.certificate().id());
	}

	/** F9 is the strip's; the main action here is what fits the row. */
	private boolean held() {
		CertificateRow row = table.current();
		return row != null && row.certificate().state() == CertificateState.SUSPENDED;
	}

	private @Nullable String notSuspendable() {
		CertificateRow row = table.current();
		return row == null ? Messages.Certificates_ChooseFirst : StatusForms.notSuspendable(row.certificate());
	}

	private @Nullable String notResumable() {
		CertificateRow row = table.current();
		return row == null ? Messages.Certificates_ChooseFirst
				: StatusForms.notResumable(row.certificate(),
						StatusForms.delivered(row.certificate(), row.delivered()));
	}

	private @Nullable String notRevocable() {
		CertificateRow row = table.current();
		return row == null ? Messages.Certificates_ChooseFirst : StatusForms.notRevocable(row.certificate());
	}

	private void suspend() {
		CertificateRow row = table.current();
		if (row != null) {
			forms.suspend(view.getShell(), row.certificate(), row.name());
		}
	}

	private void resume() {
		CertificateRow row = table.current();
		if (row != null) {
			forms.resume(view.getShell(), row.certificate(), row.name());
		}
	}

	private void revoke() {
		CertificateRow row = table.current();
		if (row != null) {
			forms.revoke(view.getShell(), row.certificate(), row.name());
		}
	}

	private @Nullable String notChosen() {
		return table.current() == null ? Messages.Certificates_ChooseFirst : null;
	}

	/** Who calls. */
	private void call() {
		CertificateRow row = table.current();
		if (row != null) {
			new CallForm(desk, calls).open(view.getShell(), row.certificate().holder(), row.name());
		}
	}

	private @Nullable String notIssued() {
		CertificateRow row = table.current();
		return row == null ? Messages.Certificates_ChooseFirst
				: row.certificate().der() == null ? Messages.Certificates_NotIssued : null;
	}

	/** As PEM and as DER, named by its serial number. */
	private void export() {
		CertificateRow row = table.current();
		Bytes der = row == null ? null : row.certificate().der();
		String folder = der == null ? null : Folders.ask(view.getShell());
		if (row == null || der == null || folder == null) {
			return;
		}
		Path name = Path.of(folder, String.valueOf(row.certificate().serialNumber()));
		desk.background().run(Messages.Export, () -> written(name, der),
				done -> desk.done(Texts.fill(Messages.Export_Done, row.name(), done)));
	}

	private static Path written(Path name, Bytes der) {
		try {
			String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der.toArray());
			Files.write(Path.of(name + ".cer"), der.toArray());
			return Files.writeString(Path.of(name + ".pem"),
					"-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
		} catch (IOException e) {
			throw new Refusal(Why.FILE_UNWRITABLE, e, name);
		}
	}

	private @Nullable String notForMany() {
		return desk.user().seesAll() ? null : Messages.Bulk_NotForYou;
	}

	private void bulk() {
		new ListForms(desk, status, lists).revoke(view.getShell(), query, table.table().getItemCount());
	}

	void focus() {
		table.table().setFocus();
	}
}
