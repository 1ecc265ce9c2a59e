package muhurdar.domain;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A certificate from the request on. The names are those in the certificate: if the holder's have changed since, its
 * content is out of date.
 *
 * @param requestId made and stored before the CA is asked
 * @param serialNumber upper-case hexadecimal, null until issued
 * @param der null until issued
 */
public record Certificate(CertificateId id, int version, CertificateState state, HolderId holder,
		@Nullable OrderId order, @Nullable CardId card, UUID requestId, String givenName, String surname,
		KeyType keyType, @Nullable String serialNumber, Instant notBefore, Instant notAfter, @Nullable Bytes der,
		@Nullable Hold hold, @Nullable RevocationReason reason, @Nullable Instant revokedAt)
		implements Versioned<CertificateId> {

	/** The CA issued it. @param held on hold from its first moment */
	public Certificate issued(String serial, Instant from, Instant until, Bytes certificate, boolean held, Instant at) {
		return new Certificate(id, version, state.to(held ? CertificateState.SUSPENDED : CertificateState.ISSUED),
				holder, order, card, requestId, givenName, surname, keyType, serial, from, until, certificate,
				held ? new Hold(HoldCause.AT_ISSUE, at) : null, null, null);
	}

	/** The CA refused, or never heard of the request and never will. */
	public Certificate refused() {
		return new Certificate(id, version, state.to(CertificateState.CA_REFUSED), holder, order, card, requestId,
				givenName, surname, keyType, null, notBefore, notAfter, null, null, null, null);
	}

	/** On hold; a hold that is there already keeps its date, and a stronger cause replaces a weaker one. */
	public Certificate suspended(HoldCause cause, Instant at) {
		CertificateState to = state == CertificateState.SUSPENDED ? state : state.to(CertificateState.SUSPENDED);
		Hold before = hold;
		Hold now = before == null ? new Hold(cause, at)
				: cause.compareTo(before.cause()) > 0 ? new Hold(cause, before.since()) : before;
		return with(to, now, null, null);
	}

	public Certificate resumed() {
		return with(state.to(CertificateState.ISSUED), null, null, null);
	}

	/** Revoked for good, never backdated. */
	public Certificate revoked(RevocationReason why, Instant at) {
		return with(state.to(CertificateState.REVOKED), hold, why, at);
	}

	private Certificate with(CertificateState to, @Nullable Hold newHold, @Nullable RevocationReason why,
			@Nullable Instant revoked) {
		return new Certificate(id, version, to, holder, order, card, requestId, givenName, surname, keyType,
				serialNumber, notBefore, notAfter, der, newHold, why, revoked);
	}

	/** Opened, and the time lies within its validity. */
	public boolean inForce(Instant at) {
		return state == CertificateState.ISSUED && !at.isBefore(notBefore) && at.isBefore(notAfter);
	}

	public boolean expired(Instant at) {
		return !at.isBefore(notAfter);
	}
}
