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
import muhurdar.api.Deliveries;
import muhurdar.api.Papers;
import muhurdar.api.RowResult;
import muhurdar.api.ShipmentRow;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.ShipmentState;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Printing;
import muhurdar.ui.Texts;
import muhurdar.ui.View;

/** Parcels, newest change first: handed over by the pile, delivered one by one. */
public final class ParcelsPart {

	private final Desk desk;
	private final Deliveries deliveries;
	private final ParcelForms forms;
	private final View view;
	private final PagedTable<ShipmentRow> table;
	private final ActionBar bar;
	private @Nullable ShipmentState state;
	private String text = "";

	@Inject
	ParcelsPart(Composite parent, Desk desk, @Service Deliveries deliveries, @Service Papers papers) {
		this.desk = desk;
		this.deliveries = deliveries;
		forms = new ParcelForms(desk, deliveries);
		view = new View(parent, "parcels", Messages.Parcels_Title);
		view.search("text", Messages.Parcels_SearchHint, this::searched);
		view.<ShipmentState>choice("state", Messages.Column_State, Messages.Parcels_AllStates, Labels::of, this::filtered)
				.values(List.of(ShipmentState.values()));
		table = new PagedTable<>(view, desk.background(), true, "parcels.table", Messages.Parcels_Title,
				row -> row.shipment().id());
		table.column(Column.code(Messages.Column_Number, 120, row -> row.shipment().number()))
				.column(Column.code(Messages.Column_Tracking, 140, row -> row.shipment().trackingNumber()))
				.column(Column.text(Messages.Column_Name, 170, ShipmentRow::name))
				.column(Column.text(Messages.Column_Institution, 120, ShipmentRow::institution))
				.column(Column.code(Messages.Column_Order, 120, ShipmentRow::orderNumber))
				.column(Column.number(Messages.Column_Changed, 140, row -> Dates.minute(row.shipment().changedAt())))
				.column(Column.mark(Messages.Column_State, 150, row -> Labels.mark(row.shipment().state())))
				.empty(Messages.Parcels_Empty, null, null);
		List<Action> more = new ArrayList<>(List.of(
				new Action("parcels.handover", Messages.Parcels_HandOver, SWT.F6, Right.DELIVER, this::notToHandOver,
						this::handOver),
				new Action("parcels.move", Messages.Parcels_Move, SWT.F8, Right.DELIVER, this::notMovable, this::move)));
		Printing printing = new Printing(desk, view);
		more.addAll(printing.actions("parcels.label", Messages.Parcels_Label, this::notPacked, () -> {
			String number = table.chosen().getFirst().shipment().number();
			return () -> papers.label(number, Locale.getDefault(), desk.actor());
		}));
		more.addAll(printing.actions("parcels.manifest", Messages.Parcels_Manifest, this::notPacked, () -> {
			String courier = table.chosen().getFirst().shipment().courier();
			return () -> papers.manifest(courier, Locale.getDefault(), desk.actor());
		}));
		bar = new ActionBar(view, view, desk, new Action("parcels.deliver", Messages.Parcels_Deliver, SWT.MOD1 | SWT.CR,
				Right.DELIVER, this::notDeliverable, this::deliver), more);
		table.contextMenu(bar).onChoice(this::chose).onOpen(row -> bar.runMain());
		desk.follow(table, row -> row.shipment().holder());
		desk.watch().listen(table.control(), table::reload);
		ask();
	}

	private void searched(String newText) {
		if (!newText.equals(text)) {
			text = newText;
			ask();
		}
	}

	private void filtered(@Nullable ShipmentState newState) {
		state = newState;
		ask();
	}

	private void ask() {
		ShipmentState wanted = state;
		String part = text.isEmpty() ? null : text;
		table.source((from, size) -> deliveries.search(wanted, part, from, size, desk.actor()));
	}

	private void chose(List<ShipmentRow> rows) {
		bar.info(rows.isEmpty() ? "" : Texts.fill(Messages.Parcels_Chosen, rows.size()));
	}

	private @Nullable String notDeliverable() {
		return wrongState(ShipmentState.DELIVERED);
	}

	private @Nullable String notMovable() {
		ShipmentRow row = table.current();
		return row == null ? Messages.Parcels_ChooseFirst
				: ParcelForms.moves(row.shipment()).isEmpty() ? noFurther(row.shipment()) : null;
	}

	private @Nullable String notPacked() {
		List<ShipmentRow> rows = table.chosen();
		if (rows.isEmpty()) {
			return Messages.Parcels_ChooseFirst;
		}
		ShipmentState now = rows.getFirst().shipment().state();
		return now == ShipmentState.PACKED ? null : Texts.fill(Messages.Parcels_NotPacked, Labels.of(now));
	}

	private @Nullable String notToHandOver() {
		return table.chosen().stream().anyMatch(row -> row.shipment().state() == ShipmentState.PACKED) ? null
				: wrongState(ShipmentState.HANDED_OVER);
	}

	private @Nullable String wrongState(ShipmentState target) {
		ShipmentRow row = table.current();
		return row == null ? Messages.Parcels_ChooseFirst
				: row.shipment().state().next().contains(target) ? null : noFurther(row.shipment());
	}

	private static String noFurther(Shipment shipment) {
		return Texts.fill(Messages.Parcels_WrongState, Labels.of(shipment.state()));
	}

	private void deliver() {
		ShipmentRow row = table.current();
		if (row != null) {
			forms.deliver(view.getShell(), row.shipment(), row.name());
		}
	}

	private void move() {
		ShipmentRow row = table.current();
		if (row != null) {
			forms.move(view.getShell(), row.shipment(), row.name());
		}
	}

	private void handOver() {
		List<Shipment> packed = table.chosen().stream().map(ShipmentRow::shipment)
				.filter(shipment -> shipment.state() == ShipmentState.PACKED).toList();
		desk.background().run(Messages.Parcels_HandOver, () -> handOverEach(packed), results -> {
			table.untick();
			desk.say(Results.notice(results, Messages.Parcels_HandedOver));
			desk.watch().lookNow();
		});
	}

	/** Each by itself: one refused does not stop the others. */
	private List<RowResult<ShipmentId, Shipment>> handOverEach(List<Shipment> packed) {
		List<RowResult<ShipmentId, Shipment>> results = new ArrayList<>();
		for (Shipment shipment : packed) {
			try {
				results.add(RowResult.done(shipment.id(),
						deliveries.handOver(shipment.id(), shipment.version(), desk.actor())));
			} catch (Refusal no) {
				results.add(RowResult.refused(shipment.id(), no));
			}
		}
		return results;
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
