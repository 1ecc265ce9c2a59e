package muhurdar.domain;

/** How far an order is, read off order, card, shipment and certificate; never stored. */
public enum OrderStage {
	ORDERED, AWAITING_CONSENT, APPROVED, IN_PRODUCTION, PRODUCED, PACKED, ON_THE_WAY, DELIVERED, OPENED, ENDED
}
