package muhurdar.ui.orders;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Shell;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Orders;
import muhurdar.api.Person;
import muhurdar.domain.Order;
import muhurdar.domain.OrderStage;
import muhurdar.domain.OrderState;
import muhurdar.domain.Right;
import muhurdar.ui.Action;
import muhurdar.ui.Desk;
import muhurdar.ui.Labels;
import muhurdar.ui.StripAction;
import muhurdar.ui.Texts;

/** In the strip: approve the open order, or record the form that it waits for. */
@Component
public final class OrderStripAction implements StripAction {

	private final Orders orders;

	@Activate
	public OrderStripAction(@Reference Orders orders) {
		this.orders = orders;
	}

	@Override
	public List<Action> actions(Person person, Desk desk, Shell window) {
		return person.orders().stream().filter(Order::alive).findFirst().map(order -> next(order, person, desk, window))
				.orElse(List.of());
	}

	private List<Action> next(Order order, Person person, Desk desk, Shell window) {
		var target = new OrderDialogs.Target(order.id(), order.version(), order.number(), person.holder().fullName());
		Consumer<Order> done = changed -> {
			desk.done(Texts.fill(Messages.Orders_Changed, changed.number(),
					Labels.of(OrderStage.of(changed, null, null, null))));
			desk.watch().lookNow();
		};
		if (order.consent() == null && order.state() != OrderState.APPROVED) {
			return List.of(new Action("strip.consent", Messages.Consent_Action, 0, Right.RECORD_CONSENT,
					() -> new OrderDialogs(desk, orders, window).consent(target, done)));
		}
		if (order.state().next().contains(OrderState.APPROVED)) {
			return List.of(new Action("strip.approve", Messages.Orders_Approve, 0, Right.APPROVE_ORDER,
					() -> desk.background().run(Messages.Orders_Approving,
							() -> orders.approve(order.id(), order.version(), desk.actor()), done)));
		}
		return List.of();
	}
}
