package muhurdar.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.OrderState;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;

/**
 * Carries decided requests to the CA. Two who do it at once do no harm: the CA knows a request by its id, the store a
 * record by its version.
 */
final class Sender {

	private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
	private static final Comparator<StatusRequest> IN_ORDER = Comparator.comparing(Sender::decidedAt)
			.thenComparing(StatusRequest::number);

	private final OwnWork work;
	private final Bell bell;
	private final Authorities authorities;

	/** What came of a request. @param refusal the CA's words if it refused */
	record Sent(StatusRequest request, Optional<String> refusal) {
	}

	Sender(OwnWork work, Bell bell, Authorities authorities) {
		this.work = work;
		this.bell = bell;
		this.authorities = authorities;
	}

	/**
	 * Sends what is decided about this certificate, in the order in which it was decided.
	 *
	 * @throws CaFault UNAVAILABLE: the rest stays decided
	 */
	List<Sent> send(CertificateId certificate) {
		List<Job> jobs = work.read(tx -> tx.statusRequestsOf(certificate).stream()
				.filter(each -> each.state() == StatusRequestState.DECIDED)
				.sorted(IN_ORDER).map(each -> Job.load(tx, each)).toList());
		List<Sent> sent = new ArrayList<>();
		for (Job job : jobs) {
			sent.add(send(job));
		}
		return sent;
	}

	private Sent send(Job job) {
		try {
			authorities.change(job.certificate(), change(job));
		} catch (CaFault e) {
			if (e.kind() == CaFault.Kind.UNAVAILABLE) {
				throw e;
			}
			LOG.warn("CA refused request {}", job.request().number(), e);
			String words = String.valueOf(e.getMessage());
			return new Sent(stored(job.request(), Sender::refused), Optional.of(words));
		}
		return new Sent(stored(job.request(), Sender::done), Optional.empty());
	}

	private static Instant decidedAt(StatusRequest request) {
		Decision decided = request.decided();
		return decided == null ? request.received().at() : decided.at();
	}

	private static CertificateAuthority.StatusChange change(Job job) {
		String serialNumber = job.certificate().serialNumber();
		if (serialNumber == null) {
			throw new IllegalStateException("request " + job.request().number() + " is about no issued certificate");
		}
		var kind = switch (job.request().change()) {
		case SUSPEND -> CertificateAuthority.StatusChange.Kind.HOLD;
		case RESUME -> CertificateAuthority.StatusChange.Kind.RELEASE;
		case REVOKE -> CertificateAuthority.StatusChange.Kind.REVOKE;
		};
		return new CertificateAuthority.StatusChange(job.request().caRequestId(), serialNumber, kind,
				job.request().reason());
	}

	private interface Outcome {
		StatusRequest store(Tx tx, StatusRequest decided);
	}

	/** Stores what became of a decided request, unless somebody else did: then that is returned. */
	private StatusRequest stored(StatusRequest request, Outcome outcome) {
		StatusRequest now = work.write(request.number(), tx -> {
			StatusRequest present = tx.statusRequests().get(request.id());
			return present.state() == StatusRequestState.DECIDED ? outcome.store(tx, present) : present;
		});
		bell.ring(Topics.CERTIFICATE, request.certificate());
		return now;
	}

	private static StatusRequest refused(Tx tx, StatusRequest decided) {
		return tx.statusRequests().put(decided.decline(new Decision(tx.me().id(), tx.now())));
	}

	private static StatusRequest done(Tx tx, StatusRequest decided) {
		Certificate before = tx.certificates().get(decided.certificate());
		Certificate after = changed(before, decided, tx);
		if (!after.equals(before)) {
			tx.certificates().put(after);
		}
		if (after.state() == CertificateState.REVOKED) {
			declineOthers(tx, decided);
			endOrders(tx, after, decided);
		}
		return tx.statusRequests().put(decided.sent(tx.now()));
	}

	private static Certificate changed(Certificate before, StatusRequest request, Tx tx) {
		return switch (request.change()) {
		case SUSPEND -> suspended(before, request, tx);
		case RESUME -> before.state() == CertificateState.ISSUED ? before : before.resumed();
		case REVOKE -> {
			RevocationReason reason = request.reason();
			yield before.state() == CertificateState.REVOKED ? before
					: before.revoked(reason == null ? RevocationReason.UNSPECIFIED : reason, tx.now());
		}
		};
	}

	/** The holder's wish does not hide that a certificate was never opened. */
	private static Certificate suspended(Certificate before, StatusRequest request, Tx tx) {
		HoldCause asked = request.cause();
		HoldCause cause = asked == null ? HoldCause.AUTHORITY : asked;
		Hold hold = before.hold();
		boolean unopened = before.state() == CertificateState.SUSPENDED && hold != null
				&& hold.cause() == HoldCause.AT_ISSUE;
		return unopened && cause == HoldCause.HOLDER ? before : before.suspended(cause, tx.now());
	}

	/** Orders that were to follow this certificate and that nobody produces yet, where the reason says so. */
	private static void endOrders(Tx tx, Certificate revoked, StatusRequest revocation) {
		RevocationReason reason = revoked.reason();
		if (reason != null && reason.order() == RevocationReason.OrderAfter.CANCEL) {
			tx.ordersOf(revoked.holder()).stream()
					.filter(order -> order.alive() && Objects.equals(revoked.id(), order.replaces())
							&& tx.cardsOfOrder(order.id()).isEmpty())
					.forEach(order -> tx.orders().put(order.end(OrderState.CANCELLED, revocation.number())));
		}
	}

	/** Revoked is final: what still waits for somebody's yes has no object any more. */
	private static void declineOthers(Tx tx, StatusRequest revocation) {
		for (StatusRequest other : tx.statusRequestsOf(revocation.certificate())) {
			if (other.state() == StatusRequestState.RECEIVED || other.state() == StatusRequestState.IDENTIFIED) {
				tx.statusRequests().put(other.decline(new Decision(tx.me().id(), tx.now())));
			}
		}
	}
}
