package muhurdar.ca.cmp;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.RevDetails;
import org.bouncycastle.asn1.cmp.RevReqContent;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertReqMsg;
import org.bouncycastle.asn1.crmf.CertRequest;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.crmf.CertTemplateBuilder;
import org.bouncycastle.asn1.crmf.OptionalValidity;
import org.bouncycastle.asn1.crmf.ProofOfPossession;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CertificateAuthority.IssueRequest;
import muhurdar.api.spi.CertificateAuthority.StatusChange;
import muhurdar.domain.Bytes;
import muhurdar.domain.RevocationReason;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.Csr;
import muhurdar.pki.PkiFault;
import muhurdar.pki.Subject;

/** What a body asks for, and the bodies that ask (RFC 9810 §5.3). @param spki SubjectPublicKeyInfo, DER */
record Asked(Bytes spki, X500Name subject) {

	private static final int HOLD = 6;
	private static final int RELEASE = 8;

	/** @throws CaFault REFUSED if the CSR proves nothing, or the person cannot stand in a certificate */
	static PKIBody certificate(IssueRequest request, CmpCa.Request kind) {
		Csr csr;
		X500Name subject;
		try {
			csr = Csr.read(request.csr());
			subject = X500Name.getInstance(
					new Subject(request.givenName(), request.surname(), request.identityNo()).encoded().toArray());
		} catch (PkiFault | IllegalArgumentException e) {
			throw new CaFault(CaFault.Kind.REFUSED, String.valueOf(e.getMessage()), e);
		}
		if (kind == CmpCa.Request.P10CR) {
			return new PKIBody(kind.type, CertificationRequest.getInstance(csr.der().toArray()));
		}
		CertTemplate template = new CertTemplateBuilder().setSubject(subject)
				.setPublicKey(SubjectPublicKeyInfo.getInstance(csr.spki().toArray()))
				.setValidity(new OptionalValidity(time(request.notBefore()), time(request.notAfter()))).build();
		// the possession that the CSR proves has just been verified
		return new PKIBody(kind.type, new CertReqMessages(
				new CertReqMsg(new CertRequest(0, template, null), new ProofOfPossession(), null)));
	}

	private static Time time(Instant at) {
		return new Time(Date.from(at));
	}

	static PKIBody change(StatusChange change, X500Name issuer) {
		CertTemplate template = new CertTemplateBuilder().setIssuer(issuer)
				.setSerialNumber(new ASN1Integer(new BigInteger(change.serialNumber(), 16))).build();
		RevocationReason reason = change.reason();
		int code = switch (change.kind()) {
		case HOLD -> HOLD;
		case RELEASE -> RELEASE;
		case REVOKE -> reason == null ? RevocationReason.UNSPECIFIED.code() : reason.code();
		};
		try {
			return new PKIBody(PKIBody.TYPE_REVOCATION_REQ, new RevReqContent(new RevDetails(template,
					new Extensions(new Extension(Extension.reasonCode, false, CRLReason.lookup(code).getEncoded())))));
		} catch (IOException e) {
			throw new PkiFault("a revocation that cannot be encoded", e);
		}
	}

	/** Of one of our own, as {@link #certificate} made it. */
	static Asked of(PKIBody body) {
		if (body.getType() == PKIBody.TYPE_P10_CERT_REQ) {
			var info = CertificationRequest.getInstance(body.getContent()).getCertificationRequestInfo();
			return new Asked(CmpMessage.der(info.getSubjectPublicKeyInfo()), info.getSubject());
		}
		CertTemplate template = CertReqMessages.getInstance(body.getContent()).toCertReqMsgArray()[0].getCertReq()
				.getCertTemplate();
		return new Asked(CmpMessage.der(template.getPublicKey()), template.getSubject());
	}

	/** How this certificate differs from what was asked for in something that cannot be accepted, empty if it fits. */
	Optional<String> misfit(CertificateInfo certificate, CertificateInfo issuer) {
		try {
			if (!certificate.spki().equals(spki)) {
				return Optional.of("has another key");
			}
			if (!certificate.identityNo().equals(Optional.ofNullable(text(subject, BCStyle.SERIALNUMBER)))) {
				return Optional.of("is another person's");
			}
			return certificate.signedBy(issuer) ? Optional.empty() : Optional.of("is not of the CA");
		} catch (RuntimeException e) { // the parser throws whatever rubbish makes it throw
			return Optional.of("cannot be verified: " + e.getMessage());
		}
	}

	static @Nullable String text(X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
		RDN[] found = name.getRDNs(type);
		return found.length == 0 ? null : IETFUtils.valueToString(found[0].getFirst().getValue());
	}
}
