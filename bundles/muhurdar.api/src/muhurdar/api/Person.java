package muhurdar.api;

import java.util.List;

import muhurdar.domain.Card;
import muhurdar.domain.Certificate;
import muhurdar.domain.Holder;
import muhurdar.domain.Institution;
import muhurdar.domain.Order;
import muhurdar.domain.ReaderReturn;
import muhurdar.domain.Shipment;

/** Everything known about one person at a glance: the strip below every list. Newest records first. */
public record Person(Holder holder, Institution institution, List<Order> orders, List<Card> cards,
		List<Certificate> certificates, List<Shipment> shipments, List<ReaderReturn> readers) {

	public Person {
		orders = List.copyOf(orders);
		cards = List.copyOf(cards);
		certificates = List.copyOf(certificates);
		shipments = List.copyOf(shipments);
		readers = List.copyOf(readers);
	}
}
