package muhurdar.ca.cmp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.crmf.AttributeTypeAndValue;
import org.bouncycastle.asn1.crmf.CertId;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertReqMsg;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.crmf.Controls;
import org.bouncycastle.asn1.crmf.OptionalValidity;
import org.bouncycastle.asn1.crmf.ProofOfPossession;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Time;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.domain.Bytes;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.PkiFault;
import muhurdar.pki.Signatures;
import muhurdar.pki.Subject;

/**
 * A certificate that a message wants, as the CA is asked for it.
 *
 * @param spki SubjectPublicKeyInfo, DER
 * @param certReqId to be repeated in answers
 */
record Wish(IssueRequest request, Bytes spki, X500Name subject, int certReqId) {

	/**
	 * @param years how long it is valid unless the message says so
	 * @throws CmpFault with what is wrong with it
	 */
	static Wish of(CmpMessage message, Requester requester, UUID requestId, Instant now, int years) {
		return CmpMessage.reading("a request for a certificate", () -> message.type() == PKIBody.TYPE_P10_CERT_REQ
				? pkcs10(message, requester, requestId, now, years)
				: crmf(message, requester, requestId, now, years));
	}

	private static Wish pkcs10(CmpMessage message, Requester requester, UUID requestId, Instant now, int years) {
		mayAsk(requester);
		var info = CertificationRequest.getInstance(message.content()).getCertificationRequestInfo();
		return wish(requestId, CmpMessage.der(message.content()), info.getSubject(),
				CmpMessage.der(info.getSubjectPublicKeyInfo()), new Dates(now, years, null), message, 0, false);
	}

	private static Wish crmf(CmpMessage message, Requester requester, UUID requestId, Instant now, int years) {
		CertReqMsg[] all = CertReqMessages.getInstance(message.content()).toCertReqMsgArray();
		if (all.length != 1) {
			throw new CmpFault(PKIFailureInfo.badRequest, all.length + " requests in one message");
		}
		CertTemplate template = all[0].getCertReq().getCertTemplate();
		X500Name subject = template.getSubject();
		if (message.type() == PKIBody.TYPE_KEY_UPDATE_REQ) {
			subject = renewed(requester, all[0].getCertReq().getControls(), subject);
		} else {
			mayAsk(requester);
		}
		if (subject == null || template.getPublicKey() == null) {
			throw new CmpFault(PKIFailureInfo.badCertTemplate, "a template without subject or key");
		}
		ProofOfPossession proof = all[0].getPop();
		boolean believed = proof != null && proof.getType() == ProofOfPossession.TYPE_RA_VERIFIED;
		if (proof == null || believed && requester.kind() != Requester.Kind.RA) {
			throw new CmpFault(PKIFailureInfo.badPOP, "no proof of possession");
		}
		return wish(requestId, CmpMessage.der(all[0]), subject, CmpMessage.der(template.getPublicKey()),
				new Dates(now, years, template.getValidity()), message, all[0].getCertReq().getCertReqId().intValueExact(),
				believed);
	}

	private static void mayAsk(Requester requester) {
		if (requester.kind() == Requester.Kind.HOLDER) {
			throw new CmpFault(PKIFailureInfo.notAuthorized, "a holder may renew the own certificate only");
		}
	}

	/** The subject of the certificate that signs: nobody renews another's. */
	private static X500Name renewed(Requester requester, @Nullable Controls controls, @Nullable X500Name subject) {
		var own = requester.own();
		if (own == null) {
			throw new CmpFault(PKIFailureInfo.notAuthorized, "a certificate is renewed by its holder");
		}
		for (AttributeTypeAndValue each : controls == null ? new AttributeTypeAndValue[0]
				: controls.toAttributeTypeAndValueArray()) {
			if (CMPObjectIdentifiers.regCtrl_oldCertID.equals(each.getType())) {
				CertId old = CertId.getInstance(each.getValue());
				if (!old.getSerialNumber().hasValue(own.getSerialNumber())) {
					throw new CmpFault(PKIFailureInfo.badCertId, "the certificate to be renewed is not the one that signs");
				}
			}
		}
		X500Name name = Trust.subject(own);
		if (subject != null && subject.getRDNs().length > 0 && !subject.equals(name)) {
			throw new CmpFault(PKIFailureInfo.badCertTemplate, "a renewal has the subject of the old certificate");
		}
		return name;
	}

	/** What the message says of dates, or the usual. */
	private record Dates(Instant now, int years, @Nullable OptionalValidity wanted) {

		Instant from() {
			OptionalValidity said = wanted;
			Time from = said == null ? null : said.getNotBefore();
			return from == null ? now.truncatedTo(ChronoUnit.SECONDS) : from.getDate().toInstant();
		}

		Instant to() {
			OptionalValidity said = wanted;
			Time to = said == null ? null : said.getNotAfter();
			return to == null ? from().atZone(ZoneOffset.UTC).plusYears(years).toInstant() : to.getDate().toInstant();
		}
	}

	private static Wish wish(UUID requestId, Bytes der, X500Name subject, Bytes spki, Dates dates, CmpMessage message,
			int certReqId, boolean believed) {
		try {
			Signatures.keyType(spki);
		} catch (PkiFault e) {
			throw new CmpFault(PKIFailureInfo.badCertTemplate, String.valueOf(e.getMessage()), e);
		}
		try {
			Csr.readFromRa(der);
		} catch (PkiFault e) {
			throw new CmpFault(PKIFailureInfo.badPOP, String.valueOf(e.getMessage()), e);
		}
		Subject person;
		try {
			person = new Subject(said(subject, BCStyle.GIVENNAME), said(subject, BCStyle.SURNAME),
					said(subject, BCStyle.SERIALNUMBER));
		} catch (IllegalArgumentException e) {
			throw new CmpFault(PKIFailureInfo.badCertTemplate, String.valueOf(e.getMessage()), e);
		}
		IssueRequest request = new IssueRequest(requestId, der, person.givenName(), person.surname(), person.identityNo(),
				dates.from(), dates.to(), !message.implicitConfirm());
		return new Wish(request, spki, subject, certReqId);
	}

	private static String said(X500Name name, ASN1ObjectIdentifier type) {
		String text = Asked.text(name, type);
		return text == null ? "" : text;
	}

	/** Whether it is what is wanted; another one belongs to an earlier message of the same transactionID. */
	boolean fits(CertificateInfo certificate) {
		return certificate.spki().equals(spki)
				&& certificate.identityNo().filter(request.identityNo()::equals).isPresent();
	}
}
