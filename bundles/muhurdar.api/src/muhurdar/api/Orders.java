package muhurdar.api;

import java.util.List;
import java.util.Optional;

import muhurdar.domain.Actor;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Consent;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;

/** Renewal and replacement orders, from the officer's list to an approved order. Thread-safe; may block on the store. */
public interface Orders {

	/** Certificates by end date, soonest first. */
	Page<ExpiringRow> expiring(ExpiringQuery query, int from, int size, Actor by);

	/** Orders a renewal for each certificate; every row is answered by itself, good ones go in. */
	List<RowResult<CertificateId, Order>> renew(List<CertificateId> certificates, KeyType keyType, Actor by);

	/** Orders a replacement (valid at once; the old certificate must be suspended or revoked first). */
	Order replace(CertificateId certificate, KeyType keyType, String because, Actor by);

	/** Approves as another person than the one who ordered; the rules are checked again. */
	Order approve(OrderId id, int version, Actor by);

	/** Records the form that an order without E-Onay waits for. */
	Order recordConsent(OrderId id, int version, Consent consent, Actor by);

	/** Sends an order back as incomplete, with what is missing. */
	Order incomplete(OrderId id, int version, String missing, Actor by);

	Order reject(OrderId id, int version, String because, Actor by);

	/** Cancels; an approved one only while no card has been keyed for it. */
	Order cancel(OrderId id, int version, String because, Actor by);

	/** Newest first. */
	Page<OrderRow> search(OrderQuery query, int from, int size, Actor by);

	/** By number ({@code S-2026-000123}). */
	Optional<Order> find(String number, Actor by);

	OrderProgress progress(OrderId id, Actor by);

	/** Ends orders that were not completed within six months. @return how many */
	int lapse(Actor by);
}
