package muhurdar.ca.cmp;

import java.util.Set;
import java.util.StringJoiner;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.RevRepContent;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What an answer says about the one thing that was asked (RFC 9810 §5.2.3).
 *
 * @param status a number of {@link PKIStatus}
 * @param failure bits of {@link PKIFailureInfo}
 * @param certReqId 0, or what the answer says
 * @param general an error message, which may be about the sender instead of the request
 * @param response null unless it is about a certificate
 */
record Saying(int status, int failure, String words, boolean general, int certReqId, @Nullable CertResponse response) {

	/** What the request itself has done wrong: the same one will always be refused. Everything else may pass. */
	private static final int FINAL = PKIFailureInfo.badRequest | PKIFailureInfo.badCertId | PKIFailureInfo.badDataFormat
			| PKIFailureInfo.incorrectData | PKIFailureInfo.badPOP | PKIFailureInfo.certRevoked | PKIFailureInfo.certConfirmed
			| PKIFailureInfo.unacceptedPolicy | PKIFailureInfo.unacceptedExtension | PKIFailureInfo.addInfoNotAvailable
			| PKIFailureInfo.badCertTemplate | PKIFailureInfo.duplicateCertReq;
	private static final Set<Integer> CERTIFICATE = Set.of(PKIBody.TYPE_INIT_REP, PKIBody.TYPE_CERT_REP,
			PKIBody.TYPE_KEY_UPDATE_REP);
	private static final int LONGEST_WORDS = 500;

	/** @throws CmpFault if it is of another type or cannot be read */
	static Saying of(CmpMessage answer, int expected) {
		return CmpMessage.reading("an answer", () -> {
			int type = answer.type();
			if (type == PKIBody.TYPE_ERROR) {
				return said(ErrorMsgContent.getInstance(answer.content()).getPKIStatusInfo(), true, -1, null);
			}
			if (type != expected) {
				throw new CmpFault(PKIFailureInfo.badRequest, "an answer of type " + type + " instead of " + expected);
			}
			if (CERTIFICATE.contains(type)) {
				CertResponse[] all = CertRepMessage.getInstance(answer.content()).getResponse();
				if (all.length != 1) {
					throw new CmpFault(PKIFailureInfo.badRequest, all.length + " responses to one request");
				}
				return said(all[0].getStatus(), false, all[0].getCertReqId().intValueExact(), all[0]);
			}
			if (type == PKIBody.TYPE_REVOCATION_REP) {
				PKIStatusInfo[] all = RevRepContent.getInstance(answer.content()).getStatus();
				if (all.length != 1) {
					throw new CmpFault(PKIFailureInfo.badRequest, all.length + " responses to one request");
				}
				return said(all[0], false, 0, null);
			}
			return new Saying(PKIStatus.GRANTED, 0, "", false, 0, null);
		});
	}

	private static Saying said(PKIStatusInfo info, boolean general, int certReqId, @Nullable CertResponse response) {
		ASN1BitString failure = info.getFailInfo();
		return new Saying(info.getStatus().intValueExact(), failure == null ? 0 : failure.intValue(),
				words(info.getStatusString()), general, certReqId, response);
	}

	private static String words(@Nullable PKIFreeText text) {
		StringJoiner words = new StringJoiner(" ");
		for (int i = 0; text != null && i < text.size(); i++) {
			words.add(text.getStringAtUTF8(i).getString());
		}
		String all = words.toString().replaceAll("\\p{Cntrl}", " ");
		return all.length() > LONGEST_WORDS ? all.substring(0, LONGEST_WORDS) : all;
	}

	boolean waiting() {
		return status == PKIStatus.WAITING;
	}

	/** Done; of a revocation also one that was there before or is announced. */
	boolean granted() {
		return status == PKIStatus.GRANTED || status == PKIStatus.GRANTED_WITH_MODS
				|| response == null && (status == PKIStatus.REVOCATION_WARNING || status == PKIStatus.REVOCATION_NOTIFICATION);
	}

	boolean failed(int bit) {
		return (failure & bit) != 0;
	}

	/** Whether the request can never be granted, as opposed to one that cannot be now, or not from us. */
	boolean refusedForGood() {
		int last = general ? FINAL & ~(PKIFailureInfo.badRequest | PKIFailureInfo.badDataFormat) : FINAL;
		return failure == 0 ? !general : (failure & ~last) == 0;
	}

	/** Its words and bits, for people. */
	@Override
	public String toString() {
		return words + " (PKIStatus " + status + ", PKIFailureInfo 0x" + Integer.toHexString(failure) + ")";
	}
}
