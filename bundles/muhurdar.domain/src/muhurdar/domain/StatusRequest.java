package muhurdar.domain;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A wish to suspend, resume or revoke, and what became of it. The clocks of DOMAIN run from {@code received} to
 * {@code sentAt} (24 h) and from {@code decided} to {@code publishedAt} (60 min).
 *
 * @param number shown to people, {@code D-2026-000012}
 * @param caRequestId made and stored before the CA is asked
 * @param evidence how the requester was identified, or the document
 */
public record StatusRequest(StatusRequestId id, int version, String number, StatusRequestState state,
		StatusChange change, CertificateId certificate, Requester requester, @Nullable HoldCause cause,
		@Nullable RevocationReason reason, UUID caRequestId, Decision received, @Nullable Decision decided,
		@Nullable Instant sentAt, @Nullable Instant publishedAt, String evidence) implements Versioned<StatusRequestId> {

	/** Received and identified, not yet stored. */
	public static StatusRequest identified(StatusRequestId id, String number, StatusChange change,
			CertificateId certificate, Requester requester, @Nullable HoldCause cause, @Nullable RevocationReason reason,
			UUID caRequestId, Decision received, String evidence) {
		return new StatusRequest(id, 0, number, StatusRequestState.RECEIVED.to(StatusRequestState.IDENTIFIED), change,
				certificate, requester, cause, reason, caRequestId, received, null, null, null, evidence);
	}

	/** Received from an institution: the RA has yet to identify who asked. */
	public static StatusRequest received(StatusRequestId id, String number, StatusChange change,
			CertificateId certificate, Requester requester, @Nullable HoldCause cause, @Nullable RevocationReason reason,
			UUID caRequestId, Decision received, String evidence) {
		return new StatusRequest(id, 0, number, StatusRequestState.RECEIVED, change, certificate, requester, cause, reason,
				caRequestId, received, null, null, null, evidence);
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
				received, decision, sent, published, evidence);
	}
}
