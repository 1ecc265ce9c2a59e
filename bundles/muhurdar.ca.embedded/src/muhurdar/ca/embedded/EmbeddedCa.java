package muhurdar.ca.embedded;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.DataFolder;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;

/**
 * The TEST CA inside this process. It opens its folder when it is asked first, and publishes by itself from then on; a
 * process that never asks it holds neither folder nor port. While the folder cannot be opened (in use by another process,
 * damaged) every call throws {@link CaFault} UNAVAILABLE with the cause and tries again.
 */
final class EmbeddedCa implements CertificateAuthority, AutoCloseable {

	static final String ID = "embedded";
	/** Kind of the OCSP responder's key, unless somebody wants another one. */
	static final KeyType OCSP_KEY = KeyType.EC_P256;

	private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCa.class);

	private final DataFolder data;
	private final KeyChoice choice;
	private final Clock clock;
	private final Seam seam;
	private final KeyType ocspKey;
	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
			Thread.ofPlatform().daemon().name("embedded-ca").factory());
	private @Nullable TestCa opened;
	private boolean closed;

	EmbeddedCa(DataFolder data, KeyChoice choice, Clock clock) {
		this(data, choice, clock, Seam.NONE, OCSP_KEY);
	}

	/** @param ocspKey kind of the OCSP responder's key */
	EmbeddedCa(DataFolder data, KeyChoice choice, Clock clock, Seam seam, KeyType ocspKey) {
		this.data = data;
		this.choice = choice;
		this.clock = clock;
		this.seam = seam;
		this.ocspKey = ocspKey;
		timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.MINUTES);
	}

	@Override
	public String id() {
		return ID;
	}

	@Override
	public boolean test() {
		return true;
	}

	@Override
	public Issued issue(IssueRequest request) {
		return ca().issue(request);
	}

	@Override
	public Optional<Issued> find(UUID requestId) {
		return ca().find(requestId);
	}

	@Override
	public void change(StatusChange change) {
		ca().change(change);
	}

	@Override
	public void publish() {
		ca().publish();
	}

	@Override
	public URI crlLocation() {
		return ca().crlLocation();
	}

	@Override
	public Optional<URI> ocspLocation() {
		return Optional.of(ca().ocspLocation());
	}

	@Override
	public Bytes crl() {
		return ca().crl();
	}

	@Override
	public List<Bytes> chain() {
		return ca().chain();
	}

	/** Closes the folder; a call under way ends first. */
	@Override
	public synchronized void close() {
		closed = true;
		timer.shutdownNow();
		TestCa ca = opened;
		opened = null;
		if (ca != null) {
			ca.close();
		}
	}

	private synchronized TestCa ca() {
		if (closed) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "the CA has been stopped");
		}
		TestCa ca = opened;
		if (ca != null && ca.broken()) {
			ca.close();
			ca = null;
		}
		if (ca == null) {
			ca = TestCa.open(data, choice, clock, seam, ocspKey);
			opened = ca;
		}
		return ca;
	}

	private synchronized boolean isOpen() {
		return opened != null;
	}

	private void tick() {
		if (!isOpen()) {
			return;
		}
		TestCa ca;
		try {
			ca = ca();
		} catch (CaFault e) {
			// whoever needs the CA is told; another process may be publishing
			LOG.info("nothing is published from here: {}", e.getMessage());
			return;
		}
		try {
			ca.publishIfDue();
		} catch (RuntimeException e) {
			LOG.error("CA cannot publish its CRL", e);
		}
	}
}
