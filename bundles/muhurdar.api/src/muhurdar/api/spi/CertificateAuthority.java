package muhurdar.api.spi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;

/**
 * A certificate authority as the RA sees it. Registered as an OSGi service with the property {@code ca}. Thread-safe.
 * Every call may block (network, key operation) and is never made inside a store transaction.
 *
 * <p>Calls are idempotent by their request id: the same id again returns what the first one did and does nothing.
 *
 * @see CaFault
 */
public interface CertificateAuthority {

	/** The same text as the property {@code ca}. */
	String id();

	/** True if issuer and policy say TEST: no certificate of it is a qualified one. */
	boolean test();

	/**
	 * Issues a certificate. The proof of possession in the CSR is verified; that somebody else has verified it is the
	 * caller's word.
	 *
	 * @throws CaFault REFUSED if the request is unacceptable; UNAVAILABLE if nobody can say whether it was issued:
	 *         ask {@link #find} later
	 */
	Issued issue(IssueRequest request);

	/**
	 * What came of a request, empty if this CA never issued for it and never will: if the request is still on its way (late
	 * on the network, or from a process that died), it is refused when it comes.
	 *
	 * @throws CaFault UNAVAILABLE if nobody can promise that, too
	 */
	Optional<Issued> find(UUID requestId);

	/**
	 * Puts on hold, releases or revokes; the CRL follows within the hour, {@link #publish} makes it now.
	 *
	 * @throws CaFault REFUSED for an unknown serial number, or a change that RFC 5280 does not know (revoked is final)
	 */
	void change(StatusChange change);

	/** Signs a new CRL and puts it at {@link #crlLocation()}. */
	void publish();

	/** Where everybody can fetch the newest CRL (the distribution point in the certificates). */
	URI crlLocation();

	/** Where everybody can ask for a certificate's status (RFC 6960 over HTTP), empty if there is no such responder. */
	default Optional<URI> ocspLocation() {
		return Optional.empty();
	}

	/** The newest CRL, DER, as published. */
	Bytes crl();

	/** Issuing CA first, root last, DER. */
	List<Bytes> chain();

	/**
	 * Subject data goes into the certificate in upper case by Turkish rules (UTF8String).
	 *
	 * @param requestId made and stored by the RA before the call
	 * @param csr PKCS#10, or CertReqMsg (RFC 4211) with a signature or raVerified; DER
	 * @param identityNo goes into serialNumber of the subject
	 * @param onHold issue and hold in one commit
	 */
	record IssueRequest(UUID requestId, Bytes csr, String givenName, String surname, String identityNo,
			Instant notBefore, Instant notAfter, boolean onHold) {
	}

	/** @param serialNumber upper-case hexadecimal, without leading zeros beyond one byte */
	record Issued(UUID requestId, String serialNumber, Instant notBefore, Instant notAfter, Bytes certificate) {
	}

	/** @param reason only for REVOKE */
	record StatusChange(UUID requestId, String serialNumber, Kind kind, @Nullable RevocationReason reason) {
		public enum Kind {
			HOLD, RELEASE, REVOKE
		}
	}
}
