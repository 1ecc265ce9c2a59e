package muhurdar.deliveries;

import java.util.Optional;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.PackableRow;
import muhurdar.api.spi.Tx;
import muhurdar.domain.CardId;
import muhurdar.domain.CourierLabel;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** A card that waits for its parcel. @param refusal why it cannot be packed, as far as the store knows */
record Waiting(Packing packing, String institution, @Nullable String trackingNumber, Optional<Refusal> refusal) {

	static Waiting load(Tx tx, CardId card, boolean onHold) {
		Packing packing = Packing.load(tx, card);
		Optional<CourierLabel> label = tx.courierLabelOf(packing.order().id());
		return new Waiting(packing, tx.institutions().get(packing.order().institution()).name(),
				label.isPresent() ? label.get().trackingNumber() : null, packing.refusal(tx.me(), tx.now(), onHold));
	}

	/** @param seen serial numbers of certificates seen on hold in the published CRL */
	PackableRow shown(Set<String> seen) {
		Integer envelope = packing.card().envelope();
		return new PackableRow(packing.card().id(), packing.card().serial(), envelope == null ? 0 : envelope,
				packing.order().id(), packing.order().number(), packing.holder().id(), packing.holder().fullName(), institution,
				trackingNumber, why(seen));
	}

	private @Nullable Refusal why(Set<String> seen) {
		if (refusal.isPresent()) {
			return refusal.get();
		}
		return packing.held() && !seen.contains(packing.serialNumber()) ? new Refusal(Why.HOLD_NOT_PUBLISHED) : null;
	}
}
