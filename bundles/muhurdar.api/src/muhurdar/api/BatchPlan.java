package muhurdar.api;

import java.time.LocalDate;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;

/**
 * What goes into a batch.
 *
 * @param orders exactly those; empty: all approved ones of the key type that may be produced now, soonest wanted first
 * @param until only what is wanted by that day: a renewal when its old certificate ends, all else at once
 */
public record BatchPlan(KeyType keyType, @Nullable InstitutionId institution, List<OrderId> orders, int atMost,
		@Nullable LocalDate until) {

	public BatchPlan {
		orders = List.copyOf(orders);
	}

	/** Whenever they are wanted. */
	public BatchPlan(KeyType keyType, @Nullable InstitutionId institution, List<OrderId> orders, int atMost) {
		this(keyType, institution, orders, atMost, null);
	}
}
