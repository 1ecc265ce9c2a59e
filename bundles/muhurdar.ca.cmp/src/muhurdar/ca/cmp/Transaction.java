package muhurdar.ca.cmp;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.cmp.PollReqContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;
import muhurdar.ca.cmp.Journal.Step;
import muhurdar.domain.Bytes;

/**
 * One transaction with a CA, which may be carried on by a later call or another process: all that was sent and answered
 * is in the journal first. The transactionID belongs to the request id, so a message that is sent again can be known as
 * such by a CA that keeps its transactions.
 */
final class Transaction implements AutoCloseable {

	/** What was agreed about a CA. @param resends it keeps its transactions: the same message again does nothing new */
	record Terms(Line line, Peer peer, Journal journal, boolean resends, Duration patience, Pause pause) {
	}

	/** Waits. */
	@FunctionalInterface
	interface Pause {
		void of(Duration time) throws InterruptedException;
	}

	/** @param again whether the request may have reached the CA before */
	record Answer(CmpMessage message, Saying saying, boolean again) {
	}

	/** With these the CA has surely done nothing. */
	private static final int UNTOUCHED = PKIFailureInfo.badRequest | PKIFailureInfo.badDataFormat | PKIFailureInfo.badAlg
			| PKIFailureInfo.badMessageCheck | PKIFailureInfo.badTime
			| PKIFailureInfo.wrongAuthority | PKIFailureInfo.missingTimeStamp | PKIFailureInfo.wrongIntegrity
			| PKIFailureInfo.timeNotAvailable | PKIFailureInfo.signerNotTrusted | PKIFailureInfo.unsupportedVersion
			| PKIFailureInfo.notAuthorized | PKIFailureInfo.systemUnavail;
	private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
	private static final int NONCE = 16;
	private static final SecureRandom RANDOM = new SecureRandom();
	private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

	private final Terms terms;
	private final UUID id;
	private final Bytes transactionId;
	/** When the CA wants to be asked again, of all transactions. */
	private final Map<UUID, Instant> due;
	private final Clock clock;
	private final Instant deadline;
	private final Line.Connection connection;

	Transaction(Terms terms, UUID id, Map<UUID, Instant> due) {
		this.terms = terms;
		this.id = id;
		this.due = due;
		transactionId = Ids.bytes(id);
		clock = terms.peer().clock();
		deadline = clock.instant().plus(terms.patience());
		connection = terms.line().connect();
	}

	/** What was sent for this request before, if anything. */
	static Optional<CmpMessage> sent(Journal journal, UUID id) {
		return journal.read(id, Step.SENT).map(message -> CmpMessage.read(message.toArray()));
	}

	/**
	 * Asks, or asks again, or takes the answer that is there already; polls while the CA is not done.
	 *
	 * @param body of a first message; of one that was sent before, the same body goes again
	 * @throws CaFault UNAVAILABLE without an answer that ends it
	 */
	Answer ask(PKIBody body, boolean implicitConfirm, int expected) {
		Optional<CmpMessage> before = sent(terms.journal(), id);
		Optional<Bytes> answered = terms.journal().read(id, Step.ANSWERED);
		if (answered.isPresent()) {
			return settled(CmpMessage.read(answered.get().toArray()), expected, true);
		}
		CmpMessage request = before.isPresent() ? again(before.get(), implicitConfirm)
				: message(body, fresh(), Bytes.of(), implicitConfirm);
		if (before.isEmpty()) {
			terms.journal().write(id, Step.SENT, CmpMessage.der(request.message()));
		}
		CmpMessage answer;
		try {
			answer = exchange(request);
		} catch (Line.NotSent e) {
			if (before.isEmpty()) {
				terms.journal().forget(id, Step.SENT);
			}
			throw unavailable("nobody can be reached", e);
		}
		terms.journal().write(id, Step.ANSWERED, CmpMessage.der(answer.message()));
		return settled(answer, expected, before.isPresent());
	}

	/** The time is new, since a CA may look at it; transaction, nonce and body are those of the first. */
	private CmpMessage again(CmpMessage before, boolean implicitConfirm) {
		if (!terms.resends()) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "request " + id + " was sent and not answered; this CA is not known to"
					+ " keep transactions, so it is not asked again: ask its operators about transaction "
					+ transactionId.toHex());
		}
		LOG.info("request {} is sent again", id);
		return message(before.message().getBody(), before.senderNonce(), Bytes.of(), implicitConfirm);
	}

	private Answer settled(CmpMessage first, int expected, boolean again) {
		CmpMessage answer = first;
		boolean polled = again;
		while (answer.type() == PKIBody.TYPE_POLL_REP || said(answer, expected).waiting()) {
			answer = poll(answer, expected);
			terms.journal().write(id, Step.ANSWERED, CmpMessage.der(answer.message()));
			polled = true;
		}
		due.remove(id);
		Saying saying = said(answer, expected);
		// a change may be asked for again, and who refuses it as a second one has had the first
		boolean known = expected == PKIBody.TYPE_REVOCATION_REP && saying.failed(PKIFailureInfo.transactionIdInUse);
		if (!saying.granted() && !saying.refusedForGood() && !known) {
			terms.journal().forget(id, Step.ANSWERED);
			if (!polled && saying.failure() != 0 && (saying.failure() & ~UNTOUCHED) == 0) {
				terms.journal().forget(id, Step.SENT);
			}
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "the CA cannot do it now, or not for us: " + saying);
		}
		return new Answer(answer, saying, again || known);
	}

	/** An answer that cannot be read is as good as none. */
	private Saying said(CmpMessage answer, int expected) {
		try {
			return Saying.of(answer, expected);
		} catch (CmpFault e) {
			terms.journal().forget(id, Step.ANSWERED);
			throw unavailable("an answer that cannot be understood", e);
		}
	}

	private CmpMessage poll(CmpMessage last, int expected) {
		int certReqId = last.type() == PKIBody.TYPE_POLL_REP ? polled(last) : said(last, expected).certReqId();
		awaitDue();
		CmpMessage request = message(new PKIBody(PKIBody.TYPE_POLL_REQ, new PollReqContent(new ASN1Integer(certReqId))),
				fresh(), last.senderNonce(), false);
		try {
			CmpMessage answer = exchange(request);
			if (answer.type() == PKIBody.TYPE_POLL_REP) {
				due.put(id, clock.instant().plus(checkAfter(answer)));
			}
			return answer;
		} catch (Line.NotSent e) {
			throw unavailable("nobody can be reached", e);
		}
	}

	private void awaitDue() {
		Instant next = due.getOrDefault(id, Instant.MIN);
		if (next.isAfter(deadline)) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "the CA is still at work and wants to be asked again at " + next);
		}
		try {
			for (Instant now = clock.instant(); now.isBefore(next); now = clock.instant()) {
				terms.pause().of(Duration.between(now, next));
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw unavailable("interrupted", e);
		}
	}

	private static int polled(CmpMessage answer) {
		return CmpMessage.reading("a pollRep",
				() -> PollRepContent.getInstance(answer.content()).getCertReqId(0).intValueExact());
	}

	private Duration checkAfter(CmpMessage answer) {
		try {
			return CmpMessage.reading("a pollRep", () -> {
				PollRepContent content = PollRepContent.getInstance(answer.content());
				Duration after = Duration.ofSeconds(content.getCheckAfter(0).intValueExact());
				content.getCertReqId(0).intValueExact();
				if (content.size() != 1 || after.compareTo(Duration.ofSeconds(1)) < 0 || after.compareTo(LONGEST_PAUSE) > 0) {
					throw new CmpFault(PKIFailureInfo.badDataFormat, "a pause of " + after);
				}
				return after;
			});
		} catch (CmpFault e) {
			throw unavailable("an answer that cannot be understood", e);
		}
	}

	/** A later message of this transaction, of which the answer alone counts (certConf). */
	Saying tell(PKIBody body, CmpMessage answered, int expected) {
		try {
			return said(exchange(message(body, fresh(), answered.senderNonce(), false)), expected);
		} catch (Line.NotSent e) {
			throw unavailable("nobody can be reached", e);
		}
	}

	private CmpMessage message(PKIBody body, Bytes nonce, Bytes recipNonce, boolean implicitConfirm) {
		return CmpMessage.read(CmpMessage
				.der(terms.peer().request(body, transactionId, nonce, recipNonce, implicitConfirm)).toArray());
	}

	private CmpMessage exchange(CmpMessage request) throws Line.NotSent {
		try {
			Duration left = Duration.between(clock.instant(), deadline);
			byte[] answer = connection.exchange(CmpMessage.der(request.message()).toArray(),
					left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left);
			return terms.peer().answer(answer, request);
		} catch (Line.NotSent e) {
			throw e;
		} catch (IOException e) {
			throw unavailable("no answer", e);
		} catch (CmpFault e) {
			throw unavailable("an answer that is not believed", e);
		}
	}

	private CaFault unavailable(String what, Exception cause) {
		return new CaFault(CaFault.Kind.UNAVAILABLE, what + ", request " + id + ": " + cause.getMessage(), cause);
	}

	private static Bytes fresh() {
		byte[] nonce = new byte[NONCE];
		RANDOM.nextBytes(nonce);
		return Bytes.of(nonce);
	}

	@Override
	public void close() {
		connection.close();
	}
}
