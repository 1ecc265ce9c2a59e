package muhurdar.deliveries;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.PkiFault;
import muhurdar.pki.PublishedCrl;

/**
 * Which certificates everybody can see to be on hold: read from the CRL where everybody fetches it, never from the CA's
 * own word. Thread-safe; blocks on CA and network, so never inside a transaction.
 */
final class PublishedHolds {

	private static final Logger LOG = LoggerFactory.getLogger(PublishedHolds.class);

	private final CertificateAuthority ca;
	private final Settings settings;
	/** The list as we fetched it last: a hold seen there has been published. */
	private volatile @Nullable Crl seen;

	PublishedHolds(CertificateAuthority ca, Settings settings) {
		this.ca = ca;
		this.settings = settings;
	}

	/**
	 * Those of the serial numbers that are on hold in a CRL that we fetched. If one is not, the CA is asked to publish
	 * and the list is fetched again. A CA or network that fails shows nothing new, and is logged.
	 */
	Set<String> of(Collection<String> serialNumbers) {
		Set<String> held = heldOf(serialNumbers);
		if (held.size() < serialNumbers.size()) {
			try {
				seen = fetch();
				held = heldOf(serialNumbers);
				if (held.size() < serialNumbers.size()) {
					ca.publish();
					seen = fetch();
					held = heldOf(serialNumbers);
				}
			} catch (CaFault | PkiFault e) {
				LOG.warn("published CRL cannot be seen", e);
			}
		}
		return held;
	}

	private Set<String> heldOf(Collection<String> serialNumbers) {
		Set<String> held = new HashSet<>();
		Crl crl = seen;
		if (crl != null) {
			for (String serialNumber : serialNumbers) {
				if (crl.entry(serialNumber).filter(Crl.Entry::onHold).isPresent()) {
					held.add(serialNumber);
				}
			}
		}
		return held;
	}

	private Crl fetch() {
		return PublishedCrl.fetch(ca.crlLocation(), CertificateInfo.read(ca.chain().getFirst()),
				Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT)));
	}
}
