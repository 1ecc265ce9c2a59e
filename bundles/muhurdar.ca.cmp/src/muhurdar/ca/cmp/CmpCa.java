package muhurdar.ca.cmp;

import java.math.BigInteger;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.CertifiedKeyPair;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.ca.cmp.Journal.Step;
import muhurdar.ca.cmp.Transaction.Answer;
import muhurdar.ca.cmp.Transaction.Terms;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;

/**
 * A CA that is asked by CMP.
 *
 * <p>What CMP can promise of {@link CertificateAuthority}, and what not:
 * <ul>
 * <li>The transactionID is the request id, and the request is in the journal before it leaves. An answer that was lost is
 * asked for again with the same transactionID and body, but only of a CA that is known to keep its transactions (setting
 * {@code ca.cmp.keeps.transactions}): CMP itself does not say what a CA does with a request that comes twice, and one that
 * keeps nothing would issue a second certificate. Such a CA is never sent a request twice: whatever comes of the first one
 * stays UNAVAILABLE until somebody asks its operators. A request that surely reached nobody is simply sent.
 * <li>{@link #find}: what is in the journal is known; what was never sent from here is given up, so that it will not be
 * sent, if this is the only desk at its database. Another desk's requests are UNAVAILABLE, since they are in its journal.
 * <li>CMP cannot issue on hold. A certificate is put on hold by a request of its own as soon as it is confirmed; it is not
 * answered to anybody before that is granted, and for that moment it is valid.
 * <li>A change that was sent and not answered is sent again: the CA does nothing new. If it then says no, its CRL says
 * whether it is done.
 * <li>CMP cannot make a CA publish: it does so by its own rules.
 * </ul>
 * A certificate that does not fit its request (key, identity number, issuer) is not confirmed, or revoked if the CA asked
 * for no confirmation, and REFUSED.
 */
final class CmpCa implements CertificateAuthority {

	static final String ID = "cmp";
	private static final Logger LOG = LoggerFactory.getLogger(CmpCa.class);

	/** The message with which certificates are asked for; IR and CR carry dates, and want the right to say raVerified. */
	enum Request {
		IR(PKIBody.TYPE_INIT_REQ), CR(PKIBody.TYPE_CERT_REQ), P10CR(PKIBody.TYPE_P10_CERT_REQ);

		final int type;

		Request(int type) {
			this.type = type;
		}

		static Request of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

		static int answerTo(int type) {
			return type == PKIBody.TYPE_INIT_REQ ? PKIBody.TYPE_INIT_REP : PKIBody.TYPE_CERT_REP;
		}
	}

	/**
	 * What was agreed about this CA.
	 *
	 * @param chain issuing CA first, root last
	 * @param implicitConfirm asks the CA to do without certConf
	 * @param lonely no other desk's requests are looked for here
	 * @param crl where its CRL is fetched
	 */
	record Agreement(Terms terms, List<Bytes> chain, Request request, boolean implicitConfirm, boolean lonely,
			Supplier<Bytes> crl, URI crlLocation) {
	}

	private final Agreement agreement;
	private final Terms terms;
	private final Journal journal;
	private final CertificateInfo issuer;
	private final X500Name issuerName;
	private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
	private final Map<UUID, Instant> due = new ConcurrentHashMap<>();

	CmpCa(Agreement agreement) {
		this.agreement = agreement;
		terms = agreement.terms();
		journal = terms.journal();
		issuer = CertificateInfo.read(agreement.chain().getFirst());
		issuerName = Certificate.getInstance(issuer.der().toArray()).getSubject();
	}

	@Override
	public String id() {
		return ID;
	}

	/** By its name. */
	@Override
	public boolean test() {
		return issuerName.toString().contains("TEST");
	}

	@Override
	public Issued issue(IssueRequest request) {
		return alone(request.requestId(), () -> {
			Optional<Issued> done = done(request.requestId());
			if (done.isPresent()) {
				return done.get();
			}
			if (request.onHold()) {
				journal.write(request.requestId(), Step.HOLD, Bytes.of());
			}
			return issued(request.requestId(), Asked.certificate(request, agreement.request()), request.onHold());
		});
	}

	@Override
	public Optional<Issued> find(UUID requestId) {
		return alone(requestId, () -> {
			if (journal.refused(requestId).isPresent()) {
				return Optional.empty();
			}
			Optional<Issued> done = done(requestId);
			if (done.isPresent()) {
				return done;
			}
			Optional<CmpMessage> sent = Transaction.sent(journal, requestId);
			if (sent.isPresent()) {
				try {
					return Optional.of(
							issued(requestId, sent.get().message().getBody(), journal.read(requestId, Step.HOLD).isPresent()));
				} catch (CaFault e) {
					if (e.kind() == CaFault.Kind.REFUSED) {
						return Optional.empty();
					}
					throw e;
				}
			}
			if (!agreement.lonely()) {
				throw new CaFault(CaFault.Kind.UNAVAILABLE, "another desk may have sent request " + requestId);
			}
			journal.refused(requestId, "given up before it was sent");
			return Optional.empty();
		});
	}

	/** One call at a time may carry on a request; the other is told that nobody knows yet. */
	private <T> T alone(UUID id, Supplier<T> work) {
		if (!underWay.add(id)) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "the CA is being asked about request " + id + " right now");
		}
		try {
			return work.get();
		} finally {
			underWay.remove(id);
		}
	}

	private Optional<Issued> done(UUID id) {
		Optional<String> refused = journal.refused(id);
		if (refused.isPresent()) {
			throw new CaFault(CaFault.Kind.REFUSED, refused.get());
		}
		return journal.read(id, Step.DONE).map(der -> issued(id, CertificateInfo.read(der)));
	}

	private static Issued issued(UUID id, CertificateInfo certificate) {
		return new Issued(id, certificate.serialNumber(), certificate.notBefore(), certificate.notAfter(), certificate.der());
	}

	/** From the first message, or from wherever it was left, to the end. */
	private Issued issued(UUID id, PKIBody body, boolean onHold) {
		CertificateInfo certificate;
		Optional<String> misfit;
		try (Transaction transaction = new Transaction(terms, id, due)) {
			Answer answer = transaction.ask(body, agreement.implicitConfirm(), Request.answerTo(body.getType()));
			if (!answer.saying().granted()) {
				throw refused(id, answer.saying().toString());
			}
			certificate = certificate(answer);
			misfit = Asked.of(body).misfit(certificate, issuer);
			if (!implicitlyConfirmed(answer)) {
				confirm(transaction, answer, certificate, misfit);
			} else if (misfit.isPresent()) {
				changed(new StatusChange(Ids.derived("misfit", Ids.bytes(id)), certificate.serialNumber(),
						StatusChange.Kind.REVOKE, RevocationReason.SUPERSEDED));
			}
		}
		if (misfit.isPresent()) {
			LOG.error("request {}: certificate {} {}", id, certificate.serialNumber(), misfit.get());
			throw refused(id, "certificate " + certificate.serialNumber() + " " + misfit.get());
		}
		if (onHold) {
			hold(id, certificate.serialNumber());
		}
		journal.end(id, Step.DONE, certificate.der());
		return issued(id, certificate);
	}

	private static boolean implicitlyConfirmed(Answer answer) {
		try {
			return answer.message().implicitConfirm();
		} catch (CmpFault e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "it was granted, but nobody can say whether it has to be confirmed", e);
		}
	}

	private CaFault refused(UUID id, String why) {
		journal.refused(id, why);
		return new CaFault(CaFault.Kind.REFUSED, why);
	}

	private static CertificateInfo certificate(Answer answer) {
		try {
			return CmpMessage.reading("a certificate", () -> {
				CertResponse response = answer.saying().response();
				CertifiedKeyPair pair = response == null ? null : response.getCertifiedKeyPair();
				CMPCertificate certificate = pair == null ? null : pair.getCertOrEncCert().getCertificate();
				if (certificate == null || !certificate.isX509v3PKCert()
						|| certificate.getX509v3PKCert().getSerialNumber().getValue().signum() <= 0) {
					throw new CmpFault(PKIFailureInfo.badDataFormat, "an answer without a certificate that has a serial number");
				}
				return CertificateInfo.read(CmpMessage.der(certificate.getX509v3PKCert()));
			});
		} catch (CmpFault e) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "it was granted, but what was issued is unknown", e);
		}
	}

	/** A confirmation may be sent again: one that came before is known as such. */
	private static void confirm(Transaction transaction, Answer answer, CertificateInfo certificate,
			Optional<String> misfit) {
		PKIStatusInfo status = new PKIStatusInfo(misfit.isEmpty() ? PKIStatus.granted : PKIStatus.rejection);
		CertStatus confirmed = new CertStatus(hash(certificate), BigInteger.valueOf(answer.saying().certReqId()), status);
		PKIBody body = new PKIBody(PKIBody.TYPE_CERT_CONFIRM, CertConfirmContent.getInstance(new DERSequence(confirmed)));
		Saying saying = transaction.tell(body, answer.message(), PKIBody.TYPE_CONFIRM);
		if (!saying.granted() && !saying.failed(PKIFailureInfo.certConfirmed)) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "the CA does not take the confirmation of certificate "
					+ certificate.serialNumber() + ": " + saying);
		}
	}

	/** By the algorithm of its signature (RFC 9810 §5.3.18). */
	static byte[] hash(CertificateInfo certificate) {
		try {
			AlgorithmIdentifier signature = Certificate.getInstance(certificate.der().toArray()).getSignatureAlgorithm();
			AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
			if (digest == null) {
				throw new NoSuchAlgorithmException(signature.getAlgorithm().getId());
			}
			return MessageDigest.getInstance(digest.getAlgorithm().getId()).digest(certificate.der().toArray());
		} catch (NoSuchAlgorithmException | RuntimeException e) { // the parser throws whatever rubbish makes it throw
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "a certificate whose signature is of an unknown algorithm", e);
		}
	}

	/** Nobody gets a certificate that was wanted on hold and is not. */
	private void hold(UUID id, String serialNumber) {
		try {
			changed(new StatusChange(Ids.derived("hold", Ids.bytes(id)), serialNumber, StatusChange.Kind.HOLD, null));
		} catch (CaFault e) {
			LOG.error("request {}: certificate {} is issued and not on hold", id, serialNumber);
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "certificate " + serialNumber + " is issued and not on hold", e);
		}
	}

	@Override
	public void change(StatusChange change) {
		alone(change.requestId(), () -> {
			changed(change);
			return change;
		});
	}

	private void changed(StatusChange change) {
		UUID id = change.requestId();
		Optional<String> refused = journal.refused(id);
		if (refused.isPresent()) {
			throw new CaFault(CaFault.Kind.REFUSED, refused.get());
		}
		if (journal.read(id, Step.DONE).isPresent()) {
			return;
		}
		// a change that is asked for twice is made once, whatever the CA keeps
		Terms again = new Terms(terms.line(), terms.peer(), journal, true, terms.patience(), terms.pause());
		try (Transaction transaction = new Transaction(again, id, due)) {
			Answer answer = transaction.ask(Asked.change(change, issuerName), false, PKIBody.TYPE_REVOCATION_REP);
			if (!answer.saying().granted() && !madeBefore(change, answer)) {
				throw refused(id, answer.saying().toString());
			}
		}
		journal.end(id, Step.DONE, Bytes.of());
	}

	/** Whether the CA says no because it has done it: the same request came before, from here or from another desk. */
	private boolean madeBefore(StatusChange change, Answer answer) {
		if (!answer.again() && agreement.lonely()) {
			return false;
		}
		if (change.kind() == StatusChange.Kind.REVOKE && answer.saying().failed(PKIFailureInfo.certRevoked)) {
			return true;
		}
		Crl crl = Crl.read(crl());
		Instant sent = Transaction.sent(journal, change.requestId()).map(CmpMessage::time).orElse(Instant.MAX);
		if (!crl.signedBy(issuer) || crl.thisUpdate().isBefore(sent)) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "whether it is done will be seen in the next CRL: " + answer.saying());
		}
		Optional<Crl.Entry> entry = crl.entry(change.serialNumber());
		return switch (change.kind()) {
		case HOLD -> entry.filter(Crl.Entry::onHold).isPresent();
		case RELEASE -> entry.isEmpty();
		case REVOKE -> entry.filter(found -> !found.onHold()).isPresent();
		};
	}

	/** Does nothing: no CMP message asks for it, and a CA publishes by its own rules. */
	@Override
	public void publish() {
		LOG.debug("the CA publishes by itself");
	}

	@Override
	public URI crlLocation() {
		return agreement.crlLocation();
	}

	@Override
	public Bytes crl() {
		return agreement.crl().get();
	}

	@Override
	public List<Bytes> chain() {
		return agreement.chain();
	}
}
