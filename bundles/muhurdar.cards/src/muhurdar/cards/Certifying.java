package muhurdar.cards;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Holder;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Right;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.PkiFault;

/**
 * The certificate of a new card: the request is stored, then the CA is asked under its id, then the answer is stored.
 * A card never gets a second request; the same one may be asked again.
 */
final class Certifying {

	private static final int RETRIES = 5;
	private static final Logger LOG = LoggerFactory.getLogger(Certifying.class);

	private final Store store;
	private final Bell bell;
	private final Clock clock;
	private final Settings settings;
	private final Supplier<CertificateAuthority> authority;
	private final Spoiling spoiling;
	private final Hall hall;
	/** Calls that have not come back, and their requests: nobody may say that the CA never heard of those. */
	private final Map<Object, UUID> open = new ConcurrentHashMap<>();

	Certifying(Store store, Bell bell, Clock clock, Settings settings, Supplier<CertificateAuthority> authority,
			Spoiling spoiling, Hall hall) {
		this.store = store;
		this.bell = bell;
		this.clock = clock;
		this.settings = settings;
		this.authority = authority;
		this.spoiling = spoiling;
		this.hall = hall;
	}

	Bytes certify(CardId card, Bytes csr, Actor by) {
		CrashPoint.pass(CardStep.CSR, CrashPoint.Place.DONE);
		CertificateAuthority ca = authority.get();
		if (store.demo() && !ca.test()) {
			throw new Refusal(Why.CA_REFUSED, "demo");
		}
		Bytes proven = provenKey(csr);
		IssueRequest request = store.write(by, Right.PRODUCE, card, tx -> request(tx, card, csr, proven));
		CrashPoint.pass(CardStep.CSR, CrashPoint.Place.AFTER);
		CrashPoint.pass(CardStep.REQUEST, CrashPoint.Place.BEFORE);
		Issued issued = ask(ca, card, request, by);
		CrashPoint.pass(CardStep.REQUEST, CrashPoint.Place.DONE);
		Certificate certificate = again(() -> store.write(by, Right.PRODUCE, card, tx -> {
			Certificate answered = answered(tx, request, issued);
			Journal.before(tx, tx.cards().get(card), CardStep.WRITE);
			return answered;
		}));
		hall.announces(card, CardStep.WRITE);
		CrashPoint.pass(CardStep.REQUEST, CrashPoint.Place.AFTER);
		bell.ring(Topics.CERTIFICATE, certificate.id());
		checkAnswer(request, proven, issued);
		return issued.certificate();
	}

	/** The key that the request proves possession of, null if it proves none. */
	private static @Nullable Bytes provenKey(Bytes csr) {
		try {
			return Csr.read(csr).spki();
		} catch (PkiFault e) {
			LOG.warn("certificate request of a card", e);
			return null;
		}
	}

	private IssueRequest request(Tx tx, CardId id, Bytes csr, @Nullable Bytes provenKey) {
		Card card = tx.cards().get(id);
		if (card.state() != CardState.KEYED) {
			throw new Refusal(Why.WRONG_STATE, card.state(), CardState.KEYED);
		}
		if (provenKey == null || !provenKey.equals(card.publicKey())) {
			throw new Refusal(Why.CARD_CHECK_FAILED, "CSR");
		}
		Optional<Certificate> before = tx.certificateOfCard(id);
		Certificate certificate = before.isPresent() ? before.get() : fresh(tx, card);
		if (certificate.state() == CertificateState.CA_REFUSED) {
			throw new Refusal(Why.CA_REFUSED, "");
		}
		Journal.after(tx, card, CardStep.CSR);
		Journal.before(tx, card, CardStep.REQUEST);
		return new IssueRequest(certificate.requestId(), csr, certificate.givenName(), certificate.surname(),
				tx.holders().get(certificate.holder()).identityNo(), certificate.notBefore(), certificate.notAfter(),
				settings.get(Settings.ISSUE_ON_HOLD));
	}

	private Certificate fresh(Tx tx, Card card) {
		OrderId ordered = card.order();
		if (ordered == null) {
			throw new IllegalStateException("card without an order: " + card);
		}
		Order order = tx.orders().get(ordered);
		Holder holder = tx.holders().get(order.holder());
		Instant from = Drawing.notBefore(order, Batches.old(tx, order), tx.now());
		Instant now = clock.instant();
		return tx.certificates().put(new Certificate(new CertificateId(Uuid7.next(now)), 0, CertificateState.REQUESTED,
				holder.id(), order.id(), card.id(), Uuid7.next(now), holder.givenName(), holder.surname(), order.keyType(),
				null, from, Drawing.notAfter(from, settings), null, null, null, null));
	}

	/** Asks once more, under the same id, if the first call brings no answer. */
	private Issued ask(CertificateAuthority ca, CardId card, IssueRequest request, Actor by) {
		try {
			try {
				return call(ca, card, request);
			} catch (CaFault first) {
				if (first.kind() == CaFault.Kind.REFUSED) {
					throw first;
				}
				LOG.warn("card {}: CA did not answer request {}, asking again", card, request.requestId());
				return call(ca, card, request);
			}
		} catch (CaFault no) {
			throw refused(no, card, request, by);
		}
	}

	private Issued call(CertificateAuthority ca, CardId card, IssueRequest request) {
		UUID id = request.requestId();
		var call = new Object();
		open.put(call, id);
		return CaCalls.within(timeout(), () -> {
			try {
				return ca.issue(request);
			} finally {
				open.remove(call);
			}
		}, (late, fault) -> late(ca, card, late));
	}

	/** A card was given up while its CA was still at work: what it has issued is on record, and dies with the card. */
	private void late(CertificateAuthority ca, CardId card, @Nullable Issued issued) {
		if (issued == null) {
			return;
		}
		try {
			if (!recorded(issued)) {
				LOG.error("card {}: the CA issued a second certificate, {}, for request {}; it is revoked", card,
						issued.serialNumber(), issued.requestId());
				CaCalls.within(timeout(), () -> {
					ca.change(new CertificateAuthority.StatusChange(Uuid7.next(clock.instant()), issued.serialNumber(),
							CertificateAuthority.StatusChange.Kind.REVOKE, RevocationReason.SUPERSEDED));
					return true;
				});
			}
			spoiling.revokeIfDead(card);
		} catch (RuntimeException e) {
			LOG.error("card {}: late answer of the CA could not be dealt with; the next start does it", card, e);
		}
	}

	/** Stores an answer of the CA outside of its own call. @return false if another certificate is stored for the request */
	boolean recorded(Issued issued) {
		return again(() -> store.write(Actor.SYSTEM, Right.RECOVER, issued.requestId(), tx -> record(tx, issued)));
	}

	/** The answers of two calls may come at once: who comes second reads what the first has stored. */
	private static <T> T again(Supplier<T> write) {
		for (int tries = 1;; tries++) {
			try {
				return write.get();
			} catch (Refusal no) {
				if (no.why() != Why.CHANGED_MEANWHILE || tries == RETRIES) {
					throw no;
				}
			}
		}
	}

	private boolean record(Tx tx, Issued issued) {
		Certificate certificate = byRequest(tx, issued.requestId());
		if (certificate != null) {
			put(tx, certificate, issued);
			return true;
		}
		return tx.certificateBySerial(issued.serialNumber()).isPresent();
	}

	private static @Nullable Certificate byRequest(Tx tx, UUID requestId) {
		for (Certificate certificate : tx.certificatesIn(CertificateState.REQUESTED)) {
			if (certificate.requestId().equals(requestId)) {
				return certificate;
			}
		}
		return null;
	}

	private Certificate answered(Tx tx, IssueRequest request, Issued issued) {
		Certificate certificate = byRequest(tx, request.requestId());
		if (certificate == null) {
			// asked again after it had been answered, or a late answer came before this one
			return tx.certificateBySerial(issued.serialNumber()).orElseThrow(() -> new Refusal(Why.CA_REFUSED, "serial"));
		}
		return put(tx, certificate, issued);
	}

	private Certificate put(Tx tx, Certificate certificate, Issued issued) {
		CardId card = certificate.card();
		if (card != null) {
			Journal.after(tx, tx.cards().get(card), CardStep.REQUEST);
		}
		return tx.certificates().put(certificate.issued(issued.serialNumber(), issued.notBefore(), issued.notAfter(),
				issued.certificate(), settings.get(Settings.ISSUE_ON_HOLD), tx.now()));
	}

	/** What was issued is on record by now, also when it is not what we asked for. */
	private static void checkAnswer(IssueRequest request, @Nullable Bytes key, Issued issued) {
		CertificateInfo info = CertificateInfo.read(issued.certificate());
		if (!info.spki().equals(key)
				|| !info.identityNo().filter(request.identityNo()::equals).isPresent()) {
			throw new Refusal(Why.CA_REFUSED, "certificate does not fit its request");
		}
	}

	private Refusal refused(CaFault no, CardId card, IssueRequest request, Actor by) {
		if (no.kind() == CaFault.Kind.UNAVAILABLE) {
			return new Refusal(Why.CA_UNAVAILABLE, no);
		}
		LOG.warn("card {}: CA refused request {}", card, request.requestId(), no);
		store.write(by, Right.PRODUCE, card, tx -> {
			Certificate certificate = byRequest(tx, request.requestId());
			return certificate == null ? false : tx.certificates().put(certificate.refused()) != null;
		});
		return new Refusal(Why.CA_REFUSED, no, "CA");
	}

	/**
	 * Asks the CA what came of the requests that are open, and stores it.
	 *
	 * @param mine whose cards were made here
	 * @return how many stay open because nobody knows
	 */
	int resolve(Predicate<Certificate> mine) {
		int unresolved = 0;
		for (Certificate certificate : store.read(Actor.SYSTEM, Right.RECOVER,
				tx -> tx.certificatesIn(CertificateState.REQUESTED))) {
			if (mine.test(certificate) && !resolved(certificate)) {
				unresolved++;
			}
		}
		return unresolved;
	}

	private boolean resolved(Certificate certificate) {
		UUID id = certificate.requestId();
		try {
			CertificateAuthority ca = authority.get();
			boolean mayStillCome = open.containsValue(id);
			Optional<Issued> found = CaCalls.within(timeout(), () -> ca.find(id));
			if (found.isPresent()) {
				return recorded(found.get());
			}
			if (mayStillCome) {
				return false;
			}
			store.write(Actor.SYSTEM, Right.RECOVER, certificate.id(), tx -> {
				Certificate now = tx.certificates().get(certificate.id());
				return now.state() == CertificateState.REQUESTED ? tx.certificates().put(now.refused()) : now;
			});
			return true;
		} catch (CaFault e) {
			LOG.warn("CA did not say what came of request {}", id, e);
			return false;
		}
	}

	private Duration timeout() {
		return Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT));
	}
}
