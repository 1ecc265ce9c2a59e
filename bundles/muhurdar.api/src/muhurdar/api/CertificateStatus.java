package muhurdar.api;

import java.util.List;
import java.util.Optional;

import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateDetails;
import muhurdar.domain.CertificateId;
import muhurdar.domain.ChipEvent;
import muhurdar.domain.HoldCause;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Sighting;
import muhurdar.domain.StatusEvidence;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.Wish;

/**
 * Suspend, resume, revoke. The CA is asked after the decision is stored; PUBLISHED follows when we have seen it in the
 * CRL that everybody can fetch. Thread-safe; blocks on store, CA and network.
 */
public interface CertificateStatus {

	/** In Turkish order of the names. */
	Page<CertificateRow> search(CertificateQuery query, int from, int size, Actor by);

	/** By serial number (hexadecimal). */
	Optional<Certificate> find(String serialNumber, Actor by);

	/** What it would do to each certificate if {@link #ask}ed now. Changes nothing. */
	StatusPreview preview(List<CertificateId> certificates, Wish wish, Actor by);

	/**
	 * Asks in the name of the wish's requester. Holders ask for themselves, ONLINE; officers for their institution,
	 * ONLINE; who sees all (RA) for a holder (DESK, PHONE, LETTER), an institution (PHONE, LETTER) or the CA (FINDING).
	 * Anything else is refused with FIELD_INVALID, and so is a reason that the requester cannot give
	 * ({@link RevocationReason#of}). What then happens: {@link #suspend}, {@link #resume}, {@link #revoke}. A holder's
	 * revocation that the RA took down is finished by the workstation itself if nobody has confirmed or undone it for
	 * {@link Settings#HOLDERS_REVOCATION} hours; no other one is.
	 */
	StatusRequest ask(CertificateId id, Wish wish, Actor by);

	/**
	 * Takes a request back before it is decided: by who made it. A hold that came with it and found the certificate open
	 * is lifted at once.
	 */
	StatusRequest undo(String number, Actor by);

	/** Suspends at once; anyone entitled, one person. Suspending what is on hold strengthens its cause. */
	StatusRequest suspend(CertificateId id, HoldCause cause, String evidence, Actor by);

	/**
	 * Opens. The holder after delivery, and only an AT_ISSUE or HOLDER hold: done at once. Any other hold: by an RA
	 * operator, stays IDENTIFIED until {@link #confirm}ed by another person.
	 */
	StatusRequest resume(CertificateId id, String evidence, Actor by);

	/**
	 * Revokes. By the holder for the own certificate (identified): done at once. By an RA operator: the certificate is
	 * suspended at once, the request stays IDENTIFIED until a supervisor {@link #confirm}s it.
	 */
	StatusRequest revoke(CertificateId id, RevocationReason reason, String evidence, Actor by);

	/** The second person's yes. By request number ({@code D-2026-000012}). */
	StatusRequest confirm(String number, Actor by);

	StatusRequest decline(String number, Actor by);

	/** Sends decided requests that have not reached the CA, and looks in the published CRL for those that have. @return how many moved */
	int publish(Actor by);

	/** Requests that wait for a second person or for publication, oldest first. */
	List<StatusRequest> open(Actor by);

	/** {@link #open} as a list for people: with whose certificate it is. */
	List<RequestRow> openRows(Actor by);

	/**
	 * What the workstation itself revoked or suspended, newest first: certificates whose card never left the hall, and those
	 * that a replacement has taken the place of. For the supervisor (CONFIRM_REVOCATION).
	 */
	List<RequestRow> bySystem(int limit, Actor by);

	/** Open requests whose clock has run out, the longest late first. */
	List<RequestRow> late(Actor by);

	/**
	 * Certificates on hold for more than {@link Settings#HOLD_DAYS}, longest first, but those that were never delivered:
	 * somebody has to decide.
	 */
	List<HoldRow> overdueHolds(Actor by);

	/** What the certificate says, in lines for people. Empty if it was not issued. */
	Optional<CertificateDetails> details(CertificateId id, Actor by);

	/** What happened to the certificate and to the chip that carries it, oldest first. */
	List<ChipEvent> timeline(CertificateId id, Actor by);

	/** Everything ever asked for one certificate, newest first. */
	List<StatusRequest> history(CertificateId id, Actor by);

	/** What we saw of those requests in CRL and OCSP, newest first. */
	List<Sighting> sightings(CertificateId id, Actor by);

	/**
	 * Asks CRL or OCSP now, the way everybody can.
	 *
	 * @return empty if the CA has no such source, or it gives no answer that may be believed
	 */
	Optional<StatusEvidence> look(CertificateId id, StatusEvidence.Source source, Actor by);

	/** Asks the CA for a sign of life, so it may block for a while; never throws. */
	Ca ca();

	/**
	 * The CA that this workstation asks.
	 *
	 * @param id the plug-in's, empty if none is installed
	 * @param test true if issuer and policy say TEST
	 */
	record Ca(String id, boolean test, boolean answers) {
	}
}
