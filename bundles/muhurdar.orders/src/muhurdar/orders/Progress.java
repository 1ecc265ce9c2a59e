package muhurdar.orders;

import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.OrderProgress;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Card;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Order;
import muhurdar.domain.OrderStage;
import muhurdar.domain.Shipment;

/** Reads off the records of every stage how far an order is. */
final class Progress {

	private Progress() {
	}

	static OrderProgress of(Tx tx, Order order) {
		Shipment shipment = orNull(tx.shipmentsOf(order.holder()).stream()
				.filter(each -> each.order().equals(order.id()) && under(each)).findFirst());
		Card card = shipment != null ? tx.cards().get(shipment.card())
				: orNull(tx.cardsOfOrder(order.id()).stream().filter(Progress::usable).findFirst());
		Certificate certificate = card == null ? null : orNull(
				tx.certificateOfCard(card.id()).filter(each -> each.state() != CertificateState.CA_REFUSED));
		return new OrderProgress(order, OrderStage.of(order, card == null ? null : card.state(),
				shipment == null ? null : shipment.state(), certificate == null ? null : certificate.state()), card,
				certificate, shipment);
	}

	private static boolean under(Shipment shipment) {
		return switch (shipment.state()) {
		case UNPACKED, LOST -> false;
		case PACKED, HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, ATTEMPT_FAILED, DELIVERED_UNPROVEN, RECALLED, REFUSED,
				DAMAGED, RETURNED, DELIVERED -> true;
		};
	}

	private static boolean usable(Card card) {
		return switch (card.state()) {
		case SPOILED, LOST, KILLED, DESTROYED -> false;
		case IN_STOCK, MISSING, RESERVED, KEYED, CERTIFIED, SEALED, CHECKED, IN_SAFE -> true;
		};
	}

	private static <T> @Nullable T orNull(Optional<T> found) {
		return found.isPresent() ? found.get() : null;
	}
}
