package muhurdar.ui.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Orders;
import muhurdar.api.People;
import muhurdar.api.RowResult;
import muhurdar.domain.Institution;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderStage;
import muhurdar.domain.OrderState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.ActionBar;
import muhurdar.ui.Background;
import muhurdar.ui.Choice;
import muhurdar.ui.Column;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.Notice;
import muhurdar.ui.PagedTable;
import muhurdar.ui.Texts;
import muhurdar.ui.Tone;
import muhurdar.ui.View;

/** All orders: approve, record a form, send back, reject, cancel. */
public final class OrdersPart {

	private final Desk desk;
	private final Orders orders;
	private final OrderDialogs dialogs;
	private final View view;
	private final PagedTable<OrderRow> table;
	private final ActionBar bar;
	private final Choice<Institution> institution;
	private final Choice<OrderState> state;
	private final Map<OrderId, @Nullable Mark> answers = new HashMap<>();
	private String text = "";
	private boolean openOnly = true;

	@Inject
	OrdersPart(Composite parent, Desk desk, @Service Orders orders, @Service People people) {
		this.desk = desk;
		this.orders = orders;
		view = new View(parent, "orders", Messages.Orders_Title);
		dialogs = new OrderDialogs(desk, orders, view.getShell());
		view.search("search", Messages.Orders_Search, this::search);
		view.toggles("open", List.of(true, false), open -> open ? Messages.Orders_Open : Messages.Orders_All, openOnly,
				this::openOnly);
		institution = view.choice("institution", Messages.Column_Institution, Messages.Filter_AllInstitutions,
				Institution::name, one -> ask());
		state = view.choice("state", Messages.Column_State, Messages.Filter_AllStates, Labels::of, one -> ask());
		state.values(List.of(OrderState.values()));
		table = new PagedTable<>(view, desk.background(), true, "orders.table", Messages.Orders_Title, OrderRow::id);
		columns();
		bar = new ActionBar(view, view, desk,
				new Action("orders.approve", Messages.Orders_Approve, SWT.MOD1 | SWT.CR, Right.APPROVE_ORDER,
						this::notApprovable, this::approve),
				List.of(one("orders.consent", Messages.Consent_Action, Right.RECORD_CONSENT,
						OrderState.AWAITING_CONSENT,
						dialogs::consent),
						one("orders.incomplete", Messages.Incomplete_Action, Right.RECORD_CONSENT,
								OrderState.INCOMPLETE,
								dialogs::incomplete),
						one("orders.reject", Messages.Reject_Action, Right.APPROVE_ORDER, OrderState.REJECTED,
								dialogs::reject),
						one("orders.cancel", Messages.Cancel_Action, Right.CANCEL_ORDER, OrderState.CANCELLED,
								dialogs::cancel)));
		table.contextMenu(bar);
		table.onChoice(this::chosen);
		desk.follow(table, OrderRow::holder);
		desk.watch().listen(view, table::reload);
		desk.background().run(Messages.Filter_Loading, () -> people.institutions(desk.actor()), institution::values);
		ask();
	}

	private void columns() {
		table.column(Column.code(Messages.Column_Number, 116, OrderRow::number))
				.column(Column.text(Messages.Column_Name, 160, OrderRow::name))
				.column(Column.text(Messages.Column_Institution, 110, OrderRow::institution))
				.column(Column.code(Messages.Column_Kind, 88, row -> Labels.of(row.kind())))
				.column(Column.number(Messages.Column_Ordered, 96, row -> Dates.day(row.orderedAt())))
				.column(Column.code(Messages.Column_OrderedBy, 112, OrderRow::orderedBy))
				.column(Column.number(Messages.Column_End, 96, row -> Dates.day(row.end())))
				.column(Column.mark(Messages.Column_State, 180, this::mark));
	}

	private Mark mark(OrderRow row) {
		@Nullable Mark answer = answers.get(row.id());
		if (answer != null) {
			return answer;
		}
		Mark shown = row.state() == OrderState.APPROVED ? Labels.mark(row.stage()) : Labels.mark(row.state());
		if (row.state() == OrderState.AWAITING_CONSENT && row.consent()) {
			return new Mark(Tone.ACT, Labels.of(OrderState.SUBMITTED));
		}
		return row.note() == null ? shown : new Mark(shown.tone(), shown.text() + ": " + row.note());
	}

	/** An action for exactly one order. @param target the state that it leads to, or must be in */
	private Action one(String id, String label, Right right, OrderState target, OrderDialogs.Opens opens) {
		return new Action(id, label, 0, right, () -> blocked(target),
				() -> opens.open(OrderDialogs.Target.of(table.chosen().getFirst()), this::changed));
	}

	private @Nullable String blocked(OrderState target) {
		List<OrderRow> rows = table.chosen();
		if (rows.size() != 1) {
			return Messages.Blocked_ChooseOneOrder;
		}
		OrderState now = rows.getFirst().state();
		boolean drawn = target == OrderState.AWAITING_CONSENT ? now == target || now == OrderState.INCOMPLETE
				: now.next().contains(target);
		return drawn ? null : Texts.fill(Messages.Blocked_State, Labels.of(now));
	}

	private @Nullable String notApprovable() {
		List<OrderRow> rows = table.chosen();
		if (rows.isEmpty()) {
			return Messages.Blocked_ChooseOrders;
		}
		for (OrderRow row : rows) {
			if (!row.state().next().contains(OrderState.APPROVED)) {
				return Texts.fill(Messages.Blocked_StateOf, row.number(), Labels.of(row.state()));
			}
		}
		return null;
	}

	private void search(String newText) {
		text = newText;
		ask();
	}

	private void openOnly(boolean only) {
		openOnly = only;
		ask();
	}

	private void ask() {
		@Nullable Institution one = institution.value();
		OrderQuery query = new OrderQuery(state.value(), one == null ? null : one.id(), text.isEmpty() ? null : text,
				openOnly);
		answers.clear();
		table.empty(Messages.Orders_None, null, null);
		table.source((from, size) -> orders.search(query, from, size, desk.actor()));
	}

	private void chosen(List<OrderRow> rows) {
		bar.info(rows.isEmpty() ? "" : rows.size() == 1 ? rows.getFirst().number() + "   " + mark(rows.getFirst()).text()
				: Texts.fill(Messages.Chosen_Orders, rows.size()));
	}

	private void approve() {
		List<OrderRow> rows = table.chosen();
		desk.background().run(Messages.Orders_Approving, () -> approve(rows), this::approved);
	}

	/** Each order by itself: good ones go through, the others are answered. */
	private List<RowResult<OrderId, Order>> approve(List<OrderRow> rows) {
		List<RowResult<OrderId, Order>> results = new ArrayList<>();
		for (OrderRow row : rows) {
			try {
				results.add(RowResult.done(row.id(), orders.approve(row.id(), row.version(), desk.actor())));
			} catch (Refusal refusal) {
				results.add(RowResult.refused(row.id(), refusal));
			}
		}
		return results;
	}

	private void approved(List<RowResult<OrderId, Order>> results) {
		int bad = 0;
		String first = "";
		for (RowResult<OrderId, Order> result : results) {
			Refusal no = result.refusal();
			if (no == null) {
				answers.remove(result.key());
			} else {
				first = Background.sentence(no);
				bad++;
				answers.put(result.key(), new Mark(Tone.LATE, first));
			}
		}
		int good = results.size() - bad;
		table.untick();
		table.reload();
		if (bad == 0) {
			desk.done(Texts.fill(Messages.Orders_Approved, good));
		} else {
			desk.say(new Notice(Tone.WAIT, results.size() == 1 ? first
					: Texts.fill(Messages.Orders_PartlyApproved, good, bad), null, null));
		}
	}

	private void changed(Order order) {
		answers.remove(order.id());
		table.untick();
		desk.done(Texts.fill(Messages.Orders_Changed, order.number(), Labels.of(OrderStage.of(order, null, null, null))));
		table.reload();
	}

	@Focus
	void focus() {
		table.table().setFocus();
	}
}
