package muhurdar.pki;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What OCSP says of one certificate (RFC 6960 §2.2).
 *
 * @param since from when it is revoked or on hold, full seconds; null unless REVOKED
 * @param reason CRLReason, 0 if none is named or it is not REVOKED
 */
public record OcspStatus(Kind kind, @Nullable Instant since, int reason) {

	/** UNKNOWN: the responder knows no such certificate. */
	public enum Kind {
		GOOD, REVOKED, UNKNOWN
	}

	public static final OcspStatus GOOD = new OcspStatus(Kind.GOOD, null, 0);
	public static final OcspStatus UNKNOWN = new OcspStatus(Kind.UNKNOWN, null, 0);

	/** Revoked, or on hold with the reason {@link Crl#HOLD}. */
	public static OcspStatus revoked(Instant since, int reason) {
		return new OcspStatus(Kind.REVOKED, since, reason);
	}

	public boolean onHold() {
		return kind == Kind.REVOKED && reason == Crl.HOLD;
	}
}
