package muhurdar.ca.cmp;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertOrEncCert;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.CertifiedKeyPair;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIConfirmContent;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIHeaderBuilder;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.cmp.RevDetails;
import org.bouncycastle.asn1.cmp.RevRepContentBuilder;
import org.bouncycastle.asn1.cmp.RevReqContent;
import org.bouncycastle.asn1.crmf.CertId;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.CertificateAuthority.Issued;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Crl;

/**
 * Answers CMP for a {@link CertificateAuthority}: ir, cr, p10cr, kur, rr, certConf, pollReq. Thread-safe.
 *
 * <p>A requester's transactionID makes the CA's request id, by which the CA knows what it has done, also after a restart:
 * the same message again, replayed or sent because its answer was lost, gets the same certificate and changes nothing.
 *
 * <p>A certificate that has to be confirmed is issued on hold and released by certConf; one that nobody confirms stays on
 * hold, one that is rejected is revoked. While the CA is slow or away the answer is "waiting", and what was asked waits
 * here, in memory, to be polled.
 */
final class CmpServer {

	/**
	 * What was agreed with those who ask.
	 *
	 * @param shared null if no secret is shared
	 * @param ras the CAs of RAs
	 * @param patience how long the CA is waited for before a requester is told to wait
	 * @param years how long certificates are valid
	 */
	record Terms(CertificateAuthority ca, Protection ours, Protection.@Nullable Shared shared, Trust ras, Clock clock,
			Duration skew, Duration patience, int years) {
	}

	private static final int MOST_WAITING = 10_000;
	private static final int MOST_NONCES = 20_000;
	private static final int NONCE = 16;
	private static final int CHECK_AFTER = 2;
	private static final int LONGEST_WORDS = 300;
	private static final SecureRandom RANDOM = new SecureRandom();
	private static final Logger LOG = LoggerFactory.getLogger(CmpServer.class);

	/** A certificate that the CA is not done with. */
	private static final class Waiting {

		final Wish wish;
		final int type;
		final boolean implicit;
		CompletableFuture<Issued> answer;

		Waiting(Wish wish, CmpMessage message, CompletableFuture<Issued> answer) {
			this.wish = wish;
			type = message.type();
			implicit = message.implicitConfirm();
			this.answer = answer;
		}
	}

	/** A body, and whether implicitConfirm is granted with it. */
	private record Reply(PKIBody body, boolean implicit) {
		Reply(PKIBody body) {
			this(body, false);
		}
	}

	private final Terms terms;
	private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
	/** The nonces that were sent in transactions, the youngest of them. */
	private final Map<UUID, Set<Bytes>> nonces = new LinkedHashMap<>() {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.@Nullable Entry<UUID, Set<Bytes>> eldest) {
			return size() > MOST_NONCES;
		}
	};

	CmpServer(Terms terms) {
		this.terms = terms;
	}

	/**
	 * Answers one message.
	 *
	 * @throws CmpFault if it is not even a CMP message, or no answer to it can be addressed
	 */
	byte[] answer(byte[] der) {
		CmpMessage message = CmpMessage.read(der);
		Protection ours = terms.ours();
		UUID id = Ids.derived("stranger", message.transactionId());
		Reply reply;
		try {
			Requester requester = Requester.of(message, terms.shared(), terms.ras(), Trust.of(terms.ca().chain()),
					terms.clock().instant());
			Protection.Shared shared = terms.shared();
			ours = requester.kind() == Requester.Kind.SECRET && shared != null ? shared : ours;
			id = Ids.derived("cmp", requester.identity(), message.transactionId());
			reply = reply(message, requester, id);
		} catch (CmpFault e) {
			LOG.info("{}: {}", message, e.getMessage());
			reply = new Reply(error(e.failure(), e));
		} catch (CaFault e) {
			LOG.warn("{}: {}", message, e.getMessage());
			reply = new Reply(error(PKIFailureInfo.systemUnavail, e));
		}
		Protection protection = ours;
		UUID transaction = id;
		Reply said = reply;
		return CmpMessage.reading("an answer", () -> written(message, said, protection, transaction));
	}

	private Reply reply(CmpMessage message, Requester requester, UUID id) {
		message.checkTime(terms.clock().instant(), terms.skew());
		if (message.senderNonce().length() < NONCE) {
			throw new CmpFault(PKIFailureInfo.badSenderNonce, "a nonce of " + message.senderNonce().length() + " bytes");
		}
		checkNonce(message, id);
		return switch (message.type()) {
		case PKIBody.TYPE_INIT_REQ, PKIBody.TYPE_CERT_REQ, PKIBody.TYPE_P10_CERT_REQ -> enrolment(message, requester, id);
		case PKIBody.TYPE_KEY_UPDATE_REQ -> {
			mustBeInForce(requester);
			yield enrolment(message, requester, id);
		}
		case PKIBody.TYPE_CERT_CONFIRM -> new Reply(confirmed(message, id));
		case PKIBody.TYPE_POLL_REQ -> polled(id);
		case PKIBody.TYPE_REVOCATION_REQ -> new Reply(revocation(message, requester, id));
		default -> throw new CmpFault(PKIFailureInfo.badRequest, "messages of type " + message.type() + " are not served");
		};
	}

	/** Of a transaction from before a restart no nonce is known: then the request id alone keeps order. */
	private void checkNonce(CmpMessage message, UUID id) {
		synchronized (nonces) {
			Set<Bytes> sent = nonces.get(id);
			boolean first = message.recipNonce().length() == 0;
			boolean later = message.type() == PKIBody.TYPE_CERT_CONFIRM || message.type() == PKIBody.TYPE_POLL_REQ;
			if (later && first || !first && sent != null && !sent.contains(message.recipNonce())) {
				throw new CmpFault(PKIFailureInfo.badRecipientNonce, "a message that answers none of ours");
			}
		}
	}

	/** Who was revoked or is on hold cannot ask for a new certificate with the old one. */
	private void mustBeInForce(Requester requester) {
		var own = requester.own();
		if (own == null) {
			return;
		}
		terms.ca().publish();
		if (Crl.read(terms.ca().crl()).entry(CertificateInfo.serialText(own.getSerialNumber())).isPresent()) {
			throw new CmpFault(PKIFailureInfo.certRevoked, "the certificate that signs is revoked or on hold");
		}
	}

	private Reply enrolment(CmpMessage message, Requester requester, UUID id) {
		Wish wish = Wish.of(message, requester, id, terms.clock().instant(), terms.years());
		Waiting asked;
		synchronized (waiting) {
			Waiting known = waiting.get(id);
			if (known == null && waiting.size() >= MOST_WAITING) {
				throw new CmpFault(PKIFailureInfo.systemUnavail, "too many requests wait for the CA");
			}
			if (known != null && !known.wish.spki().equals(wish.spki())) {
				throw new CmpFault(PKIFailureInfo.transactionIdInUse, "another request has this transactionID");
			}
			asked = known == null ? new Waiting(wish, message, asking(wish)) : known;
			waiting.put(id, asked);
		}
		return settled(id, asked, false);
	}

	private Reply polled(UUID id) {
		Waiting asked;
		synchronized (waiting) {
			Waiting known = waiting.get(id);
			if (known == null) {
				throw new CmpFault(PKIFailureInfo.badRequest, "nothing waits in this transaction");
			}
			asked = known;
			if (asked.answer.isCompletedExceptionally()) {
				asked.answer = asking(asked.wish);
			}
		}
		return settled(id, asked, true);
	}

	/** The CA does nothing twice: a request that it did not answer is simply asked again. */
	private CompletableFuture<Issued> asking(Wish wish) {
		return CompletableFuture.supplyAsync(() -> terms.ca().issue(wish.request()),
				work -> Thread.ofVirtual().name("cmp issue").start(work));
	}

	private Reply settled(UUID id, Waiting asked, boolean polling) {
		try {
			Issued issued = asked.answer.get(terms.patience().toMillis(), TimeUnit.MILLISECONDS);
			forget(id);
			CertificateInfo certificate = CertificateInfo.read(issued.certificate());
			if (!asked.wish.fits(certificate)) {
				throw new CmpFault(PKIFailureInfo.transactionIdInUse, "another request has this transactionID");
			}
			return new Reply(granted(asked, certificate), asked.implicit);
		} catch (TimeoutException e) {
			LOG.debug("request {} waits", id);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CmpFault(PKIFailureInfo.systemUnavail, "stopped", e);
		} catch (ExecutionException | CompletionException e) {
			if (!(e.getCause() instanceof CaFault fault)) {
				forget(id);
				LOG.error("request {} could not be asked", id, e);
				throw new CmpFault(PKIFailureInfo.systemFailure, "a fault; the log knows more", e);
			}
			if (fault.kind() == CaFault.Kind.REFUSED) {
				forget(id);
				return new Reply(response(asked, new CertResponse(new ASN1Integer(asked.wish.certReqId()),
						no(PKIFailureInfo.badCertTemplate, fault))));
			}
			LOG.info("request {} waits: {}", id, fault.getMessage());
		}
		ASN1Integer certReqId = new ASN1Integer(asked.wish.certReqId());
		return polling ? new Reply(new PKIBody(PKIBody.TYPE_POLL_REP,
				new PollRepContent(certReqId, new ASN1Integer(CHECK_AFTER))))
				: new Reply(response(asked, new CertResponse(certReqId, new PKIStatusInfo(PKIStatus.waiting))));
	}

	private void forget(UUID id) {
		synchronized (waiting) {
			waiting.remove(id);
		}
	}

	private static PKIBody granted(Waiting asked, CertificateInfo certificate) {
		Certificate x509 = Certificate.getInstance(certificate.der().toArray());
		PKIStatus status = x509.getSubject().equals(asked.wish.subject()) ? PKIStatus.granted : PKIStatus.grantedWithMods;
		return response(asked, new CertResponse(new ASN1Integer(asked.wish.certReqId()), new PKIStatusInfo(status),
				new CertifiedKeyPair(new CertOrEncCert(new CMPCertificate(x509))), null));
	}

	private static PKIBody response(Waiting asked, CertResponse response) {
		int type = switch (asked.type) {
		case PKIBody.TYPE_INIT_REQ -> PKIBody.TYPE_INIT_REP;
		case PKIBody.TYPE_KEY_UPDATE_REQ -> PKIBody.TYPE_KEY_UPDATE_REP;
		default -> PKIBody.TYPE_CERT_REP;
		};
		return new PKIBody(type, new CertRepMessage(null, new CertResponse[] { response }));
	}

	/** An empty certConf rejects (RFC 9810 §5.3.18). */
	private PKIBody confirmed(CmpMessage message, UUID id) {
		CertStatus[] all = CmpMessage.reading("a certConf",
				() -> CertConfirmContent.getInstance(message.content()).toCertStatusArray());
		if (all.length > 1) {
			throw new CmpFault(PKIFailureInfo.badRequest, all.length + " confirmations of one certificate");
		}
		Issued issued = terms.ca().find(id)
				.orElseThrow(() -> new CmpFault(PKIFailureInfo.badCertId, "nothing was issued in this transaction"));
		boolean accepted = all.length == 1 && CmpMessage.reading("a certConf", () -> {
			if (!MessageDigest.isEqual(CmpCa.hash(CertificateInfo.read(issued.certificate())),
					all[0].getCertHash().getOctets())) {
				throw new CmpFault(PKIFailureInfo.badCertId, "the confirmation of another certificate");
			}
			PKIStatusInfo status = all[0].getStatusInfo();
			return status == null || status.getStatus().intValueExact() <= PKIStatus.GRANTED_WITH_MODS;
		});
		if (accepted) {
			release(id, issued.serialNumber());
		} else {
			terms.ca().change(new StatusChange(Ids.derived("rejected", Ids.bytes(id)), issued.serialNumber(),
					StatusChange.Kind.REVOKE, RevocationReason.CESSATION_OF_OPERATION));
		}
		return new PKIBody(PKIBody.TYPE_CONFIRM, new PKIConfirmContent());
	}

	/** What was revoked, or released, before its confirmation came, stays as it is. */
	private void release(UUID id, String serialNumber) {
		try {
			terms.ca().change(new StatusChange(Ids.derived("confirmed", Ids.bytes(id)), serialNumber,
					StatusChange.Kind.RELEASE, null));
		} catch (CaFault e) {
			if (e.kind() == CaFault.Kind.UNAVAILABLE) {
				throw e;
			}
			LOG.info("certificate {} was confirmed and is not on hold: {}", serialNumber, e.getMessage());
		}
	}

	private PKIBody revocation(CmpMessage message, Requester requester, UUID id) {
		X500Name issuer = Certificate.getInstance(terms.ca().chain().getFirst().toArray()).getSubject();
		StatusChange change = CmpMessage.reading("a revocation", () -> change(message, requester, id, issuer));
		PKIStatusInfo status;
		try {
			terms.ca().change(change);
			status = new PKIStatusInfo(PKIStatus.granted);
		} catch (CaFault e) {
			if (e.kind() == CaFault.Kind.UNAVAILABLE) {
				throw e;
			}
			status = no(whyNot(change), e);
		}
		return new PKIBody(PKIBody.TYPE_REVOCATION_REP, new RevRepContentBuilder().add(status,
				new CertId(new GeneralName(issuer), new BigInteger(change.serialNumber(), 16))).build());
	}

	private int whyNot(StatusChange change) {
		terms.ca().publish();
		Optional<Crl.Entry> entry = Crl.read(terms.ca().crl()).entry(change.serialNumber());
		if (entry.filter(found -> !found.onHold()).isPresent()) {
			return PKIFailureInfo.certRevoked;
		}
		return change.kind() == StatusChange.Kind.RELEASE ? PKIFailureInfo.badRequest : PKIFailureInfo.badCertId;
	}

	private static StatusChange change(CmpMessage message, Requester requester, UUID id, X500Name issuer) {
		RevDetails[] all = RevReqContent.getInstance(message.content()).toRevDetailsArray();
		if (all.length != 1) {
			throw new CmpFault(PKIFailureInfo.badRequest, all.length + " revocations in one message");
		}
		var template = all[0].getCertDetails();
		if (template.getSerialNumber() == null || !issuer.equals(template.getIssuer())) {
			throw new CmpFault(PKIFailureInfo.badCertId, "no certificate of this CA");
		}
		BigInteger serial = template.getSerialNumber().getPositiveValue();
		int reason = reason(all[0].getCrlEntryDetails());
		var own = requester.own();
		if (requester.kind() == Requester.Kind.HOLDER && (own == null || !own.getSerialNumber().equals(serial)
				|| reason == CRLReason.removeFromCRL)) {
			throw new CmpFault(PKIFailureInfo.notAuthorized, "a holder may hold and revoke the own certificate only");
		}
		String serialNumber = CertificateInfo.serialText(serial);
		return switch (reason) {
		case CRLReason.certificateHold -> new StatusChange(id, serialNumber, StatusChange.Kind.HOLD, null);
		case CRLReason.removeFromCRL -> new StatusChange(id, serialNumber, StatusChange.Kind.RELEASE, null);
		default -> new StatusChange(id, serialNumber, StatusChange.Kind.REVOKE, known(reason));
		};
	}

	private static int reason(@Nullable Extensions details) {
		Extension reason = details == null ? null : details.getExtension(Extension.reasonCode);
		return reason == null ? RevocationReason.UNSPECIFIED.code()
				: CRLReason.getInstance(reason.getParsedValue()).getValue().intValueExact();
	}

	private static RevocationReason known(int code) {
		for (RevocationReason each : RevocationReason.values()) {
			if (each.code() == code) {
				return each;
			}
		}
		throw new CmpFault(PKIFailureInfo.badRequest, "reason " + code + " is not for holders' certificates");
	}

	private static PKIBody error(int failure, RuntimeException why) {
		return new PKIBody(PKIBody.TYPE_ERROR, new ErrorMsgContent(no(failure, why)));
	}

	private static PKIStatusInfo no(int failure, RuntimeException why) {
		String words = String.valueOf(why.getMessage());
		return new PKIStatusInfo(PKIStatus.rejection,
				new PKIFreeText(words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words),
				new PKIFailureInfo(failure));
	}

	private byte[] written(CmpMessage message, Reply reply, Protection protection, UUID id) {
		byte[] nonce = new byte[NONCE];
		RANDOM.nextBytes(nonce);
		PKIHeaderBuilder header = new PKIHeaderBuilder(message.message().getHeader().getPvno().intValueExact(),
				new GeneralName(protection.sender()), message.message().getHeader().getSender());
		Instant now = terms.clock().instant();
		header.setMessageTime(new DERGeneralizedTime(Date.from(now))).setTransactionID(message.transactionId().toArray())
				.setSenderNonce(nonce);
		if (message.senderNonce().length() > 0) {
			header.setRecipNonce(message.senderNonce().toArray());
		}
		if (reply.implicit()) {
			header.setGeneralInfo(new InfoTypeAndValue(CMPObjectIdentifiers.it_implicitConfirm, DERNull.INSTANCE));
		}
		if (reply.body().getType() != PKIBody.TYPE_ERROR) {
			synchronized (nonces) {
				nonces.computeIfAbsent(id, key -> new HashSet<>()).add(Bytes.of(nonce));
			}
		}
		return CmpMessage.der(protection.protect(header, reply.body())).toArray();
	}

	/** How many requests wait for the CA. */
	int waiting() {
		synchronized (waiting) {
			return waiting.size();
		}
	}
}
