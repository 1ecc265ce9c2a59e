package muhurdar.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Certificate;
import muhurdar.domain.StatusEvidence;
import muhurdar.pki.PkiFault;

/**
 * One look at what everybody can see of certificates: their CA's list, which it is asked to publish and which is fetched
 * once, and its OCSP responder, which is asked about each. A source that fails is logged and asked no more. Used by one
 * thread, outside of transactions.
 */
final class PublicEye {

	private static final Logger LOG = LoggerFactory.getLogger(PublicEye.class);

	private final Authorities authorities;
	private final boolean ocspToo;
	private final Map<CertificateAuthority, Optional<PublicList>> lists = new HashMap<>();
	private final Set<CertificateAuthority> silent = new HashSet<>();

	/** @param ocspToo for many certificates the list alone tells it sooner */
	PublicEye(Authorities authorities, boolean ocspToo) {
		this.authorities = authorities;
		this.ocspToo = ocspToo;
	}

	/** What is said of it, of each source that says anything. Throws CaFault if its CA is not there to be asked. */
	List<StatusEvidence> of(Certificate certificate) {
		String serialNumber = certificate.serialNumber();
		List<StatusEvidence> said = new ArrayList<>();
		if (serialNumber == null) {
			return said;
		}
		CertificateAuthority ca = authorities.ours(certificate);
		list(ca).ifPresent(list -> said.add(list.of(serialNumber)));
		if (ocspToo && !silent.contains(ca)) {
			try {
				authorities.ocsp(ca, serialNumber).ifPresent(said::add);
			} catch (CaFault | PkiFault e) {
				LOG.warn("OCSP responder of CA {} gives no answer", ca.id(), e);
				silent.add(ca);
			}
		}
		return said;
	}

	private Optional<PublicList> list(CertificateAuthority ca) {
		Optional<PublicList> known = lists.get(ca);
		if (known == null) {
			known = published(ca);
			lists.put(ca, known);
		}
		return known;
	}

	private Optional<PublicList> published(CertificateAuthority ca) {
		try {
			authorities.publish(ca);
			return Optional.of(authorities.list(ca));
		} catch (CaFault | PkiFault e) {
			LOG.warn("published CRL of CA {} cannot be seen", ca.id(), e);
			return Optional.empty();
		}
	}
}
