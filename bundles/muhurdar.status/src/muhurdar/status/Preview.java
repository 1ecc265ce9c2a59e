package muhurdar.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.StatusPreview;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Order;
import muhurdar.domain.Refusal;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.StatusChange;
import muhurdar.domain.Wish;

/** What a wish would do, read off the records. */
final class Preview {

	/** An entry's DER beside its serial number: two headers, UTCTime, reasonCode (RFC 5280 §5.1.2.6, §5.3.1). */
	private static final int ENTRY = 2 + 2 + 15 + 14;

	private Preview() {
	}

	static StatusPreview of(Tx tx, List<CertificateId> certificates, Wish wish) {
		List<StatusPreview.Row> rows = new ArrayList<>();
		int entries = 0;
		int bytes = 0;
		for (CertificateId id : certificates) {
			Case about = Case.load(tx, id);
			StatusPreview.Row row = row(tx, about, wish);
			rows.add(row);
			int growth = row.refusal() != null ? 0 : growth(wish.change(), about.certificate().state());
			entries += growth;
			bytes += growth * (ENTRY + serialLength(row.serialNumber()));
		}
		return new StatusPreview(rows, entries, bytes);
	}

	/** Entries that come or go; one that is on hold is on the list already. */
	private static int growth(StatusChange change, CertificateState state) {
		return switch (change) {
		case SUSPEND, REVOKE -> state == CertificateState.ISSUED ? 1 : 0;
		case RESUME -> state == CertificateState.SUSPENDED ? -1 : 0;
		};
	}

	private static int serialLength(@Nullable String hex) {
		return hex == null ? 0 : (hex.length() + 1) / 2 + (hex.charAt(0) >= '8' ? 1 : 0);
	}

	private static StatusPreview.Row row(Tx tx, Case about, Wish wish) {
		Certificate certificate = about.certificate();
		Holder holder = about.holder();
		Optional<Certificate> next = successor(tx, certificate);
		Optional<Refusal> no = Asking.refusal(tx, about, wish);
		return new StatusPreview.Row(certificate.id(), certificate.serialNumber(), holder.fullName(),
				tx.institutions().get(holder.institution()).name(), certificate.state(), certificate.notAfter(),
				openOrders(tx, holder.id()), openShipments(tx, holder.id()),
				next.isPresent() ? next.get().serialNumber() : null, next.isPresent() ? next.get().notBefore() : null,
				no.isPresent() ? no.get() : null);
	}

	/** The holder's other certificate that is or can be opened, the one that lasts longest. */
	private static Optional<Certificate> successor(Tx tx, Certificate certificate) {
		return tx.certificatesOf(certificate.holder()).stream().filter(each -> !each.id().equals(certificate.id()))
				.filter(each -> each.state() == CertificateState.ISSUED || each.state() == CertificateState.SUSPENDED)
				.filter(each -> !each.expired(tx.now())).max((a, b) -> a.notAfter().compareTo(b.notAfter()));
	}

	private static List<String> openOrders(Tx tx, HolderId holder) {
		return tx.ordersOf(holder).stream().filter(Order::alive).filter(order -> !delivered(tx, order)).map(Order::number)
				.toList();
	}

	private static boolean delivered(Tx tx, Order order) {
		return tx.cardsOfOrder(order.id()).stream().flatMap(card -> tx.shipmentOfCard(card.id()).stream())
				.anyMatch(parcel -> parcel.state() == ShipmentState.DELIVERED);
	}

	private static List<String> openShipments(Tx tx, HolderId holder) {
		return tx.shipmentsOf(holder).stream().filter(Preview::open).map(Shipment::number).toList();
	}

	private static boolean open(Shipment parcel) {
		return switch (parcel.state()) {
		case DELIVERED, UNPACKED, LOST -> false;
		case PACKED, HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, ATTEMPT_FAILED, DELIVERED_UNPROVEN, RECALLED, REFUSED, DAMAGED,
				RETURNED -> true;
		};
	}
}
