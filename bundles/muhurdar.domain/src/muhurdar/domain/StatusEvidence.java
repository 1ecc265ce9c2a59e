package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What a public source said of a certificate when we asked it ourselves. Its signature was verified.
 *
 * @param place where it was asked, a URI
 * @param at when, by our clock
 * @param thisUpdate from when what it says is known to be so, by the source's clock
 * @param nextUpdate until when it may be believed, null if the source does not say
 * @param since from when it is on hold or revoked, null otherwise
 * @param reason CRLReason (RFC 5280 §5.3.1), 0 if there is none
 * @param proof of OCSP the signed response, of a CRL its SHA-256
 */
public record StatusEvidence(Source source, String place, Instant at, Instant thisUpdate, @Nullable Instant nextUpdate,
		Said said, @Nullable Instant since, int reason, Bytes proof) {

	/** Whom we asked. */
	public enum Source {
		CRL, OCSP
	}

	/** UNKNOWN: the source knows no such certificate. */
	public enum Said {
		GOOD, HELD, REVOKED, UNKNOWN
	}
}
