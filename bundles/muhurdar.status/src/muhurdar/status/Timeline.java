package muhurdar.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.CardId;
import muhurdar.domain.Certificate;
import muhurdar.domain.ChipEvent;
import muhurdar.domain.Decision;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderState;
import muhurdar.domain.Phase;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;

/** The way of a certificate and of the chip that carries it, read off order, journal, parcel and requests. */
final class Timeline {

	private final List<ChipEvent> events = new ArrayList<>();

	private Timeline() {
	}

	static List<ChipEvent> of(Tx tx, Case about) {
		Timeline timeline = new Timeline();
		Certificate certificate = about.certificate();
		OrderId order = certificate.order();
		if (order != null) {
			var ordered = tx.orders().get(order);
			timeline.add(ordered.ordered(), OrderState.SUBMITTED, ordered.number());
			timeline.add(ordered.approved(), OrderState.APPROVED, ordered.number());
		}
		CardId card = certificate.card();
		if (card != null) {
			tx.journalOf(tx.cards().get(card).serial()).forEach(timeline::step);
			tx.shipmentOfCard(card).ifPresent(timeline::parcel);
		}
		about.requests().forEach(timeline::request);
		return timeline.events.stream().sorted(Comparator.comparing(ChipEvent::at)).toList();
	}

	private void add(@Nullable Decision when, Enum<?> what, String detail) {
		if (when != null) {
			events.add(new ChipEvent(when.at(), what, detail));
		}
	}

	private void step(JournalEntry entry) {
		if (entry.phase() == Phase.AFTER) {
			events.add(new ChipEvent(entry.at(), entry.step(), entry.serial().shown()));
		}
	}

	private void parcel(Shipment parcel) {
		add(parcel.packed(), ShipmentState.PACKED, parcel.number());
		add(parcel.handedOver(), ShipmentState.HANDED_OVER, parcel.number());
		if (parcel.state() != ShipmentState.PACKED && parcel.state() != ShipmentState.HANDED_OVER) {
			events.add(new ChipEvent(parcel.changedAt(), parcel.state(), parcel.number()));
		}
	}

	private void request(StatusRequest request) {
		events.add(new ChipEvent(request.received().at(), request.change(), request.number()));
		var published = request.publishedAt();
		if (published != null) {
			events.add(new ChipEvent(published, StatusRequestState.PUBLISHED, request.number()));
		}
	}
}
