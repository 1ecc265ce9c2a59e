package muhurdar.ca.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.domain.Bytes;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.KeyFile;
import muhurdar.pki.OcspRequest;
import muhurdar.pki.OcspRequest.CertId;
import muhurdar.pki.OcspStatus;
import muhurdar.pki.OcspWriter;
import muhurdar.pki.OcspWriter.No;
import muhurdar.pki.OcspWriter.Single;
import muhurdar.pki.PkiFault;

/**
 * The CA's OCSP responder (RFC 6960, RFC 5019). An answer without a nonce is signed when a status changes and kept
 * ready; what is ready is only given while the CA still says the same, so a change counts from the moment it is made.
 * An answer to a nonce, or to more than one question, is signed when it is asked for. Thread-safe.
 */
final class OcspResponder implements AutoCloseable {

	/** How long an answer may be believed; half of it is left when it is signed anew. */
	static final Duration LIFE = Duration.ofHours(12);
	/** Answers that end are looked for this often. */
	private static final Duration ROUND = Duration.ofHours(1);
	private static final Logger LOG = LoggerFactory.getLogger(OcspResponder.class);

	/**
	 * @param der the response, never changed
	 * @param ready for how long others may keep it, null if it is for the one who asked
	 */
	record Reply(byte[] der, OcspReady.@Nullable Answer ready) {
	}

	private final CertificateInfo issuer;
	private final Standing.Source standings;
	private final Clock clock;
	private final OcspReady ready;
	/** Our issuer's name and key by hash function. */
	private final Map<String, CertId> names = new ConcurrentHashMap<>();
	private final ExecutorService signing = Executors
			.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("ocsp").factory());
	private volatile OcspWriter writer;
	private volatile Instant lastRound = Instant.EPOCH;

	OcspResponder(CertificateInfo issuer, KeyFile.Entry key, Standing.Source standings, OcspReady ready, Clock clock) {
		this.issuer = issuer;
		this.standings = standings;
		this.ready = ready;
		this.clock = clock;
		writer = new OcspWriter(key.certificate(), key.key());
	}

	/** From now on this key signs. */
	void use(KeyFile.Entry key) {
		writer = new OcspWriter(key.certificate(), key.key());
		ready.clear();
	}

	/** Never throws: what goes wrong is an answer too. */
	Reply answer(Bytes request) {
		try {
			return answer(OcspRequest.read(request));
		} catch (PkiFault malformed) {
			LOG.debug("malformed OCSP request", malformed);
			return no(No.MALFORMED_REQUEST);
		} catch (RuntimeException e) {
			LOG.error("OCSP request could not be answered", e);
			return no(No.INTERNAL_ERROR);
		}
	}

	private Reply answer(OcspRequest request) {
		for (CertId each : request.asked()) {
			if (!ours(each)) {
				return no(No.UNAUTHORIZED);
			}
		}
		CertId first = request.asked().getFirst();
		if (request.asked().size() > 1 || request.nonce().isPresent()) {
			return new Reply(live(request), null);
		}
		OcspStatus status = status(first.serialNumber());
		if (status.kind() == OcspStatus.Kind.UNKNOWN) {
			return new Reply(live(request), null);
		}
		OcspReady.Answer answer = ready.get(key(first)).filter(found -> serves(found, status, Duration.ZERO))
				.orElseGet(() -> ready(first, status, Duration.ZERO));
		return new Reply(answer.der(), answer);
	}

	/** Somebody else's certificates are none of our business (RFC 5019 §2.2.3). */
	private boolean ours(CertId asked) {
		Optional<CertId> known = Optional.ofNullable(names.get(asked.hash())).or(() -> asked.of(issuer));
		known.ifPresent(name -> names.putIfAbsent(asked.hash(), name));
		return known.filter(name -> name.issuerName().equals(asked.issuerName())
				&& name.issuerKey().equals(asked.issuerKey())).isPresent();
	}

	private byte[] live(OcspRequest request) {
		Instant now = second();
		List<Single> singles = request.asked().stream()
				.map(each -> new Single(each, status(each.serialNumber()), now, now.plus(LIFE))).toList();
		return writer.write(singles, now, request.nonce()).toArray();
	}

	private OcspStatus status(String serialNumber) {
		return standings.standing(serialNumber).map(standing -> switch (standing.state()) {
		case GOOD -> OcspStatus.GOOD;
		case HELD, REVOKED -> OcspStatus.revoked(standing.since(), standing.reason());
		}).orElse(OcspStatus.UNKNOWN);
	}

	private boolean serves(OcspReady.Answer answer, OcspStatus status, Duration atLeast) {
		return answer.status().equals(status) && answer.nextUpdate().isAfter(clock.instant().plus(atLeast));
	}

	/** The CA has issued this certificate or changed its status: its answer is made ready soon. */
	void changed(String serialNumber) {
		later(() -> prepare(CertId.of(issuer, serialNumber)));
	}

	private void later(Runnable work) {
		try {
			signing.execute(work);
		} catch (RejectedExecutionException closed) {
			LOG.debug("closed: answers are signed after the next start, when they are asked for");
		}
	}

	/** Has answers that will end signed anew, now and then. */
	void renewIfDue() {
		Instant now = clock.instant();
		if (lastRound.plus(ROUND).isAfter(now)) {
			return;
		}
		lastRound = now;
		later(this::renew);
	}

	private void renew() {
		try {
			for (String key : ready.endingBefore(clock.instant().plus(LIFE.dividedBy(2)))) {
				int slash = key.indexOf('/');
				prepare(CertId.of(issuer, key.substring(0, slash), key.substring(slash + 1)));
			}
		} catch (RuntimeException e) {
			LOG.error("OCSP answers cannot be renewed", e);
		}
	}

	private void prepare(CertId id) {
		try {
			ready(id, status(id.serialNumber()), LIFE.dividedBy(2));
		} catch (RuntimeException e) {
			LOG.error("OCSP answer cannot be made ready", e);
		}
	}

	/** One at a time: those who ask for the same at once get the same. */
	private synchronized OcspReady.Answer ready(CertId id, OcspStatus status, Duration atLeast) {
		return ready.get(key(id)).filter(found -> serves(found, status, atLeast)).orElseGet(() -> sign(id, status));
	}

	private OcspReady.Answer sign(CertId id, OcspStatus status) {
		Instant now = second();
		Bytes der = writer.write(List.of(new Single(id, status, now, now.plus(LIFE))), now, Optional.empty());
		var answer = new OcspReady.Answer(status, now, now.plus(LIFE), der.toArray());
		ready.put(key(id), answer);
		return answer;
	}

	private Instant second() {
		return clock.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	private static String key(CertId id) {
		return id.serialNumber() + '/' + id.hash();
	}

	private static Reply no(No why) {
		return new Reply(why.response().toArray(), null);
	}

	/** Ends what is being signed; the file stays with its owner. */
	@Override
	public void close() {
		signing.shutdown();
		try {
			if (!signing.awaitTermination(10, TimeUnit.SECONDS)) {
				signing.shutdownNow();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		ready.close();
	}
}
