package muhurdar.ca.cmp;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertOrEncCert;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertifiedKeyPair;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIConfirmContent;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIHeaderBuilder;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.cmp.RevRepContentBuilder;
import org.bouncycastle.asn1.cmp.RevReqContent;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;

/** A CA that issues, and can be told to answer wrongly, late, or not at all. What it has done can be counted. */
final class FakeCa implements Line, Line.Connection {

	enum Mood {
		/** Nobody listens. */
		AWAY,
		/** Does it; the answer is lost. */
		LOSES_ANSWER, FORGETS_TRANSACTIONS, TRANSACTION_IN_USE, GRANTS_IMPLICIT, ANOTHER_KEY, ANOTHER_PERSON,
		WRONG_TRANSACTION, WRONG_NONCE, NO_NONCE, REPLAYS, LATE_CLOCK, UNPROTECTED, OTHER_SIGNER, HOLDER_SIGNS, WAITS, RUBBISH,
		WRONG_TYPE, CONFIRMED_BEFORE, REFUSES_CONFIRMATION
	}

	final Made.Identity self = Made.root("CN=Fake CA TEST,C=TR");
	final Map<Bytes, PKIBody> transactions = new HashMap<>();
	final List<Certificate> issued = new ArrayList<>();
	/** CRLReason by serial number. */
	final Map<BigInteger, Integer> status = new LinkedHashMap<>();
	final List<PKIStatusInfo> confirmations = new ArrayList<>();
	final List<Integer> asked = new ArrayList<>();
	final Set<Mood> moods = EnumSet.noneOf(Mood.class);
	int failure;
	int polls;
	int checkAfter = 60;
	Protection protection = self.protection();
	private final Clock clock;
	private final Made.Identity stranger = Made.root("CN=Fake CA TEST,C=TR");
	private byte[] last = {};

	FakeCa(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Connection connect() {
		return this;
	}

	@Override
	public void close() {
		// nothing was opened
	}

	@Override
	public byte[] exchange(byte[] message, Duration patience) throws IOException {
		if (moods.contains(Mood.AWAY)) {
			throw new NotSent(new IOException("as planned"));
		}
		if (moods.contains(Mood.RUBBISH)) {
			return new byte[] { 0x30, 3, 2, 1 };
		}
		CmpMessage request = CmpMessage.read(message);
		asked.add(request.type());
		PKIBody body = obeyed(request);
		byte[] before = last;
		last = CmpMessage.der(answer(request, body)).toArray();
		if (moods.contains(Mood.LOSES_ANSWER)) {
			throw new IOException("lost, as planned");
		}
		return moods.contains(Mood.REPLAYS) ? before : last;
	}

	private PKIBody obeyed(CmpMessage request) {
		if (failure != 0) {
			return error(failure);
		}
		int type = request.type();
		if (type == PKIBody.TYPE_CERT_CONFIRM) {
			confirmations.add(CertConfirmContent.getInstance(request.content()).toCertStatusArray()[0].getStatusInfo());
			return moods.contains(Mood.CONFIRMED_BEFORE) ? error(PKIFailureInfo.certConfirmed)
					: moods.contains(Mood.REFUSES_CONFIRMATION) ? error(PKIFailureInfo.badCertId)
							: new PKIBody(PKIBody.TYPE_CONFIRM, new PKIConfirmContent());
		}
		if (type == PKIBody.TYPE_POLL_REQ) {
			return --polls > 0 ? new PKIBody(PKIBody.TYPE_POLL_REP,
					new PollRepContent(new ASN1Integer(0), new ASN1Integer(checkAfter)))
					: transactions.get(request.transactionId());
		}
		PKIBody known = transactions.get(request.transactionId());
		if (known != null && moods.contains(Mood.TRANSACTION_IN_USE)) {
			return error(PKIFailureInfo.transactionIdInUse);
		}
		if (known == null || moods.contains(Mood.FORGETS_TRANSACTIONS)) {
			known = type == PKIBody.TYPE_REVOCATION_REQ ? revoked(request) : certified(request);
			transactions.put(request.transactionId(), known);
		}
		if (moods.contains(Mood.WAITS) && type != PKIBody.TYPE_REVOCATION_REQ) {
			return certificates(new CertResponse(new ASN1Integer(0), new PKIStatusInfo(PKIStatus.waiting)), type);
		}
		return moods.contains(Mood.WRONG_TYPE) ? new PKIBody(PKIBody.TYPE_KEY_UPDATE_REP, known.getContent()) : known;
	}

	private static PKIBody error(int failure) {
		return new PKIBody(PKIBody.TYPE_ERROR, new ErrorMsgContent(
				new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText("as planned"), new PKIFailureInfo(failure))));
	}

	private PKIBody certified(CmpMessage request) {
		Asked asked = Asked.of(request.message().getBody());
		X500Name subject = moods.contains(Mood.ANOTHER_PERSON) ? new X500Name("2.5.4.5=10000000214,CN=X") : asked.subject();
		SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(
				moods.contains(Mood.ANOTHER_KEY) ? Made.pair().getPublic().getEncoded() : asked.spki().toArray());
		Certificate certificate = Certificate
				.getInstance(Made.certificate(subject, key, self.name(), self.pair(), false, "").toArray());
		issued.add(certificate);
		return certificates(new CertResponse(new ASN1Integer(0), new PKIStatusInfo(PKIStatus.granted),
				new CertifiedKeyPair(new CertOrEncCert(new CMPCertificate(certificate))), null), request.type());
	}

	private static PKIBody certificates(CertResponse response, int asked) {
		return new PKIBody(CmpCa.Request.answerTo(asked), new CertRepMessage(null, new CertResponse[] { response }));
	}

	private PKIBody revoked(CmpMessage request) {
		var details = RevReqContent.getInstance(request.content()).toRevDetailsArray()[0];
		BigInteger serial = details.getCertDetails().getSerialNumber().getValue();
		int reason = CRLReason.getInstance(details.getCrlEntryDetails().getExtension(Extension.reasonCode).getParsedValue())
				.getValue().intValueExact();
		@Nullable Integer before = status.get(serial);
		if (before != null && before != 6) {
			return revocation(new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText("revoked already"),
					new PKIFailureInfo(PKIFailureInfo.certRevoked)));
		}
		if (reason == 8 && before == null) {
			return revocation(new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText("not on hold"),
					new PKIFailureInfo(PKIFailureInfo.badRequest)));
		}
		if (reason == 8) {
			status.remove(serial);
		} else {
			status.put(serial, reason);
		}
		return revocation(new PKIStatusInfo(PKIStatus.granted));
	}

	private static PKIBody revocation(PKIStatusInfo info) {
		return new PKIBody(PKIBody.TYPE_REVOCATION_REP, new RevRepContentBuilder().add(info).build());
	}

	private PKIMessage answer(CmpMessage request, PKIBody body) {
		PKIHeaderBuilder header = new PKIHeaderBuilder(2, new GeneralName(signer().sender()),
				request.message().getHeader().getSender());
		header.setTransactionID(moods.contains(Mood.WRONG_TRANSACTION) ? new byte[16] : request.transactionId().toArray());
		header.setRecipNonce(moods.contains(Mood.WRONG_NONCE) ? new byte[16] : request.senderNonce().toArray());
		if (!moods.contains(Mood.NO_NONCE)) {
			header.setSenderNonce(ByteBuffer.allocate(16).putLong(System.nanoTime()).array());
		}
		header.setMessageTime(new DERGeneralizedTime(Date.from(
				clock.instant().minus(moods.contains(Mood.LATE_CLOCK) ? Duration.ofHours(1) : Duration.ZERO))));
		if (moods.contains(Mood.GRANTS_IMPLICIT) && request.implicitConfirm()) {
			header.setGeneralInfo(
					new InfoTypeAndValue(CMPObjectIdentifiers.it_implicitConfirm, (ASN1Encodable) DERNull.INSTANCE));
		}
		return moods.contains(Mood.UNPROTECTED) ? new PKIMessage(header.build(), body) : signer().protect(header, body);
	}

	private Protection signer() {
		return moods.contains(Mood.OTHER_SIGNER) ? stranger.protection()
				: moods.contains(Mood.HOLDER_SIGNS) ? Made.under(self, "CN=Holder", "").protection() : protection;
	}
}
