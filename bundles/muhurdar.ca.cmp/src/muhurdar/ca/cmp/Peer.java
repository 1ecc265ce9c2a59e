package muhurdar.ca.cmp;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIHeader;
import org.bouncycastle.asn1.cmp.PKIHeaderBuilder;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;

import muhurdar.domain.Bytes;

/**
 * The CA as it is known here, and how we are known to it: writes requests and decides which answers are believed.
 * Thread-safe.
 *
 * @param recipient its name in requests
 * @param skew how far its clock may be from ours
 */
record Peer(Protection ours, X500Name recipient, Trust trust, Clock clock, Duration skew) {

	/** @param recipNonce of the message that this one answers; empty in a first one */
	PKIMessage request(PKIBody body, Bytes transactionId, Bytes senderNonce, Bytes recipNonce, boolean implicitConfirm) {
		PKIHeaderBuilder header = new PKIHeaderBuilder(PKIHeader.CMP_2000, new GeneralName(ours.sender()),
				new GeneralName(recipient));
		header.setMessageTime(now()).setTransactionID(transactionId.toArray()).setSenderNonce(senderNonce.toArray());
		if (recipNonce.length() > 0) {
			header.setRecipNonce(recipNonce.toArray());
		}
		if (implicitConfirm) {
			header.setGeneralInfo(new InfoTypeAndValue(CMPObjectIdentifiers.it_implicitConfirm, DERNull.INSTANCE));
		}
		return ours.protect(header, body);
	}

	private ASN1GeneralizedTime now() {
		return new DERGeneralizedTime(Date.from(clock.instant()));
	}

	/**
	 * Reads an answer and believes it: of this transaction, to this message, of now, protected by somebody we trust.
	 *
	 * @throws CmpFault if not
	 */
	CmpMessage answer(byte[] der, CmpMessage request) {
		CmpMessage answer = CmpMessage.read(der);
		if (!answer.transactionId().equals(request.transactionId())) {
			throw new CmpFault(PKIFailureInfo.badRequest, "an answer of another transaction");
		}
		if (!answer.recipNonce().equals(request.senderNonce())) {
			throw new CmpFault(PKIFailureInfo.badRecipientNonce, "an answer to another message");
		}
		if (answer.senderNonce().length() == 0) {
			throw new CmpFault(PKIFailureInfo.badSenderNonce, "an answer without nonce");
		}
		answer.checkTime(clock.instant(), skew);
		checkProtection(answer);
		return answer;
	}

	private void checkProtection(CmpMessage answer) {
		AlgorithmIdentifier algorithm = answer.protectionAlgorithm()
				.orElseThrow(() -> new CmpFault(PKIFailureInfo.badMessageCheck, "an answer without protection"));
		if (!Pbm.is(algorithm)) {
			checkSigner(answer);
		} else if (ours instanceof Protection.Shared shared) {
			synchronized (shared.secret()) {
				Pbm.verify(answer, algorithm, shared.secret());
			}
		} else {
			throw new CmpFault(PKIFailureInfo.wrongIntegrity, "a MAC, and we share no secret");
		}
	}

	/**
	 * A holder's certificate has the same root: only who is named in the trust itself may speak for the CA, or who is
	 * marked as doing so.
	 */
	private void checkSigner(CmpMessage answer) {
		X509Certificate signer = trust.signer(answer);
		if (!trust.holds(signer, answer.extraCerts(), clock.instant())) {
			throw new CmpFault(PKIFailureInfo.signerNotTrusted, "an answer signed by somebody who is not trusted");
		}
		if (!trust.contains(signer) && !Trust.purpose(signer, Trust.CMC_CA) && !Trust.purpose(signer, Trust.CMC_RA)) {
			throw new CmpFault(PKIFailureInfo.signerNotTrusted, "an answer signed by somebody who does not speak for the CA");
		}
	}
}
