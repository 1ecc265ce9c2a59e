package muhurdar.api;

import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;

/** What goes into a batch. @param orders exactly those; empty: all approved ones of the key type that may be produced now */
public record BatchPlan(KeyType keyType, @Nullable InstitutionId institution, List<OrderId> orders, int atMost) {

	public BatchPlan {
		orders = List.copyOf(orders);
	}
}
