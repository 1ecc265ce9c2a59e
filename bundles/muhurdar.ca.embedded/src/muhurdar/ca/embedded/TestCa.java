package muhurdar.ca.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.PkiFault;
import muhurdar.pki.Subject;

/**
 * The CA while its folder is open. What counts is the register: a certificate exists when it stands there for good, before
 * that it never left this process. Thread-safe.
 */
final class TestCa implements AutoCloseable, Standing.Source {

	/** Unasked, changes are published this long after the last publication: well within the hour. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);
	/** Unasked, an unchanged CRL is renewed at half its life. */
	private static final Duration RENEWAL = Publisher.LIFE.dividedBy(2);
	private static final Logger LOG = LoggerFactory.getLogger(TestCa.class);

	private final Clock clock;
	private final Seam seam;
	private final CaFolder folder;
	private final Publisher publisher;
	private final CaKeys keys;
	private final CertificateInfo issuerCertificate;
	private final Profile.Issuer issuer;
	private final CertificateProfile profile;
	private final Register register;
	private final OcspService ocsp;
	private final Object publishing = new Object();
	private long publishedVersion = -1;
	private Instant publishedAt = Instant.EPOCH;

	/** @throws CaFault UNAVAILABLE if the folder is in use or damaged */
	@SuppressWarnings("resource")
	static TestCa open(DataFolder data, KeyChoice choice, Clock clock, Seam seam, KeyType ocspKey) {
		try {
			var folder = new CaFolder(data);
			Publisher publisher = null;
			try {
				publisher = new Publisher(folder);
				return new TestCa(folder, publisher, choice, clock, seam, ocspKey);
			} catch (IOException | RuntimeException e) {
				if (publisher != null) {
					publisher.close();
				}
				folder.close();
				throw e;
			}
		} catch (IOException | PkiFault | NumberFormatException e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "the CA's folder cannot be used: " + e.getMessage(), e);
		}
	}

	private TestCa(CaFolder folder, Publisher publisher, KeyChoice choice, Clock clock, Seam seam, KeyType ocspKey)
			throws IOException {
		this.folder = folder;
		this.publisher = publisher;
		this.clock = clock;
		this.seam = seam;
		profile = choice.profile();
		KeyHome home = choice.home(folder.keys());
		// the register is made before the keys, so keys without a register mean that it was lost
		if (home.filled() && !Files.exists(folder.register()) && !Files.exists(folder.formerLog())) {
			throw new PkiFault("the register is missing");
		}
		register = folder.openRegister();
		try {
			if (!register.isNew() && !home.filled()) {
				throw new PkiFault("the CA has issued certificates, but its keys are missing");
			}
			keys = CaKeys.loadOrMake(home, choice.kind(), publisher.locations(), clock.instant());
			issuer = keys.issuer();
			issuerCertificate = keys.issuing().certificate();
			ocsp = new OcspService(folder, choice.passwords(), ocspKey, issuerCertificate, issuer, this, clock);
			publisher.show(ocsp.responder());
			publishFirst();
		} catch (IOException | RuntimeException e) {
			register.close();
			throw e;
		}
	}

	private void publishFirst() {
		try {
			publish();
		} catch (RuntimeException e) {
			ocsp.close();
			throw e;
		}
	}

	Issued issue(IssueRequest request) {
		Bytes certificate = certificate(request); // in vain if the request came before, which is rare
		seam.at(Seam.Step.BEFORE_LOG);
		Issued issued = register.issue(request.requestId(), certificate, request.onHold(), now());
		seam.at(Seam.Step.AFTER_LOG);
		ocsp.responder().changed(issued.serialNumber());
		return issued;
	}

	/** A request that is asked for before it came is refused when it comes. */
	Optional<Issued> find(UUID requestId) {
		Optional<Issued> found = register.find(requestId);
		return found.isPresent() ? found : register.findForGood(requestId, now());
	}

	void change(StatusChange change) {
		seam.at(Seam.Step.BEFORE_LOG);
		register.change(change, now());
		seam.at(Seam.Step.AFTER_LOG);
		ocsp.responder().changed(change.serialNumber());
	}

	@Override
	public Optional<Standing> standing(String serialNumber) {
		return register.standing(serialNumber);
	}

	/** Signs CRLs of what the register says now. */
	void publish() {
		synchronized (publishing) {
			seam.at(Seam.Step.BEFORE_PUBLICATION);
			Instant now = clock.instant();
			try {
				publishedVersion = publisher.publish(keys, register, now);
			} catch (IOException e) {
				throw new CaFault(CaFault.Kind.UNAVAILABLE, "CRL cannot be written", e);
			}
			publishedAt = now;
		}
	}

	/** Publishes what nobody asked to publish: changes after some minutes, and the old list before it ends. */
	void publishIfDue() {
		ocsp.renewIfDue();
		synchronized (publishing) {
			Duration age = Duration.between(publishedAt, clock.instant());
			if (age.compareTo(register.changedSince(publishedVersion) ? PATIENCE : RENEWAL) >= 0) {
				publish();
			}
		}
	}

	private Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	URI crlLocation() {
		return publisher.crlLocation();
	}

	URI ocspLocation() {
		return publisher.ocspLocation();
	}

	Bytes crl() {
		try {
			return publisher.crl();
		} catch (IOException e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "CRL cannot be read", e);
		}
	}

	List<Bytes> chain() {
		return keys.chain();
	}

	private Bytes certificate(IssueRequest request) {
		var validity = new Profile.Validity(request.notBefore().truncatedTo(ChronoUnit.SECONDS),
				request.notAfter().truncatedTo(ChronoUnit.SECONDS));
		if (!validity.notAfter().isAfter(validity.notBefore())
				|| validity.notBefore().isBefore(issuerCertificate.notBefore())
				|| validity.notAfter().isAfter(issuerCertificate.notAfter())) {
			throw new CaFault(CaFault.Kind.REFUSED, "validity is empty or outside the CA's own");
		}
		try {
			var subject = new Subject(request.givenName(), request.surname(), request.identityNo());
			return Profile.holder(issuer, profile, subject, Csr.readFromRa(request.csr()).spki(), validity,
					publisher.locations());
		} catch (PkiFault | IllegalArgumentException e) {
			throw new CaFault(CaFault.Kind.REFUSED, String.valueOf(e.getMessage()), e);
		}
	}

	/** True if nothing can be done any more but to open the folder anew. */
	boolean broken() {
		return register.broken();
	}

	@Override
	public void close() {
		ocsp.close();
		synchronized (publishing) {
			publisher.close();
			register.close();
			try {
				folder.close();
				LOG.debug("CA closed");
			} catch (IOException e) {
				LOG.error("CA folder cannot be closed", e);
			}
		}
	}
}
