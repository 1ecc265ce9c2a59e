package muhurdar.orders;

import java.util.List;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Page;
import muhurdar.api.spi.Tx;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.Order;
import muhurdar.domain.User;

/**
 * Whose records the one who asks gets to see in lists.
 *
 * @param institution null: everybody's
 * @param nobody neither everybody's nor an institution's, e.g. an officer whose membership has ended
 */
record Scope(@Nullable InstitutionId institution, boolean nobody) {

	static Scope of(Tx tx) {
		User me = tx.me();
		InstitutionId own = me.seesAll() ? null : me.institutionOn(tx.today());
		return new Scope(own, !me.seesAll() && own == null);
	}

	<R> Page<R> page(Function<@Nullable InstitutionId, Page<R>> query) {
		return nobody ? new Page<>(List.of(), 0, 0) : query.apply(institution);
	}

	<R> List<R> list(Function<@Nullable InstitutionId, List<R>> query) {
		return nobody ? List.of() : query.apply(institution);
	}

	/** Refuses NOT_YOURS for an order outside. */
	static Order reached(Tx tx, Order order) {
		tx.me().mustReach(order.holder(), order.institution(), tx.today());
		return order;
	}
}
