package muhurdar.ca.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.DataFolder;
import muhurdar.api.KeyStorePasswords;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Secret;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;
import muhurdar.pki.Csr;
import muhurdar.pki.IssuingLog;
import muhurdar.pki.IssuingLog.Event;
import muhurdar.pki.PkiFault;
import muhurdar.pki.Subject;

/**
 * The CA while its folder is open. What counts is the issuing log: a certificate exists when its line is synced, before
 * that it never left this process. Thread-safe.
 */
final class TestCa implements AutoCloseable, Standing.Source {

	/** Unasked, changes are published this long after the last publication: well within the hour. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);
	/** Unasked, an unchanged CRL is renewed at half its life. */
	private static final Duration RENEWAL = Publisher.LIFE.dividedBy(2);
	/** In the book, where a serial number stands otherwise. */
	private static final String NO_CERTIFICATE = "-";
	private static final Logger LOG = LoggerFactory.getLogger(TestCa.class);

	private final Clock clock;
	private final Seam seam;
	private final CaFolder folder;
	private final Publisher publisher;
	private final CaKeys keys;
	private final CertificateInfo issuerCertificate;
	private final Profile.Issuer issuer;
	private final IssuingLog log;
	private final Register register = new Register();
	private final Object publishing = new Object();
	private long publishedVersion = -1;
	private Instant publishedAt = Instant.EPOCH;

	/** @throws CaFault UNAVAILABLE if the folder is in use or damaged */
	@SuppressWarnings("resource")
	static TestCa open(DataFolder data, KeyStorePasswords passwords, Clock clock, Seam seam) {
		try {
			var folder = new CaFolder(data);
			Publisher publisher = null;
			try {
				publisher = new Publisher(folder);
				return new TestCa(folder, publisher, passwords, clock, seam);
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

	private TestCa(CaFolder folder, Publisher publisher, KeyStorePasswords passwords, Clock clock, Seam seam)
			throws IOException {
		this.folder = folder;
		this.publisher = publisher;
		this.clock = clock;
		this.seam = seam;
		// the log is made before the keys, so keys without a log mean that it was lost
		if (Files.exists(folder.keys()) && !Files.exists(folder.log())) {
			throw new PkiFault("the issuing log is missing");
		}
		log = IssuingLog.open(folder.log());
		try {
			if (!log.found().isEmpty() && !Files.exists(folder.keys())) {
				throw new PkiFault("the CA has issued certificates, but its keys are missing");
			}
			try (Secret password = passwords.password("ca")) {
				keys = CaKeys.loadOrMake(folder.keys(), password, publisher.locations(), clock.instant());
			}
			issuer = keys.issuer();
			issuerCertificate = keys.issuing().certificate();
			log.found().forEach(register::take);
			if (log.dropped() > 0) {
				LOG.warn("issuing log had an unfinished line of {} bytes, which never counted", log.dropped());
			}
			publish();
		} catch (IOException | RuntimeException e) {
			log.close();
			throw e;
		}
	}

	Issued issue(IssueRequest request) {
		synchronized (register) {
			Optional<Issued> before = register.find(request.requestId());
			if (before.isPresent()) {
				return before.get();
			}
		}
		Bytes certificate = certificate(request);
		String serialNumber = CertificateInfo.read(certificate).serialNumber();
		synchronized (register) {
			Optional<Issued> meanwhile = register.find(request.requestId());
			if (meanwhile.isPresent()) {
				return meanwhile.get();
			}
			if (register.change(request.requestId()).isPresent()) {
				throw new CaFault(CaFault.Kind.REFUSED, "this request was given up before it came");
			}
			write(request.onHold() ? Event.ISSUED_ON_HOLD : Event.ISSUED, request.requestId(), serialNumber, null,
					certificate);
			return register.find(request.requestId()).orElseThrow();
		}
	}

	/** A request that is asked for before it came is refused when it comes. */
	Optional<Issued> find(UUID requestId) {
		synchronized (register) {
			Optional<Issued> found = register.find(requestId);
			if (found.isEmpty() && register.change(requestId).isEmpty()) {
				write(Event.REFUSED, requestId, NO_CERTIFICATE, null, null);
			}
			return found;
		}
	}

	void change(StatusChange change) {
		synchronized (register) {
			Optional<Boolean> before = register.change(change.requestId());
			if (before.isPresent()) {
				if (!before.get()) {
					throw new CaFault(CaFault.Kind.REFUSED, "this request was refused before");
				}
				return;
			}
			String objection = register.objection(change);
			if (objection != null) {
				write(Event.REFUSED, change.requestId(), change.serialNumber(), null, null);
				throw new CaFault(CaFault.Kind.REFUSED, objection);
			}
			RevocationReason reason = change.reason();
			switch (change.kind()) {
			case HOLD -> write(Event.HELD, change.requestId(), change.serialNumber(), null, null);
			case RELEASE -> write(Event.RELEASED, change.requestId(), change.serialNumber(), null, null);
			case REVOKE -> write(Event.REVOKED, change.requestId(), change.serialNumber(), reason, null);
			}
		}
	}

	@Override
	public Optional<Standing> standing(String serialNumber) {
		synchronized (register) {
			return register.standing(serialNumber);
		}
	}

	/** Signs a CRL of what the register says now. */
	void publish() {
		synchronized (publishing) {
			seam.at(Seam.Step.BEFORE_PUBLICATION);
			Instant now = clock.instant();
			long version;
			Collection<Crl.Entry> entries;
			synchronized (register) {
				version = register.listVersion();
				entries = register.listed();
			}
			try {
				publisher.publish(keys, entries, now);
			} catch (IOException e) {
				throw new CaFault(CaFault.Kind.UNAVAILABLE, "CRL cannot be written", e);
			}
			publishedVersion = version;
			publishedAt = now;
		}
	}

	/** Publishes what nobody asked to publish: changes after some minutes, and the old list before it ends. */
	void publishIfDue() {
		synchronized (publishing) {
			long version;
			synchronized (register) {
				version = register.listVersion();
			}
			Duration age = Duration.between(publishedAt, clock.instant());
			if (age.compareTo(version == publishedVersion ? RENEWAL : PATIENCE) >= 0) {
				publish();
			}
		}
	}

	URI crlLocation() {
		return publisher.crlLocation();
	}

	Bytes crl() {
		Bytes crl = publisher.crl();
		if (crl == null) {
			throw new IllegalStateException("opened without a CRL");
		}
		return crl;
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
			return Profile.holder(issuer, subject, Csr.read(request.csr()).spki(), validity, publisher.locations());
		} catch (PkiFault | IllegalArgumentException e) {
			throw new CaFault(CaFault.Kind.REFUSED, String.valueOf(e.getMessage()), e);
		}
	}

	private void write(Event event, UUID requestId, String serialNumber, @Nullable RevocationReason reason,
			@Nullable Bytes certificate) {
		try {
			seam.at(Seam.Step.BEFORE_LOG);
			register.take(log.append(clock.instant().truncatedTo(ChronoUnit.MILLIS), event, requestId, serialNumber,
					reason, certificate));
			seam.at(Seam.Step.AFTER_LOG);
		} catch (IOException e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "issuing log cannot be written", e);
		}
	}

	/** True if nothing can be done any more but to open the folder anew. */
	boolean broken() {
		synchronized (register) {
			return log.broken();
		}
	}

	@Override
	public void close() {
		synchronized (publishing) {
			synchronized (register) {
				publisher.close();
				try (folder; log) {
					LOG.debug("CA closed");
				} catch (IOException e) {
					LOG.error("CA folder cannot be closed", e);
				}
			}
		}
	}
}
