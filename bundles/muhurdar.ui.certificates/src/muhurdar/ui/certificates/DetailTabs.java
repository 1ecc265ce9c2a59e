package muhurdar.ui.certificates;

import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import muhurdar.api.CertificateStatus;
import muhurdar.domain.CertificateDetails;
import muhurdar.domain.CertificateDetails.Line;
import muhurdar.domain.CertificateId;
import muhurdar.domain.ChipEvent;
import muhurdar.domain.Sighting;
import muhurdar.domain.StatusEvidence;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Ids;
import muhurdar.ui.Labels;
import muhurdar.ui.PagedTable;
import muhurdar.ui.View;

/** Everything about the chosen certificate: what was asked for it, what it says, what we saw, the way of its chip, ASN.1. */
final class DetailTabs {

	private final Desk desk;
	private final CertificateStatus status;
	private final CTabFolder folder;
	private final HistoryView history;
	private final PagedTable<Line> lines;
	private final PagedTable<Sighting> sightings;
	private final PagedTable<ChipEvent> events;
	private final Text dump;
	private @Nullable CertificateId shown;

	DetailTabs(Composite parent, Desk desk, CertificateStatus status) {
		this.desk = desk;
		this.status = status;
		folder = Ids.set(new CTabFolder(parent, SWT.FLAT), "certificate.tabs");
		history = new HistoryView(tab(Messages.Tab_History), desk, status);
		lines = new PagedTable<>(new View(tab(Messages.Tab_Details), "details", Messages.Details_Title), desk.background(), false,
				"details.table", Messages.Details_Title, line -> line);
		lines.column(Column.text(Messages.Details_Field, 220, line -> Labels.of(line.field())))
				.column(Column.text(Messages.Details_Value, 620, DetailTabs::value))
				.empty(Messages.History_ChooseFirst, null, null);
		sightings = new PagedTable<>(new View(tab(Messages.Tab_Evidence), "evidence", Messages.Evidence_Title),
				desk.background(), false, "evidence.table", Messages.Evidence_Title, one -> one);
		sightings.column(Column.number(Messages.Column_At, 130, one -> Dates.minute(one.evidence().at())))
				.column(Column.code(Messages.Evidence_Source, 70, one -> Labels.of(one.evidence().source())))
				.column(Column.code(Messages.Evidence_Said, 140, one -> Labels.of(one.evidence().said())))
				.column(Column.number(Messages.Evidence_Since, 130, one -> minute(one.evidence().thisUpdate())))
				.column(Column.number(Messages.Evidence_Until, 130, one -> until(one.evidence())))
				.column(Column.code(Messages.Evidence_Place, 320, one -> one.evidence().place()))
				.empty(Messages.Evidence_Empty, null, null);
		events = new PagedTable<>(new View(tab(Messages.Tab_Timeline), "timeline", Messages.Timeline_Title), desk.background(),
				false, "timeline.table", Messages.Timeline_Title, one -> one);
		events.column(Column.number(Messages.Column_At, 130, one -> Dates.minute(one.at())))
				.column(Column.text(Messages.Timeline_What, 260, one -> Labels.of(one.what())))
				.column(Column.code(Messages.Timeline_Detail, 220, ChipEvent::detail))
				.empty(Messages.History_ChooseFirst, null, null);
		dump = Ids.set(new Text(tab(Messages.Tab_Dump), SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL), "dump",
				Messages.Tab_Dump);
		folder.setSelection(0);
		desk.watch().listen(folder, () -> {
			sightings.reload();
			events.reload();
		});
	}

	private Composite tab(String text) {
		CTabItem item = new CTabItem(folder, SWT.NONE);
		item.setText(text);
		Composite page = new Composite(folder, SWT.NONE);
		page.setLayout(new FillLayout());
		item.setControl(page);
		return page;
	}

	private static String value(Line line) {
		Enum<?> word = line.word();
		return word == null ? line.value() : line.value().isEmpty() ? Labels.of(word) : Labels.of(word) + ": " + line.value();
	}

	private static String minute(java.time.Instant at) {
		return Dates.minute(at);
	}

	private static String until(StatusEvidence evidence) {
		java.time.Instant next = evidence.nextUpdate();
		return next == null ? "–" : Dates.minute(next);
	}

	/** @param certificate null for none */
	void show(@Nullable CertificateId certificate) {
		history.show(certificate);
		if (Objects.equals(certificate, shown)) {
			return;
		}
		shown = certificate;
		sightings.source((from, size) -> RequestsPart
				.page(certificate == null ? List.<Sighting>of() : status.sightings(certificate, desk.actor()), from, size));
		events.source((from, size) -> RequestsPart
				.page(certificate == null ? List.<ChipEvent>of() : status.timeline(certificate, desk.actor()), from, size));
		if (certificate == null) {
			says(new CertificateDetails(List.of(), ""));
		} else {
			desk.background().run(Messages.Details_Title, () -> status.details(certificate, desk.actor()), found -> {
				if (Objects.equals(certificate, shown) && !folder.isDisposed()) {
					says(found.orElse(new CertificateDetails(List.of(), "")));
				}
			});
		}
	}

	private void says(CertificateDetails details) {
		lines.source((from, size) -> RequestsPart.page(details.lines(), from, size));
		dump.setText(details.dump());
	}
}
