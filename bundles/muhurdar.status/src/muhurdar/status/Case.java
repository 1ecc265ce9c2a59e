package muhurdar.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import muhurdar.api.spi.Tx;
import muhurdar.domain.CardId;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.User;
import muhurdar.domain.Why;

/**
 * What the rules about a certificate's status are asked about.
 *
 * @param delivered its card came into its holder's own hand; also if it is older than this store, which never saw the card
 * @param requests all about this certificate
 */
record Case(Certificate certificate, Holder holder, boolean delivered, List<StatusRequest> requests) {

	/** Reads it off the records; refuses NOT_YOURS outside the asker's scope. */
	static Case load(Tx tx, CertificateId id) {
		Certificate certificate = tx.certificates().get(id);
		Holder holder = tx.holders().get(certificate.holder());
		tx.me().mustReach(holder.id(), holder.institution(), tx.today());
		return new Case(certificate, holder, delivered(tx, certificate), tx.statusRequestsOf(id));
	}

	private static boolean delivered(Tx tx, Certificate certificate) {
		CardId card = certificate.card();
		if (card == null) {
			Hold hold = certificate.hold();
			return hold == null || hold.cause() != HoldCause.AT_ISSUE;
		}
		return tx.shipmentOfCard(card).map(Shipment::state).filter(state -> state == ShipmentState.DELIVERED).isPresent();
	}

	boolean ownedBy(User user) {
		return Objects.equals(holder.id(), user.holder());
	}

	/** Why nothing can be done to it any more, or nothing. */
	Optional<Refusal> alive(Instant now) {
		return switch (certificate.state()) {
		case REVOKED -> no(Why.CERTIFICATE_REVOKED);
		case REQUESTED, CA_REFUSED -> no(Why.WRONG_STATE, certificate.state(), CertificateState.SUSPENDED);
		case ISSUED, SUSPENDED -> certificate.expired(now) ? no(Why.CERTIFICATE_EXPIRED, OrderRules.endOf(certificate))
				: Optional.empty();
		};
	}

	/** Why this person cannot suspend it for this cause, or nothing. */
	Optional<Refusal> suspension(User by, HoldCause cause, Instant now) {
		boolean sensible = switch (cause) {
		case AT_ISSUE -> false;
		case HOLDER, LOSS -> true;
		case INSTITUTION -> by.seesAll() || !ownedBy(by);
		case AUTHORITY -> by.seesAll();
		};
		return sensible ? alive(now) : no(Why.FIELD_INVALID, "cause", cause);
	}

	/**
	 * Why it cannot be opened, or nothing.
	 *
	 * @param besides this request, which is the one to open it
	 */
	Optional<Refusal> opening(Instant now, Optional<StatusRequest> besides) {
		if (certificate.state() == CertificateState.ISSUED) {
			return no(Why.WRONG_STATE, certificate.state(), CertificateState.ISSUED);
		}
		return alive(now).or(this::person).or(() -> delivered ? Optional.empty() : no(Why.NOT_DELIVERED))
				.or(() -> otherOpen(besides));
	}

	/** Whether the holder alone may open it: on hold since issue or by the own wish, with no loss reported. */
	Optional<Refusal> holdersOwn() {
		Hold hold = certificate.hold();
		return hold == null || hold.cause().compareTo(HoldCause.HOLDER) <= 0 ? Optional.empty()
				: no(Why.HOLD_NOT_YOURS, hold.cause());
	}

	/** Why its revocation cannot be asked for, or nothing. */
	Optional<Refusal> revocation(User by, Instant now) {
		return alive(now).or(() -> ownedBy(by) ? Optional.empty()
				: open().filter(request -> request.change() == StatusChange.REVOKE).findFirst()
						.map(request -> new Refusal(Why.REQUEST_OPEN, request.number())));
	}

	/** True if it is, or soon will be, held for a cause at least as strong. */
	boolean heldFor(HoldCause cause) {
		Hold hold = certificate.hold();
		Stream<HoldCause> now = certificate.state() == CertificateState.SUSPENDED && hold != null
				? Stream.of(hold.cause())
				: Stream.empty();
		Stream<HoldCause> soon = open().filter(each -> each.change() == StatusChange.SUSPEND)
				.flatMap(each -> Stream.ofNullable(each.cause()));
		return Stream.concat(now, soon).max(Comparator.naturalOrder()).filter(each -> each.compareTo(cause) >= 0)
				.isPresent();
	}

	/** Requests that are neither done nor declined. */
	private Stream<StatusRequest> open() {
		return requests.stream().filter(Case::undone);
	}

	private Optional<Refusal> otherOpen(Optional<StatusRequest> besides) {
		return open().filter(each -> besides.isEmpty() || !each.id().equals(besides.get().id())).findFirst()
				.map(each -> new Refusal(Why.REQUEST_OPEN, each.number()));
	}

	private static boolean undone(StatusRequest request) {
		return switch (request.state()) {
		case RECEIVED, IDENTIFIED, DECIDED -> true;
		case SENT, PUBLISHED, DECLINED -> false;
		};
	}

	private Optional<Refusal> person() {
		return holder.condition() == HolderCondition.DECEASED ? no(Why.HOLDER_DECEASED) : Optional.empty();
	}

	private static Optional<Refusal> no(Why why, Object... arguments) {
		return Optional.of(new Refusal(why, arguments));
	}
}
