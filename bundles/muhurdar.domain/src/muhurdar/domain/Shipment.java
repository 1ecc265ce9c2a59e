package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A parcel with one card.
 *
 * @param number shown to people, {@code G-2026-000031}
 * @param courier id of the courier plug-in
 * @param trackingNumber the carrier's
 */
public record Shipment(ShipmentId id, int version, String number, ShipmentState state, CardId card, OrderId order,
		HolderId holder, String courier, String trackingNumber, Decision packed, @Nullable Decision handedOver,
		@Nullable Decision recorded, @Nullable Handover handover, Instant changedAt) implements Versioned<ShipmentId> {

	public static Shipment pack(ShipmentId id, String number, CardId card, OrderId order, HolderId holder,
			String courier, String trackingNumber, Decision packed) {
		return new Shipment(id, 0, number, ShipmentState.PACKED, card, order, holder, courier, trackingNumber, packed,
				null, null, null, packed.at());
	}

	public Shipment handOver(Decision by) {
		return new Shipment(id, version, number, state.to(ShipmentState.HANDED_OVER), card, order, holder, courier,
				trackingNumber, packed, by, recorded, handover, by.at());
	}

	/** Delivered with proof. */
	public Shipment delivered(Decision by, Handover proof) {
		return new Shipment(id, version, number, state.to(ShipmentState.DELIVERED), card, order, holder, courier,
				trackingNumber, packed, handedOver, by, proof, by.at());
	}

	/** Any other drawn move. */
	public Shipment to(ShipmentState target, Decision by) {
		return new Shipment(id, version, number, state.to(target), card, order, holder, courier, trackingNumber, packed,
				handedOver, by, handover, by.at());
	}
}
