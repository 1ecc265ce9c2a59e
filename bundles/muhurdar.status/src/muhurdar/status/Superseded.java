package muhurdar.status;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import muhurdar.api.spi.Tx;
import muhurdar.domain.Card;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Wish;

/** A suspended certificate whose replacement is in its holder's hand: read off the records. */
record Superseded(Certificate old, Order order, Shipment parcel) {

	static List<Superseded> all(Tx tx) {
		return tx.certificatesReplaced().stream().flatMap(each -> of(tx, each).stream()).toList();
	}

	/** Empty if it is not, or its revocation is decided already. */
	static Optional<Superseded> of(Tx tx, Certificate certificate) {
		if (certificate.state() != CertificateState.SUSPENDED || certificate.expired(tx.now())
				|| tx.statusRequestsOf(certificate.id()).stream().anyMatch(Superseded::revokesIt)) {
			return Optional.empty();
		}
		return tx.ordersOf(certificate.holder()).stream()
				.filter(order -> order.kind() == OrderKind.REPLACEMENT && replaces(order, certificate.id()))
				.flatMap(order -> delivered(tx, order).map(parcel -> new Superseded(certificate, order, parcel)).stream())
				.findFirst();
	}

	/** The workstation itself revokes it: nobody's decision is left to take. */
	StatusRequest revoke(Tx tx) {
		return new Asked(tx, old.id(), null).decided(Wish.revoke(Requester.SYSTEM, RequestChannel.FINDING,
				RevocationReason.SUPERSEDED, order.number() + ", " + parcel.number()));
	}

	private static boolean replaces(Order order, CertificateId id) {
		return Objects.equals(id, order.replaces());
	}

	private static boolean revokesIt(StatusRequest request) {
		return request.change() == StatusChange.REVOKE && request.state() == StatusRequestState.DECIDED;
	}

	private static Optional<Shipment> delivered(Tx tx, Order order) {
		for (Card card : tx.cardsOfOrder(order.id())) {
			Optional<Shipment> parcel = tx.shipmentOfCard(card.id())
					.filter(each -> each.state() == ShipmentState.DELIVERED);
			if (parcel.isPresent()) {
				return parcel;
			}
		}
		return Optional.empty();
	}
}
