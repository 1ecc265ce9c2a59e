package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/** How far the paper side of an order is; APPROVED is its last own word, what follows is read off card and shipment. */
public enum OrderState implements Steps<OrderState> {
	DRAFT, SUBMITTED, AWAITING_CONSENT, INCOMPLETE, AWAITING_PAYMENT, APPROVED, REJECTED, LAPSED,
	CANCELLED;

	@Override
	public Set<OrderState> next() {
		return switch (this) {
		case DRAFT -> EnumSet.of(SUBMITTED, REJECTED, LAPSED, CANCELLED);
		case SUBMITTED -> EnumSet.of(AWAITING_CONSENT, AWAITING_PAYMENT, APPROVED, REJECTED, LAPSED, CANCELLED);
		case AWAITING_CONSENT -> EnumSet.of(INCOMPLETE, AWAITING_PAYMENT, APPROVED, REJECTED, LAPSED, CANCELLED);
		case INCOMPLETE -> EnumSet.of(AWAITING_CONSENT, REJECTED, LAPSED, CANCELLED);
		case AWAITING_PAYMENT -> EnumSet.of(APPROVED, REJECTED, LAPSED, CANCELLED);
		case APPROVED -> EnumSet.of(CANCELLED);
		case REJECTED, LAPSED, CANCELLED -> EnumSet.noneOf(OrderState.class);
		};
	}
}
