package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/** A parcel with one card. DELIVERED: into the holder's own hand, identity checked. */
public enum ShipmentState implements Steps<ShipmentState> {
	PACKED, HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, ATTEMPT_FAILED, DELIVERED_UNPROVEN, RECALLED,
	REFUSED, DAMAGED, RETURNED, DELIVERED, UNPACKED, LOST;

	@Override
	public Set<ShipmentState> next() {
		return switch (this) {
		case PACKED -> EnumSet.of(HANDED_OVER, UNPACKED);
		case HANDED_OVER -> EnumSet.of(IN_TRANSIT, DELIVERED, DELIVERED_UNPROVEN, ATTEMPT_FAILED, RECALLED, REFUSED, DAMAGED,
				LOST);
		case IN_TRANSIT -> EnumSet.of(OUT_FOR_DELIVERY, DELIVERED, DELIVERED_UNPROVEN, ATTEMPT_FAILED, RECALLED, REFUSED, DAMAGED,
				LOST);
		case OUT_FOR_DELIVERY -> EnumSet.of(DELIVERED, DELIVERED_UNPROVEN, ATTEMPT_FAILED, RECALLED, REFUSED, DAMAGED, LOST);
		case ATTEMPT_FAILED -> EnumSet.of(OUT_FOR_DELIVERY, RETURNED, RECALLED, REFUSED, DAMAGED, LOST);
		case DELIVERED_UNPROVEN -> EnumSet.of(DELIVERED);
		case RECALLED -> EnumSet.of(RETURNED, LOST);
		case REFUSED -> EnumSet.of(RETURNED, LOST);
		case DAMAGED -> EnumSet.of(RETURNED, LOST);
		case RETURNED -> EnumSet.of(UNPACKED);
		case DELIVERED, UNPACKED, LOST -> EnumSet.noneOf(ShipmentState.class);
		};
	}
}
