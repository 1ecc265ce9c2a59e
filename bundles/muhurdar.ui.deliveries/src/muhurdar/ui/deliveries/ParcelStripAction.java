package muhurdar.ui.deliveries;

import java.util.List;

import org.eclipse.swt.widgets.Shell;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Deliveries;
import muhurdar.api.Person;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.ui.Action;
import muhurdar.ui.Desk;
import muhurdar.ui.StripAction;

/** The next thing to do with the newest parcel of a person. */
@Component(property = "service.ranking:Integer=20")
public final class ParcelStripAction implements StripAction {

	private final Deliveries deliveries;

	@Activate
	public ParcelStripAction(@Reference Deliveries deliveries) {
		this.deliveries = deliveries;
	}

	@Override
	public List<Action> actions(Person person, Desk desk, Shell window) {
		if (person.shipments().isEmpty()) {
			return List.of();
		}
		Shipment newest = person.shipments().getFirst();
		ParcelForms forms = new ParcelForms(desk, deliveries);
		if (newest.state() == ShipmentState.PACKED) {
			return List.of(new Action("strip.handover", Messages.Parcels_HandOver, 0, Right.DELIVER,
					() -> forms.handOver(newest)));
		}
		return newest.state().next().contains(ShipmentState.DELIVERED)
				? List.of(new Action("strip.deliver", Messages.Parcels_Deliver, 0, Right.DELIVER,
						() -> forms.deliver(window, newest, person.holder().fullName())))
				: List.of();
	}
}
