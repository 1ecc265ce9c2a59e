package muhurdar.cards;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.BatchId;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Right;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentState;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;

/**
 * Half-made cards that will never be whole: back to stock if nothing irreversible was begun, else SPOILED, then the PIN
 * shredded, then the certificate revoked. In this order, so that whatever is cut off is seen from the certificate that
 * still lives, and done at the next start.
 */
final class Spoiling {

	static final Set<CardState> HALF_MADE = Set.of(CardState.RESERVED, CardState.KEYED, CardState.CERTIFIED,
			CardState.SEALED);
	private static final Logger LOG = LoggerFactory.getLogger(Spoiling.class);

	private final Store store;
	private final Bell bell;
	private final Clock clock;
	private final Settings settings;
	private final PinSealer sealer;
	private final Supplier<CertificateAuthority> authority;
	private final Hall hall;

	Spoiling(Store store, Bell bell, Clock clock, Settings settings, PinSealer sealer,
			Supplier<CertificateAuthority> authority, Hall hall) {
		this.store = store;
		this.bell = bell;
		this.clock = clock;
		this.settings = settings;
		this.sealer = sealer;
		this.authority = authority;
		this.hall = hall;
	}

	Card failed(CardId id, CardStep step, String because, Actor by) {
		Card given = giveUp(id, step, because, Right.PRODUCE, by);
		hall.ends(id);
		end(given);
		return given;
	}

	/** Shreds and revokes what is left of a dead card; what the CA does not do now is done at the next start. */
	void end(Card card) {
		try {
			revokeIfDead(card.id());
		} catch (CaFault | Refusal e) {
			LOG.warn("card {}: certificate of a dead card not revoked yet, the next start does it", card.serial(), e);
		}
	}

	Card giveUp(ChipSerial serial, String because, Actor by) {
		Card card = store.read(by, Right.SEE_PRODUCTION, tx -> {
			Card found = tx.cardBySerial(serial).orElseThrow(() -> new Refusal(Why.CARD_UNKNOWN, serial));
			BatchId batch = found.batch();
			if (batch != null && !found.kept() && found.qualitySignature() == null && HALF_MADE.contains(found.state())) {
				hall.mustBeHere(tx, tx.batches().get(batch));
			}
			return found;
		});
		if (!HALF_MADE.contains(card.state()) || card.kept() || card.qualitySignature() == null && hall.underWay(card.id())) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.SEALED);
		}
		return failed(card.id(), CardStep.CHECK, because, by);
	}

	Card spoil(ChipSerial serial, String because, Actor by) {
		if (because.isBlank()) {
			throw new Refusal(Why.REASON_MISSING);
		}
		Card spoiled = store.write(by, Right.KEEP_STOCK, serial, tx -> {
			Card card = StockRoom.find(tx, serial).orElseThrow(() -> new Refusal(Why.CARD_UNKNOWN, serial));
			mustBeFinishedHere(tx, card);
			tx.remark("finished, envelope " + card.envelope());
			return tx.cards().put(card.spoil(because.strip(), tx.now()));
		});
		LOG.info("card {}: spoiled after it was finished", spoiled.serial());
		bell.ring(Topics.CARD, spoiled.id());
		end(spoiled);
		return spoiled;
	}

	/** The system revokes nothing that may have been in somebody else's hands. */
	private static void mustBeFinishedHere(Tx tx, Card card) {
		OrderId order = card.order();
		if (card.state() != CardState.CHECKED || order == null) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.CHECKED);
		}
		for (Shipment parcel : tx.shipmentsOf(tx.orders().get(order).holder())) {
			if (parcel.card().equals(card.id()) && parcel.handedOver() != null) {
				throw new Refusal(Why.CARD_WAS_OUT, card.serial());
			}
			if (parcel.card().equals(card.id()) && parcel.state() != ShipmentState.UNPACKED) {
				throw new Refusal(Why.WRONG_STATE, parcel.state(), ShipmentState.UNPACKED);
			}
		}
	}

	/** Writes it down, and no more; again, if nobody knows whether it was stored, it changes nothing. */
	Card giveUp(CardId id, CardStep step, String because, Right right, Actor by) {
		Card given = store.write(by, right, id, tx -> {
			Card card = tx.cards().get(id);
			if (!HALF_MADE.contains(card.state())) {
				return card;
			}
			Journal.failed(tx, card, step, because);
			boolean clean = card.state() == CardState.RESERVED && !Journal.irreversible(tx, card.serial());
			return tx.cards().put(clean ? untouched(tx, card) : card.spoil(because, tx.now()));
		});
		LOG.info("card {}: {} at {}: {}", given.serial(), given.state(), step, because);
		bell.ring(Topics.CARD, id);
		return given;
	}

	/** Back to stock, or to the cards that are kept for its batch. */
	private static Card untouched(Tx tx, Card card) {
		BatchId batch = card.batch();
		return batch != null && tx.keptFor(batch, card.id()) ? card.undrawn(tx.now()) : card.release(tx.now());
	}

	/**
	 * Shreds the PIN and revokes the certificate of a card that is SPOILED, or was LOST before it left the hall.
	 *
	 * @return true if a certificate was revoked now
	 * @throws CaFault if the CA did not do it; the request for it is stored
	 */
	boolean revokeIfDead(CardId id) {
		Optional<Card> dead = store.read(Actor.SYSTEM, Right.SEE_PRODUCTION,
				tx -> tx.cards().find(id).filter(card -> card.state() == CardState.SPOILED || lostHere(tx, card)));
		if (dead.isEmpty()) {
			return false;
		}
		Card card = dead.get();
		Integer slot = card.pinSlot();
		if (slot != null) {
			sealer.shred(slot);
		}
		Optional<StatusRequest> wanted = store.write(Actor.SYSTEM, Right.REVOKE_UNDELIVERED, id, tx -> wanted(tx, card));
		wanted.ifPresent(this::revoke);
		return wanted.isPresent();
	}

	private static boolean lostHere(Tx tx, Card card) {
		OrderId order = card.order();
		return card.state() == CardState.LOST && order != null && tx.shipmentsOf(tx.orders().get(order).holder()).stream()
				.noneMatch(parcel -> parcel.card().equals(card.id()));
	}

	/** The decision, stored before the CA is asked; one that is stored already is taken up again. */
	private Optional<StatusRequest> wanted(Tx tx, Card card) {
		Optional<Certificate> found = tx.certificateOfCard(card.id());
		if (found.isEmpty() || found.get().state() != CertificateState.ISSUED
				&& found.get().state() != CertificateState.SUSPENDED) {
			return Optional.empty();
		}
		Certificate certificate = found.get();
		Optional<StatusRequest> before = tx.statusRequestsOf(certificate.id()).stream()
				.filter(request -> request.change() == StatusChange.REVOKE && request.state() == StatusRequestState.DECIDED)
				.findFirst();
		if (before.isPresent()) {
			return before;
		}
		var system = new Decision(Actor.SYSTEM.user(), tx.now());
		UUID caRequest = Uuid7.next(clock.instant());
		StatusRequest request = StatusRequest.identified(new StatusRequestId(Uuid7.next(clock.instant())),
				tx.nextNumber(Tx.Series.D), certificate.id(),
				Wish.revoke(Requester.SYSTEM, RequestChannel.FINDING, RevocationReason.CESSATION_OF_OPERATION,
						(card.state() == CardState.LOST ? "lost card " : "spoiled card ") + card.serial().shown()),
				caRequest, system);
		return Optional.of(tx.statusRequests().put(request.decide(system)));
	}

	private void revoke(StatusRequest request) {
		Certificate certificate = store.read(Actor.SYSTEM, Right.SEE_CERTIFICATES,
				tx -> tx.certificates().get(request.certificate()));
		String serial = certificate.serialNumber();
		if (serial == null) {
			throw new IllegalStateException("an issued certificate without a serial number: " + certificate.id());
		}
		var change = new CertificateAuthority.StatusChange(request.caRequestId(), serial,
				CertificateAuthority.StatusChange.Kind.REVOKE, request.reason());
		CertificateAuthority ca = authority.get();
		CaCalls.within(Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT)), () -> {
			ca.change(change);
			return true;
		});
		store.write(Actor.SYSTEM, Right.REVOKE_UNDELIVERED, certificate.id(), tx -> {
			Certificate now = tx.certificates().get(certificate.id());
			if (now.state() != CertificateState.REVOKED) {
				tx.certificates().put(now.revoked(RevocationReason.CESSATION_OF_OPERATION, tx.now()));
			}
			StatusRequest sent = tx.statusRequests().get(request.id());
			return sent.state() == StatusRequestState.DECIDED ? tx.statusRequests().put(sent.sent(tx.now())) : sent;
		});
		bell.ring(Topics.CERTIFICATE, certificate.id());
	}
}
