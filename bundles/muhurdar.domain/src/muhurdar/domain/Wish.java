package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What somebody wants to be done about a certificate's status.
 *
 * @param cause of a hold, null for any other change
 * @param reason of a revocation, null for any other change
 * @param evidence how the requester was identified, or the document
 */
public record Wish(StatusChange change, Requester requester, RequestChannel channel, @Nullable HoldCause cause,
		@Nullable RevocationReason reason, String evidence) {

	public static Wish suspend(Requester requester, RequestChannel channel, HoldCause cause, String evidence) {
		return new Wish(StatusChange.SUSPEND, requester, channel, cause, null, evidence);
	}

	public static Wish resume(Requester requester, RequestChannel channel, String evidence) {
		return new Wish(StatusChange.RESUME, requester, channel, null, null, evidence);
	}

	public static Wish revoke(Requester requester, RequestChannel channel, RevocationReason reason, String evidence) {
		return new Wish(StatusChange.REVOKE, requester, channel, null, reason, evidence);
	}
}
