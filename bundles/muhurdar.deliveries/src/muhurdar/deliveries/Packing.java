package muhurdar.deliveries;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Holder;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Why;

/**
 * Everything about a card that decides whether it may be packed.
 *
 * @param old the certificate that the order replaces
 * @param parcels all that ever carried this card
 */
record Packing(Card card, Order order, Holder holder, @Nullable Certificate old, Optional<Certificate> certificate,
		List<Shipment> parcels) {

	/** Reads it off the records; refuses WRONG_STATE for a card that was never made for anybody. */
	static Packing load(Tx tx, CardId id) {
		Card card = tx.cards().get(id);
		OrderId orderId = card.order();
		if (orderId == null) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.CHECKED);
		}
		Order order = tx.orders().get(orderId);
		CertificateId replaced = order.replaces();
		return new Packing(card, order, tx.holders().get(order.holder()),
				replaced == null ? null : tx.certificates().get(replaced), tx.certificateOfCard(id),
				tx.shipmentsOf(order.holder()).stream().filter(parcel -> parcel.card().equals(id)).toList());
	}

	/**
	 * Why this person may not pack it now, or nothing.
	 *
	 * @param onHold whether certificates are issued on hold here
	 */
	Optional<Refusal> refusal(User by, Instant now, boolean onHold) {
		return notReady(now, onHold).or(() -> fourEyes(by));
	}

	/** The same, whoever asks. */
	Optional<Refusal> notReady(Instant now, boolean onHold) {
		return cardReady().or(() -> OrderRules.packing(order, holder, old, now)).or(() -> certificateReady(onHold));
	}

	/** The certificate has to be seen on hold in the published CRL. */
	boolean held() {
		return certificate.filter(each -> each.state() == CertificateState.SUSPENDED).isPresent();
	}

	/** Of the new certificate, empty while it has none. */
	String serialNumber() {
		String serialNumber = certificate.isPresent() ? certificate.get().serialNumber() : null;
		return serialNumber == null ? "" : serialNumber;
	}

	private Optional<Refusal> cardReady() {
		for (Shipment parcel : parcels) {
			switch (parcel.state()) {
			case UNPACKED, LOST -> {
				// has let go of its card
			}
			case PACKED, HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, ATTEMPT_FAILED, DELIVERED_UNPROVEN, RECALLED, REFUSED,
					DAMAGED, RETURNED, DELIVERED -> {
				return Refusals.no(Why.WRONG_STATE, parcel.state(), ShipmentState.PACKED);
			}
			}
		}
		boolean ready = card.state() == CardState.CHECKED || card.state() == CardState.IN_SAFE && sentOnce();
		return ready ? Optional.empty() : Refusals.no(Why.WRONG_STATE, card.state(), CardState.CHECKED);
	}

	/** A card that came back is sent once more at most. */
	private boolean sentOnce() {
		return parcels.stream().filter(parcel -> parcel.handedOver() != null).count() <= 1;
	}

	private Optional<Refusal> certificateReady(boolean onHold) {
		if (certificate.isEmpty()) {
			return Refusals.no(Why.NOT_FOUND, card.serial());
		}
		Certificate made = certificate.get();
		return switch (made.state()) {
		case REVOKED -> Refusals.no(Why.CERTIFICATE_REVOKED);
		case SUSPENDED -> heldByNobodyElse(made.hold());
		case ISSUED -> onHold ? Refusals.no(Why.WRONG_STATE, made.state(), CertificateState.SUSPENDED)
				: Optional.empty();
		case REQUESTED, CA_REFUSED -> Refusals.no(Why.WRONG_STATE, made.state(), CertificateState.SUSPENDED);
		};
	}

	/** Its holder could not open it: a loss or somebody's objection comes first. */
	private static Optional<Refusal> heldByNobodyElse(@Nullable Hold hold) {
		return hold == null || hold.cause().compareTo(HoldCause.HOLDER) <= 0 ? Optional.empty()
				: Refusals.no(Why.HOLD_NOT_YOURS, hold.cause());
	}

	/** Orderer, approver, producer and packing checker are four people, and nobody packs the own card. */
	private Optional<Refusal> fourEyes(User by) {
		if (Objects.equals(holder.id(), by.holder())) {
			return Refusals.no(Why.OWN_CARD);
		}
		Map<UserId, Right> had = new HashMap<>();
		had.put(order.ordered().by(), Right.ORDER);
		Decision approved = order.approved();
		if (approved != null && had.putIfAbsent(approved.by(), Right.APPROVE_ORDER) != null) {
			return Refusals.no(Why.FOUR_EYES, Right.ORDER);
		}
		UserId producer = card.producer();
		Right producersOther = producer == null ? null : had.putIfAbsent(producer, Right.PRODUCE);
		Right other = producersOther == null ? had.get(by.id()) : producersOther;
		return other == null ? Optional.empty() : Refusals.no(Why.FOUR_EYES, other);
	}
}
