package muhurdar.ui.orders;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Shell;

import muhurdar.api.OrderRow;
import muhurdar.api.Orders;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.ui.Dates;
import muhurdar.ui.Desk;
import muhurdar.ui.FormDialog;
import muhurdar.ui.Labels;

/** What is asked for before an order is changed; used by the list and by the strip. */
final class OrderDialogs {

	/** Opens a dialog for one order. */
	@FunctionalInterface
	interface Opens {

		void open(Target target, Consumer<Order> then);
	}

	/** The order as it was seen. */
	record Target(OrderId id, int version, String number, String name) {

		static Target of(OrderRow row) {
			return new Target(row.id(), row.version(), row.number(), row.name());
		}
	}

	/** What to do with the one text that is asked for. */
	@FunctionalInterface
	private interface Change {

		Order with(OrderId id, int version, String text);
	}

	private final Desk desk;
	private final Orders orders;
	private final Shell window;

	OrderDialogs(Desk desk, Orders orders, Shell window) {
		this.desk = desk;
		this.orders = orders;
		this.window = window;
	}

	void consent(Target target, Consumer<Order> then) {
		FormDialog.open(desk, window, new FormDialog.About("consent", Messages.Consent_Title,
				Messages.Consent_Explained,
				Messages.Consent_Do, false), form -> {
					form.fact(Messages.Column_Number, target.number() + "   " + target.name());
					var kind = form.choice("kind", Messages.Consent_Kind,
							List.of(ConsentKind.PAPER_FORM, ConsentKind.SIGNED_FORM), Labels::of,
							ConsentKind.PAPER_FORM);
					var on = form.date("on", Messages.Consent_On, Dates.today())
							.rule(day -> day.isAfter(Dates.today()) ? Messages.Consent_Future : null);
					var reference = form.text("reference", Messages.Consent_Reference, "");
					return () -> orders.recordConsent(target.id(), target.version(),
							new Consent(kind.value(), on.value(), reference.value()), desk.actor());
				}, then);
	}

	void incomplete(Target target, Consumer<Order> then) {
		ask("incomplete", Messages.Incomplete_Title, Messages.Incomplete_Explained, Messages.Incomplete_What,
				Messages.Incomplete_Do, target,
				(id, version, text) -> orders.incomplete(id, version, text, desk.actor()), then);
	}

	void reject(Target target, Consumer<Order> then) {
		ask("reject", Messages.Reject_Title, Messages.Reject_Explained, Messages.Because, Messages.Reject_Do, target,
				(id, version, text) -> orders.reject(id, version, text, desk.actor()), then);
	}

	void cancel(Target target, Consumer<Order> then) {
		ask("cancel", Messages.Cancel_Title, Messages.Cancel_Explained, Messages.Because, Messages.Cancel_Do, target,
				(id, version, text) -> orders.cancel(id, version, text, desk.actor()), then);
	}

	private void ask(String id, String title, String explained, String label, String does, Target target, Change change,
			Consumer<Order> then) {
		FormDialog.open(desk, window, new FormDialog.About(id, title, explained, does, false), form -> {
			form.fact(Messages.Column_Number, target.number() + "   " + target.name());
			var text = form.note("text", label);
			return () -> change.with(target.id(), target.version(), text.value());
		}, then);
	}
}
