package muhurdar.status;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.CertificateStatus;
import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.StatusEvidence;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.OcspClient;
import muhurdar.pki.PublishedCrl;

/**
 * The CAs that are installed, each asked with patience that ends: one that does not answer in time is UNAVAILABLE.
 * Thread-safe; every method may block, so none is called inside a transaction.
 */
final class Authorities {

	/** Whose certificate it is. UNKNOWN: our CA is not there to be asked. */
	enum Origin {
		OURS, FOREIGN, UNKNOWN
	}

	private static final Logger LOG = LoggerFactory.getLogger(Authorities.class);

	private final Supplier<List<CertificateAuthority>> installed;
	private final Settings settings;
	private final Clock clock;

	Authorities(Supplier<List<CertificateAuthority>> installed, Settings settings, Clock clock) {
		this.installed = installed;
		this.settings = settings;
		this.clock = clock;
	}

	Origin origin(Certificate certificate) {
		try {
			return issuer(certificate).isPresent() ? Origin.OURS : Origin.FOREIGN;
		} catch (CaFault e) {
			LOG.warn("cannot ask the CA for its certificate", e);
			return Origin.UNKNOWN;
		}
	}

	/** The issuers' certificates, the issuing one first; none if the certificate's CA is not ours, or not to be asked. */
	List<Bytes> chain(Certificate certificate) {
		try {
			return issuer(certificate).map(ca -> ask(ca::chain)).orElse(List.of());
		} catch (CaFault e) {
			LOG.warn("cannot ask the CA for its chain", e);
			return List.of();
		}
	}

	/** Has it changed. @throws CaFault */
	void change(Certificate certificate, StatusChange change) {
		CertificateAuthority ca = ours(certificate);
		ask(() -> {
			ca.change(change);
			return true;
		});
	}

	/** The CA's list, fetched as everybody does. Throws CaFault or PkiFault. */
	PublicList list(CertificateAuthority ca) {
		return ask(() -> {
			URI place = ca.crlLocation();
			return new PublicList(place, PublishedCrl.fetch(place, issuerOf(ca), patience()), clock.instant());
		});
	}

	/** Has the CA publish. Throws CaFault. */
	void publish(CertificateAuthority ca) {
		ask(() -> {
			ca.publish();
			return true;
		});
	}

	/** What the CA's OCSP responder says now, empty if it has none. Throws CaFault or PkiFault. */
	Optional<StatusEvidence> ocsp(CertificateAuthority ca, String serialNumber) {
		return ask(() -> ca.ocspLocation().map(place -> Evidence.of(place,
				OcspClient.ask(place, issuerOf(ca), serialNumber, patience(), clock), clock.instant())));
	}

	/** Its newest list is the sign of life. */
	CertificateStatus.Ca first() {
		List<CertificateAuthority> all = installed.get();
		if (all.isEmpty()) {
			return new CertificateStatus.Ca("", false, false);
		}
		CertificateAuthority ca = all.getFirst();
		try {
			return ask(() -> new CertificateStatus.Ca(ca.id(), ca.test(), ca.crl().length() > 0));
		} catch (RuntimeException e) {
			LOG.warn("CA {} gives no sign of life", ca.id(), e);
			return new CertificateStatus.Ca(ca.id(), false, false);
		}
	}

	/** Throws CaFault. */
	CertificateAuthority ours(Certificate certificate) {
		return issuer(certificate)
				.orElseThrow(() -> new CaFault(CaFault.Kind.UNAVAILABLE, "the certificate's CA is not installed"));
	}

	private Optional<CertificateAuthority> issuer(Certificate certificate) {
		List<CertificateAuthority> all = installed.get();
		if (all.isEmpty()) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "no CA is installed");
		}
		Bytes der = certificate.der();
		if (der == null) {
			return Optional.empty();
		}
		CertificateInfo info = CertificateInfo.read(der);
		return all.stream().filter(ca -> info.signedBy(ask(() -> issuerOf(ca)))).findFirst();
	}

	private static CertificateInfo issuerOf(CertificateAuthority ca) {
		return CertificateInfo.read(ca.chain().getFirst());
	}

	private Duration patience() {
		return Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT));
	}

	/** What is left unanswered goes on by itself; all that is asked for may be asked again. */
	private <T> T ask(Callable<T> question) {
		FutureTask<T> task = new FutureTask<>(question);
		Thread.ofVirtual().name("ca").start(task);
		try {
			return task.get(patience().toMillis(), TimeUnit.MILLISECONDS);
		} catch (TimeoutException e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "no answer within " + patience().toSeconds() + " s", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "interrupted while waiting", e);
		} catch (ExecutionException e) {
			if (e.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(e.getCause());
		}
	}
}
