package muhurdar.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A wish to suspend, resume or revoke, and what became of it.
 *
 * @param number shown to people, {@code D-2026-000012}
 * @param caRequestId made and stored before the CA is asked
 * @param evidence how the requester was identified, or the document
 * @param partOf number of the request or list with which it was asked and is undone; null if it stands alone
 */
public record StatusRequest(StatusRequestId id, int version, String number, StatusRequestState state,
		StatusChange change, CertificateId certificate, Requester requester, @Nullable HoldCause cause,
		@Nullable RevocationReason reason, UUID caRequestId, Decision received, @Nullable Decision decided,
		@Nullable Instant sentAt, @Nullable Instant publishedAt, String evidence, RequestChannel channel,
		@Nullable String partOf) implements Versioned<StatusRequestId> {

	/** From the receipt of a request to its effect: ETSI EN 319 411-1 §6.2.4. */
	public static final Duration TO_EFFECT = Duration.ofHours(24);
	/** From the decision to its publication: the same. */
	public static final Duration TO_PUBLICATION = Duration.ofMinutes(60);

	/** Received and identified, not yet stored. */
	public static StatusRequest identified(StatusRequestId id, String number, CertificateId certificate, Wish wish,
			UUID caRequestId, Decision received) {
		return received(id, number, certificate, wish, caRequestId, received).with(
				StatusRequestState.RECEIVED.to(StatusRequestState.IDENTIFIED), null, null,
				null);
	}

	/** Received from an institution: the RA has yet to identify who asked. */
	public static StatusRequest received(StatusRequestId id, String number, CertificateId certificate, Wish wish,
			UUID caRequestId, Decision received) {
		return new StatusRequest(id, 0, number, StatusRequestState.RECEIVED, wish.change(), certificate, wish.requester(),
				wish.cause(), wish.reason(), caRequestId, received, null, null, null, wish.evidence(), wish.channel(), null);
	}

	public StatusRequest partOf(String whole) {
		return new StatusRequest(id, version, number, state, change, certificate, requester, cause, reason, caRequestId,
				received, decided, sentAt, publishedAt, evidence, channel, whole);
	}

	/** Neither done nor declined: somebody, the CA or the published list is waited for. */
	public boolean open() {
		return switch (state) {
		case RECEIVED, IDENTIFIED, DECIDED, SENT -> true;
		case PUBLISHED, DECLINED -> false;
		};
	}

	/** Somebody's yes is waited for. */
	public boolean undecided() {
		return state == StatusRequestState.RECEIVED || state == StatusRequestState.IDENTIFIED;
	}

	/** The end of the clock that runs, of the nearer one if two do; null if none does any more. */
	public @Nullable Instant due() {
		Instant effect = received.at().plus(TO_EFFECT);
		Decision yes = decided;
		if (undecided() || yes == null) {
			return open() ? effect : null;
		}
		Instant publication = yes.at().plus(TO_PUBLICATION);
		return switch (state) {
		case DECIDED -> effect.isBefore(publication) ? effect : publication;
		case SENT -> publication;
		case RECEIVED, IDENTIFIED, PUBLISHED, DECLINED -> null;
		};
	}

	public boolean late(Instant now) {
		Instant end = due();
		return end != null && now.isAfter(end);
	}

	/** The RA operator knows who asked; {@code decided} says who that is until it is decided. */
	public StatusRequest identify(Decision by) {
		return with(state.to(StatusRequestState.IDENTIFIED), by, null, null);
	}

	public StatusRequest decide(Decision by) {
		return with(state.to(StatusRequestState.DECIDED), by, null, null);
	}

	public StatusRequest decline(Decision by) {
		return with(state.to(StatusRequestState.DECLINED), by, null, null);
	}

	/** The CA has done it. */
	public StatusRequest sent(Instant at) {
		return with(state.to(StatusRequestState.SENT), decided, at, null);
	}

	/** We have seen it with our own eyes in the published CRL. */
	public StatusRequest published(Instant at) {
		return with(state.to(StatusRequestState.PUBLISHED), decided, sentAt, at);
	}

	private StatusRequest with(StatusRequestState to, @Nullable Decision decision, @Nullable Instant sent,
			@Nullable Instant published) {
		return new StatusRequest(id, version, number, to, change, certificate, requester, cause, reason, caRequestId,
				received, decision, sent, published, evidence, channel, partOf);
	}
}
