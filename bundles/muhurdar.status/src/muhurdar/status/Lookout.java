package muhurdar.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.StatusRequestState;
import muhurdar.pki.Crl;
import muhurdar.pki.PkiFault;

/** Looks in the published CRL, as everybody can, for what the CA has done. */
final class Lookout {

	private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

	private final OwnWork work;
	private final Bell bell;
	private final Authorities authorities;

	Lookout(OwnWork work, Bell bell, Authorities authorities) {
		this.work = work;
		this.bell = bell;
		this.authorities = authorities;
	}

	/**
	 * Has the CA publish and marks what is seen in its list. A CA or network that fails is logged.
	 *
	 * @param only requests about this certificate, null for all
	 * @return how many were seen; the others stay SENT
	 */
	int look(@Nullable CertificateId only) {
		List<Job> jobs = work.read(tx -> tx.statusRequestsIn(StatusRequestState.SENT).stream()
				.filter(each -> only == null || each.certificate().equals(only)).map(each -> Job.load(tx, each)).toList());
		Function<Certificate, Crl> lists = authorities.publishedNow();
		int seen = 0;
		try {
			for (Job job : jobs) {
				if (seen(job.certificate(), job.request(), lists.apply(job.certificate()))) {
					work.write(job.request().number(), tx -> published(tx, job.request().id()));
					bell.ring(Topics.CERTIFICATE, job.certificate().id());
					seen++;
				}
			}
		} catch (CaFault | PkiFault e) {
			LOG.warn("published CRL cannot be seen", e);
		}
		return seen;
	}

	private static StatusRequest published(Tx tx, StatusRequestId id) {
		StatusRequest present = tx.statusRequests().get(id);
		return present.state() == StatusRequestState.SENT ? tx.statusRequests().put(present.published(tx.now())) : present;
	}

	/**
	 * Whether the list was made after the CA had done it, and says of the certificate what we say. A request that a
	 * later one has overtaken is seen with it.
	 */
	static boolean seen(Certificate certificate, StatusRequest request, Crl crl) {
		String serialNumber = certificate.serialNumber();
		Instant sentAt = request.sentAt();
		if (serialNumber == null || sentAt == null || crl.thisUpdate().isBefore(sentAt.truncatedTo(ChronoUnit.SECONDS))) {
			return false;
		}
		Optional<Crl.Entry> entry = crl.entry(serialNumber);
		return switch (certificate.state()) {
		case SUSPENDED -> entry.filter(Crl.Entry::onHold).isPresent();
		case REVOKED -> entry.filter(found -> !found.onHold()).isPresent();
		case ISSUED -> entry.isEmpty();
		case REQUESTED, CA_REFUSED -> false;
		};
	}
}
