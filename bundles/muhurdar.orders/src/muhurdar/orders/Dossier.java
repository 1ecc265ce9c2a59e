package muhurdar.orders;

import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Order;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;

/**
 * What the rules have to know about one person.
 *
 * @param certificates newest notBefore first
 * @param open orders neither ended nor delivered
 */
record Dossier(Holder holder, List<Certificate> certificates, List<Order> open) {

	static Dossier of(Tx tx, HolderId id) {
		List<Shipment> delivered = tx.shipmentsOf(id).stream()
				.filter(shipment -> shipment.state() == ShipmentState.DELIVERED).toList();
		List<Order> open = tx.ordersOf(id).stream().filter(Order::alive)
				.filter(order -> delivered.stream().noneMatch(shipment -> shipment.order().equals(order.id()))).toList();
		return new Dossier(tx.holders().get(id), tx.certificatesOf(id), open);
	}

	Optional<Refusal> renewal(Certificate old, Tx tx, int months) {
		return OrderRules.renewal(holder, old, certificates, open, tx.now(), months);
	}

	Optional<Refusal> replacement(Certificate old, Tx tx) {
		return OrderRules.replacement(holder, old, certificates, open, tx.now());
	}

	Optional<Refusal> approval(Order order, Tx tx) {
		CertificateId replaces = order.replaces();
		@Nullable Certificate old = replaces == null ? null : tx.certificates().get(replaces);
		List<Order> others = open.stream().filter(other -> !other.id().equals(order.id())).toList();
		return OrderRules.approval(order, holder, old, certificates, others, tx.now());
	}
}
