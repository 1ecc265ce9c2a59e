package muhurdar.api;

import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Actor;
import muhurdar.domain.CardId;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Handover;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.ShipmentState;

/** Parcels: packed, handed over, delivered into the holder's own hand. Thread-safe; may block on the store. */
public interface Deliveries {

	/** Checked cards without a parcel. */
	Page<PackableRow> waiting(int from, int size, Actor by);

	/**
	 * The courier's label under which a checked card will be packed, see {@link PackingStations}: the one that it has, or a
	 * new one, which takes the place of the old. Order rules are checked.
	 *
	 * @param trackingNumber UPU S10, or null to keep the one it has or let the courier plug-in give one
	 */
	CourierLabel label(CardId card, String courier, @Nullable String trackingNumber, Actor by);

	Shipment handOver(ShipmentId id, int version, Actor by);

	/** Into the holder's own hand, identity checked; not by the producer of the card. */
	Shipment deliver(ShipmentId id, int version, Handover handover, Actor by);

	/** Any other drawn move: on its way, attempt failed, returned, unproven, lost … */
	Shipment move(ShipmentId id, int version, ShipmentState to, Actor by);

	/** Newest change first; null state: all. */
	Page<ShipmentRow> search(@Nullable ShipmentState state, @Nullable String text, int from, int size, Actor by);

	/** By shipment or tracking number. */
	Optional<Shipment> find(String number, Actor by);

	/** Ids and names of the couriers installed. */
	List<String> couriers();
}
