package muhurdar.orders;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.People;
import muhurdar.api.Person;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Card;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Institution;
import muhurdar.domain.Order;
import muhurdar.domain.Right;
import muhurdar.domain.User;

/** People over the store. Every office that sees some of a person's records may search; the strip shows those alone. */
@Component
public final class PeopleDesk implements People {

	private static final List<Right> SEEING = List.of(Right.SEE_ORDERS, Right.SEE_CERTIFICATES, Right.SEE_PRODUCTION,
			Right.SEE_SHIPMENTS, Right.SEE_RETURNS);

	private final Store store;

	@Activate
	public PeopleDesk(@Reference Store store) {
		this.store = store;
	}

	@Override
	public List<Holder> search(String text, int limit, Actor by) {
		String sought = text.strip();
		return sought.isEmpty() ? List.of() : store.read(by, right(by),
				tx -> Scope.of(tx).list(institution -> tx.searchHolders(sought, limit, institution)));
	}

	@Override
	public Person person(HolderId id, Actor by) {
		return store.readAudited(by, right(by), id, tx -> {
			Holder holder = tx.holders().get(id);
			tx.me().mustReach(id, holder.institution(), tx.today());
			return strip(tx, holder);
		});
	}

	private static Person strip(Tx tx, Holder holder) {
		User me = tx.me();
		boolean own = Objects.equals(me.holder(), holder.id());
		List<Order> orders = tx.ordersOf(holder.id());
		List<Card> cards = orders.stream().flatMap(order -> tx.cardsOfOrder(order.id()).stream()).toList();
		return new Person(holder, tx.institutions().get(holder.institution()),
				me.has(Right.SEE_ORDERS) || me.has(Right.SEE_PRODUCTION) ? orders : List.of(), cards,
				// whoever may suspend must see what
				me.has(Right.SEE_CERTIFICATES) || me.has(Right.SUSPEND) ? tx.certificatesOf(holder.id()) : List.of(),
				me.has(Right.SEE_SHIPMENTS) || own ? tx.shipmentsOf(holder.id()) : List.of(),
				me.has(Right.SEE_RETURNS) || own ? tx.readerReturnsOf(holder.id()) : List.of());
	}

	@Override
	public List<Institution> institutions(Actor by) {
		return store.read(by, right(by),
				tx -> Scope.of(tx).list(own -> own == null ? tx.institutions().all() : List.of(tx.institutions().get(own))));
	}

	/** The first right of the asker's that lets somebody look; SEE_ORDERS, and so a refusal, if there is none. */
	private Right right(Actor by) {
		return store.read(Actor.SYSTEM, Right.RECOVER, tx -> tx.users().find(by.user()).stream()
				.flatMap(user -> rights(user)).findFirst().orElse(Right.SEE_ORDERS));
	}

	private static Stream<Right> rights(User user) {
		return SEEING.stream().filter(user::has);
	}
}
