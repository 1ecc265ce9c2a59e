package muhurdar.deliveries;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import muhurdar.domain.Card;
import muhurdar.domain.Decision;
import muhurdar.domain.Folding;
import muhurdar.domain.Handover;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.User;
import muhurdar.domain.Why;

/** Who may hand a card over, and what proves that it came into its holder's own hand. */
final class Handing {

	/** Times are written down by the minute. */
	private static final Duration MINUTE = Duration.ofMinutes(1);

	private Handing() {
	}

	/** Nobody delivers the own card, nor one that they made. */
	static Optional<Refusal> person(User by, HolderId holder, Card card) {
		return Objects.equals(holder, by.holder()) ? Refusals.no(Why.OWN_CARD)
				: Objects.equals(by.id(), card.producer()) ? Refusals.no(Why.FOUR_EYES, Right.PRODUCE) : Optional.empty();
	}

	/** Whether this proves it: when, who, by which document. */
	static Optional<Refusal> proof(Handover handover, Shipment parcel, Holder holder, Instant now) {
		if (handover.receivedBy().isBlank()) {
			return Refusals.no(Why.FIELD_MISSING, "receivedBy");
		}
		if (handover.at().isAfter(now)) {
			return Refusals.no(Why.DELIVERY_IN_FUTURE, handover.at());
		}
		if (handover.at().isBefore(handedOver(parcel).minus(MINUTE))) {
			return Refusals.no(Why.DELIVERY_BEFORE_HANDOVER, handover.at(), handedOver(parcel));
		}
		return Folding.fold(handover.receivedBy()).equals(Folding.fold(holder.fullName())) ? Optional.empty()
				: Refusals.no(Why.NOT_THE_HOLDER);
	}

	private static Instant handedOver(Shipment parcel) {
		Decision handedOver = parcel.handedOver();
		return (handedOver == null ? parcel.packed() : handedOver).at();
	}
}
