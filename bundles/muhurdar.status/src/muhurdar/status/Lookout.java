package muhurdar.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.Topics;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Sighting;
import muhurdar.domain.StatusEvidence;
import muhurdar.domain.StatusEvidence.Said;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.pki.PkiFault;

/** Looks in the published CRL and asks OCSP, as everybody can, for what the CA has done. */
final class Lookout {

	/** With more requests than this in one look the list alone is looked at. */
	private static final int MANY = 100;
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
	 * Has the CA publish and marks what is seen. A CA or network that fails is logged.
	 *
	 * @param only requests about this certificate, null for all
	 * @return how many were seen; the others stay SENT
	 */
	int look(@Nullable CertificateId only) {
		List<Job> jobs = work.read(tx -> tx.statusRequestsIn(StatusRequestState.SENT).stream()
				.filter(each -> only == null || each.certificate().equals(only)).map(each -> Job.load(tx, each)).toList());
		PublicEye eye = new PublicEye(authorities, jobs.size() <= MANY);
		int seen = 0;
		try {
			for (Job job : jobs) {
				List<StatusEvidence> said = eye.of(job.certificate());
				if (seen(job.certificate(), job.request(), said)) {
					work.write(job.request().number(), tx -> published(tx, job, said));
					bell.ring(Topics.CERTIFICATE, job.certificate().id());
					seen++;
				}
			}
		} catch (CaFault | PkiFault e) {
			LOG.warn("what is published cannot be seen", e);
		}
		return seen;
	}

	private static StatusRequest published(Tx tx, Job job, List<StatusEvidence> said) {
		StatusRequest present = tx.statusRequests().get(job.request().id());
		if (present.state() != StatusRequestState.SENT) {
			return present;
		}
		said.stream().filter(each -> fresh(job.request(), each))
				.forEach(each -> tx.saw(new Sighting(present.id(), each)));
		return tx.statusRequests().put(present.published(tx.now()));
	}

	/**
	 * Whether somebody says of the certificate, from a time after the CA had done it, what we say, and nobody anything
	 * else. A request that a later one has overtaken is seen with it.
	 */
	static boolean seen(Certificate certificate, StatusRequest request, List<StatusEvidence> said) {
		Said expected = expected(certificate);
		List<StatusEvidence> fresh = said.stream().filter(each -> fresh(request, each)).toList();
		long agreeing = fresh.stream().filter(each -> each.said() == expected).count();
		if (agreeing > 0 && agreeing < fresh.size()) {
			LOG.error("CRL and OCSP do not say the same of certificate {}", certificate.serialNumber());
		}
		return agreeing > 0 && agreeing == fresh.size();
	}

	private static boolean fresh(StatusRequest request, StatusEvidence said) {
		Instant sentAt = request.sentAt();
		return sentAt != null && !said.thisUpdate().isBefore(sentAt.truncatedTo(ChronoUnit.SECONDS));
	}

	private static @Nullable Said expected(Certificate certificate) {
		return switch (certificate.state()) {
		case SUSPENDED -> Said.HELD;
		case REVOKED -> Said.REVOKED;
		case ISSUED -> Said.GOOD;
		case REQUESTED, CA_REFUSED -> null;
		};
	}
}
