package muhurdar.api;

import java.util.List;

import muhurdar.domain.Actor;
import muhurdar.domain.CertificateId;
import muhurdar.domain.StatusList;
import muhurdar.domain.Wish;

/**
 * The same wish about many certificates: one preview, one reason, one decision, a result for each. For people who see
 * all (RA). What is interrupted goes on by itself, also after a restart; nothing is done twice. Thread-safe; blocks on
 * store and CA.
 */
public interface StatusLists {

	/** The most certificates of one list. */
	int MOST = 10_000;

	/**
	 * Asks for every certificate as {@link CertificateStatus#ask} does for one. A suspension is done then; anything else
	 * waits for the second person.
	 *
	 * @param certificates each once; FIELD_INVALID if none or more than {@link #MOST}
	 */
	StatusList ask(List<CertificateId> certificates, Wish wish, Actor by);

	/** The second person's yes to all; every certificate is decided by itself and may be refused by itself. */
	StatusList confirmAll(String number, Actor by);

	/** Takes it back before it is confirmed: by who asked, or who could confirm. What it put on hold is opened again. */
	StatusList withdraw(String number, Actor by);

	/** Newest first. */
	List<StatusList> lists(Actor by);

	/** In the order in which they were listed. By number ({@code T-2026-000003}). */
	List<StatusListRow> rows(String number, Actor by);
}
