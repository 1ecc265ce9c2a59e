package muhurdar.ui.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringQuery.Standing;
import muhurdar.api.ExpiringRow;
import muhurdar.api.Orders;
import muhurdar.api.People;
import muhurdar.api.RowResult;
import muhurdar.api.Settings;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Institution;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderStage;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Background;
import muhurdar.ui.Choice;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.Notice;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** Certificates that end soon: who, what is missing, whose move; renewals are ordered from here. */
public final class ExpiringPart {

	private static final List<Integer> MONTHS = List.of(3, 2, 1);

	private final Desk desk;
	private final Orders orders;
	private final Settings settings;
	private final View view;
	private final PagedTable<ExpiringRow> table;
	private final ActionBar bar;
	private final Choice<Institution> institution;
	private final Choice<Standing> standing;
	private final Map<CertificateId, @Nullable Mark> answers = new HashMap<>();
	private int months = MONTHS.getFirst();

	@Inject
	ExpiringPart(Composite parent, Desk desk, @Service Orders orders, @Service People people,
			@Service Settings settings) {
		this.desk = desk;
		this.orders = orders;
		this.settings = settings;
		view = new View(parent, "expiring", Messages.Expiring_Title);
		view.toggles("months", MONTHS, ExpiringPart::span, months, this::months);
		institution = view.choice("institution", Messages.Column_Institution, Messages.Filter_AllInstitutions,
				Institution::name, one -> ask());
		standing = view.choice("standing", Messages.Column_State, Messages.Filter_AllStates, Labels::of, one -> ask());
		standing.values(List.of(Standing.values()));
		table = new PagedTable<>(view, desk.background(), true, "expiring.table", Messages.Expiring_Title,
				ExpiringRow::certificate);
		columns();
		bar = new ActionBar(view, view, desk,
				new Action("expiring.renew", Messages.Expiring_Renew, SWT.MOD1 | SWT.CR, Right.ORDER, this::nobody,
						this::renew),
				List.of(new Action("expiring.replace", Messages.Expiring_Replace, 0, Right.ORDER, this::notOne,
						this::replace)));
		table.contextMenu(bar);
		table.onChoice(this::chosen);
		desk.follow(table, ExpiringRow::holder);
		desk.watch().listen(view, table::reload);
		desk.background().run(Messages.Filter_Loading, () -> people.institutions(desk.actor()), institution::values);
		ask();
	}

	private void columns() {
		table.column(Column.text(Messages.Column_Name, 170, ExpiringRow::name))
				.column(Column.code(Messages.Column_Identity, 112, ExpiringRow::maskedIdentityNo))
				.column(Column.text(Messages.Column_Institution, 120, ExpiringRow::institution))
				.column(Column.number(Messages.Column_End, 100, row -> Dates.day(row.end())))
				.column(Column.code(Messages.Column_Consent, 72, ExpiringPart::consent))
				.column(Column.mark(Messages.Column_State, 220, this::state));
	}

	/** The newest answer to this desk's own order, else where the renewal stands. */
	private Mark state(ExpiringRow row) {
		@Nullable Mark answer = answers.get(row.certificate());
		OrderStage stage = row.stage();
		Refusal refusal = row.refusal();
		if (row.openOrder() != null && stage != null) {
			return new Mark(Labels.mark(stage).tone(), row.openOrder() + ": " + Labels.of(stage));
		}
		if (answer != null) {
			return answer;
		}
		if (refusal != null) {
			return new Mark(Tone.WAIT, Background.sentence(refusal));
		}
		return new Mark(Tone.ACT, Labels.of(Standing.ORDERABLE));
	}

	private static String consent(ExpiringRow row) {
		return row.consent() ? Messages.Consent_Yes : Messages.Consent_No;
	}

	private static String span(int months) {
		return months == 1 ? Messages.Expiring_OneMonth : Texts.fill(Messages.Expiring_Months, months);
	}

	private void months(int newMonths) {
		months = newMonths;
		ask();
	}

	private void ask() {
		@Nullable Institution one = institution.value();
		ExpiringQuery query = new ExpiringQuery(months, one == null ? null : one.id(), standing.value());
		answers.clear();
		table.empty(Texts.fill(Messages.Expiring_None, span(months)), null, null);
		table.source((from, size) -> orders.expiring(query, from, size, desk.actor()));
	}

	private void chosen(List<ExpiringRow> rows) {
		bar.info(rows.isEmpty() ? "" : rows.size() == 1 ? said(rows.getFirst())
				: Texts.fill(Messages.Chosen_People, rows.size()));
	}

	/** The whole reason and its cure, which may be too long for the row. */
	private String said(ExpiringRow row) {
		Tone tone = state(row).tone();
		return tone == Tone.WAIT || tone == Tone.LATE ? state(row).text() : Texts.fill(Messages.Chosen_People, 1);
	}

	private @Nullable String nobody() {
		return table.chosen().isEmpty() ? Messages.Blocked_ChoosePeople : null;
	}

	private @Nullable String notOne() {
		return table.chosen().size() == 1 ? null : Messages.Blocked_ChooseOne;
	}

	private void renew() {
		List<CertificateId> chosen = table.chosen().stream().map(ExpiringRow::certificate).toList();
		KeyType keyType = KeyType.valueOf(settings.get(Settings.KEY_TYPE));
		desk.background().run(Messages.Expiring_Ordering, () -> orders.renew(chosen, keyType, desk.actor()),
				this::answered);
	}

	private void answered(List<RowResult<CertificateId, Order>> results) {
		int good = 0;
		for (RowResult<CertificateId, Order> result : results) {
			Refusal no = result.refusal();
			if (no == null) {
				good++;
				answers.remove(result.key());
			} else {
				answers.put(result.key(), new Mark(Tone.LATE, Background.sentence(no)));
			}
		}
		table.untick();
		table.reload();
		int bad = results.size() - good;
		desk.say(bad == 0 ? new Notice(Tone.DONE, Texts.fill(Messages.Expiring_Ordered, good), null, null)
				: new Notice(Tone.WAIT, Texts.fill(Messages.Expiring_PartlyOrdered, good, bad), null, null));
	}

	private void replace() {
		ExpiringRow row = table.chosen().getFirst();
		KeyType keyType = KeyType.valueOf(settings.get(Settings.KEY_TYPE));
		FormDialog.open(desk, view.getShell(), new FormDialog.About("replace", Messages.Replace_Title,
				Messages.Replace_Explained, Messages.Replace_Do, false), form -> {
					form.fact(Messages.Column_Name, row.name());
					var because = form.note("because", Messages.Replace_Because);
					return () -> orders.replace(row.certificate(), keyType, because.value(), desk.actor());
				}, order -> {
					desk.done(Texts.fill(Messages.Replace_Done, order.number()));
					table.untick();
					table.reload();
				});
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
