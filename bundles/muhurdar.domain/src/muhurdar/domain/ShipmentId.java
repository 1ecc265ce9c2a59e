package muhurdar.domain;

import java.util.UUID;

/** Identifies a shipment. */
public record ShipmentId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
