package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/** How far an order is, read off order, card, shipment and certificate; never stored. */
public enum OrderStage {
	ORDERED, AWAITING_CONSENT, APPROVED, IN_PRODUCTION, PRODUCED, PACKED, ON_THE_WAY, DELIVERED, OPENED, ENDED;

	/** Reads the stage off; an order whose form has come waits for approval, although its state has no word for that. */
	public static OrderStage of(Order order, @Nullable CardState card, @Nullable ShipmentState shipment,
			@Nullable CertificateState certificate) {
		return order.state() == OrderState.AWAITING_CONSENT && order.consent() != null ? ORDERED
				: of(order.state(), card, shipment, certificate);
	}

	/**
	 * Reads the stage off.
	 *
	 * @param card the order's newest card, null if there is none
	 * @param shipment that card's parcel, neither UNPACKED nor LOST; null if there is none
	 * @param certificate that card's
	 */
	public static OrderStage of(OrderState order, @Nullable CardState card, @Nullable ShipmentState shipment,
			@Nullable CertificateState certificate) {
		return switch (order) {
		case REJECTED, LAPSED, CANCELLED -> ENDED;
		case DRAFT, SUBMITTED, AWAITING_PAYMENT -> ORDERED;
		case AWAITING_CONSENT, INCOMPLETE -> AWAITING_CONSENT;
		case APPROVED -> shipment != null ? ofParcel(shipment, certificate) : card != null ? ofCard(card) : APPROVED;
		};
	}

	private static OrderStage ofParcel(ShipmentState shipment, @Nullable CertificateState certificate) {
		return switch (shipment) {
		case PACKED -> PACKED;
		case HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, ATTEMPT_FAILED, DELIVERED_UNPROVEN, RECALLED, REFUSED, DAMAGED,
				RETURNED -> ON_THE_WAY;
		case DELIVERED -> certificate == CertificateState.ISSUED ? OPENED : DELIVERED;
		case UNPACKED -> PRODUCED;
		case LOST -> APPROVED;
		};
	}

	private static OrderStage ofCard(CardState card) {
		return switch (card) {
		case RESERVED, KEYED, CERTIFIED, SEALED -> IN_PRODUCTION;
		case CHECKED, IN_SAFE -> PRODUCED;
		case IN_STOCK, MISSING, SPOILED, LOST, KILLED, DESTROYED -> APPROVED;
		};
	}
}
