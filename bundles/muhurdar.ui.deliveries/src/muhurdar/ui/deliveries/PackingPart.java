package muhurdar.ui.deliveries;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.Cards;
import muhurdar.api.Deliveries;
import muhurdar.api.PackableRow;
import muhurdar.api.Papers;
import muhurdar.api.RowResult;
import muhurdar.domain.CardId;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.S10;
import muhurdar.domain.Why;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Background;
import muhurdar.ui.Column;
import muhurdar.ui.Desk;
import muhurdar.ui.Field;
import muhurdar.ui.Form;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Mark;
import muhurdar.ui.Notice;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Printing;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/**
 * Checked cards without a parcel, and their courier labels: one gets the number that is typed or read off a roll, several
 * get numbers. They are packed at the packing station alone.
 */
public final class PackingPart {

	private final Desk desk;
	private final Deliveries deliveries;
	private final View view;
	private final PagedTable<PackableRow> table;
	private final ActionBar bar;

	@Inject
	PackingPart(Composite parent, Desk desk, @Service Deliveries deliveries, @Service Papers papers, @Service Cards cards) {
		this.desk = desk;
		this.deliveries = deliveries;
		view = new View(parent, "packing", Messages.Packing_Title);
		table = new PagedTable<>(view, desk.background(), true, "packing.table", Messages.Packing_Title, PackableRow::card);
		table.column(Column.number(Messages.Column_Envelope, 80, row -> "%04d".formatted(row.envelope())))
				.column(Column.code(Messages.Column_Card, 160, row -> row.chip().shown()))
				.column(Column.text(Messages.Column_Name, 170, PackableRow::name))
				.column(Column.text(Messages.Column_Institution, 120, PackableRow::institution))
				.column(Column.code(Messages.Column_Order, 130, PackableRow::orderNumber))
				.column(Column.code(Messages.Column_Tracking, 140, row -> number(row)))
				.column(Column.mark(Messages.Column_State, 200, PackingPart::mark))
				.empty(Messages.Packing_Empty, null, null);
		List<Action> more = new ArrayList<>(
				new Printing(desk, view).ofSeveral("packing.labels", Messages.Packing_Labels, this::unlabelled, () -> {
					List<String> numbers = table.chosen().stream().map(PackingPart::number).toList();
					return () -> numbers.stream().map(number -> papers.label(number, Locale.getDefault(), desk.actor())).toList();
				}));
		more.add(new Action("packing.spoil", Messages.Spoil_Action, 0, Right.KEEP_STOCK,
				() -> table.chosen().size() == 1 ? null : Messages.Spoil_ChooseOne,
				() -> SpoilForm.open(desk, cards, view.getShell(), table.chosen().getFirst(), table::untick)));
		bar = new ActionBar(view, view, desk,
				new Action("packing.label", Messages.Packing_Label, SWT.MOD1 | SWT.CR, Right.PACK, this::blocked, this::label),
				more);
		table.contextMenu(bar).onChoice(this::chose).onOpen(row -> bar.runMain());
		desk.follow(table, PackableRow::holder);
		desk.watch().listen(table.control(), table::reload);
		table.source((from, size) -> deliveries.waiting(from, size, desk.actor()));
	}

	private static String number(PackableRow row) {
		String number = row.trackingNumber();
		return number == null ? "" : number;
	}

	private static Mark mark(PackableRow row) {
		Refusal no = row.refusal();
		return no == null ? new Mark(Tone.ACT, row.trackingNumber() == null ? Messages.Packing_NoLabel : Messages.Packing_Ready)
				: new Mark(Tone.WAIT, Background.sentence(no));
	}

	private void chose(List<PackableRow> rows) {
		PackableRow current = table.current();
		Refusal no = current == null ? null : current.refusal();
		if (rows.isEmpty()) {
			bar.info("");
		} else if (rows.size() == 1 && no != null) {
			bar.info(Background.sentence(no));
		} else {
			bar.info(Texts.fill(Messages.Packing_Chosen, rows.size()));
		}
	}

	private @Nullable String blocked() {
		List<PackableRow> rows = table.chosen();
		if (rows.isEmpty()) {
			return Messages.Packing_ChooseFirst;
		}
		Refusal first = rows.getFirst().refusal();
		return first != null && rows.stream().allMatch(row -> row.refusal() != null) ? Background.sentence(first) : null;
	}

	private @Nullable String unlabelled() {
		List<PackableRow> rows = table.chosen();
		return rows.isEmpty() ? Messages.Packing_ChooseFirst
				: rows.stream().anyMatch(row -> row.trackingNumber() == null) ? Messages.Packing_LabelFirst : null;
	}

	private void label() {
		List<PackableRow> rows = table.chosen().stream().filter(row -> row.refusal() == null).toList();
		desk.background().run(Messages.Packing_Couriers, deliveries::couriers, couriers -> {
			if (couriers.isEmpty()) {
				desk.say(new Notice(Tone.WAIT, Messages.Packing_NoCourier, null, null));
			} else if (rows.size() == 1) {
				labelOne(rows.getFirst(), couriers);
			} else {
				labelAll(rows, couriers);
			}
		});
	}

	private void labelOne(PackableRow row, List<String> couriers) {
		FormDialog.open(desk, view.getShell(), about(Messages.Pack_One), form -> {
			Field<String> number = form.optional("tracking", Messages.Pack_Tracking, "").rule(PackingPart::numberWrong);
			Field<String> courier = courier(form, couriers);
			form.fact(Messages.Column_Name, row.name());
			form.fact(Messages.Column_Card, row.chip().shown());
			return () -> deliveries.label(row.card(), courier.value(), number.value().isEmpty() ? null : number.value(),
					desk.actor());
		}, made -> {
			table.untick();
			desk.done(Texts.fill(Messages.Pack_Done, row.name(), made.trackingNumber()));
			desk.watch().lookNow();
		});
	}

	private void labelAll(List<PackableRow> rows, List<String> couriers) {
		FormDialog.open(desk, view.getShell(), about(Texts.fill(Messages.Pack_Many, rows.size())), form -> {
			Field<String> courier = courier(form, couriers);
			return () -> labelEach(rows, courier.value());
		}, this::labelled);
	}

	private static FormDialog.About about(String explanation) {
		return new FormDialog.About("packing.form", Messages.Pack_Title, explanation, Messages.Packing_Label, false);
	}

	private static Field<String> courier(Form form, List<String> couriers) {
		return form.choice("courier", Messages.Pack_Courier, couriers, Couriers::name, couriers.getFirst());
	}

	/** What stands at the field; only the service knows whether the number is free. */
	private static @Nullable String numberWrong(String number) {
		String tidy = number.toUpperCase(Locale.ROOT);
		return tidy.isEmpty() || S10.valid(tidy) ? null
				: Background.sentence(new Refusal(Why.TRACKING_NUMBER_INVALID, tidy));
	}

	/** Each by itself: one refused does not stop the others. */
	private List<RowResult<CardId, CourierLabel>> labelEach(List<PackableRow> rows, String courier) {
		List<RowResult<CardId, CourierLabel>> results = new ArrayList<>();
		for (PackableRow row : rows) {
			try {
				results.add(RowResult.done(row.card(), deliveries.label(row.card(), courier, null, desk.actor())));
			} catch (Refusal no) {
				results.add(RowResult.refused(row.card(), no));
			}
		}
		return results;
	}

	private void labelled(List<RowResult<CardId, CourierLabel>> results) {
		table.untick();
		desk.say(Results.notice(results, Messages.Pack_ManyDone));
		desk.watch().lookNow();
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
