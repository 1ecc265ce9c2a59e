package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Card;
import muhurdar.domain.Certificate;
import muhurdar.domain.Order;
import muhurdar.domain.OrderStage;
import muhurdar.domain.Shipment;

/** One order's way, read off the records of every stage. Null: not reached yet. */
public record OrderProgress(Order order, OrderStage stage, @Nullable Card card, @Nullable Certificate certificate,
		@Nullable Shipment shipment) {
}
