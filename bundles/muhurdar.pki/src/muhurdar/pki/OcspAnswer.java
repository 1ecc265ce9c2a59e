package muhurdar.pki;

import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;

import muhurdar.domain.Bytes;
import muhurdar.pki.OcspRequest.CertId;

/**
 * What a responder said of one certificate, believed (RFC 6960 §3.2): {@link #read} makes none of anything else.
 *
 * @param der the whole signed response
 * @param thisUpdate when the status was known to be so
 * @param nextUpdate until when it may be believed, the far future if the response does not say
 * @param responder whose signature it bears
 */
public record OcspAnswer(Bytes der, OcspStatus status, Instant thisUpdate, Instant nextUpdate, Instant producedAt,
		CertificateInfo responder) {

	/** How far two clocks may be apart: what {@code openssl ocsp} allows by default (its -validity_period, 300 s). */
	public static final Duration SKEW = Duration.ofMinutes(5);

	/**
	 * Reads the response to a question about one certificate, DER. It must be about that certificate and no other, be
	 * signed by the issuer, or by one whom the issuer has authorised for it (id-kp-OCSPSigning with ocsp-nocheck, in
	 * force now), be timely, and repeat the nonce; so one that was recorded earlier is refused.
	 *
	 * @param nonce that was sent; without one an answer may be as old as its nextUpdate allows
	 * @throws PkiFault if it is refused, with the reason
	 */
	public static OcspAnswer read(Bytes der, CertificateInfo issuer, CertId asked, Optional<Bytes> nonce, Instant now) {
		try {
			OCSPResponse response = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
			int status = response.getResponseStatus().getIntValue();
			ResponseBytes bytes = response.getResponseBytes();
			if (status != 0 || bytes == null) {
				throw new PkiFault("OCSP responder gives no answer: " + no(status));
			}
			if (!OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(bytes.getResponseType())) {
				throw new PkiFault("OCSP response of type " + bytes.getResponseType());
			}
			BasicOCSPResponse basic = BasicOCSPResponse.getInstance(bytes.getResponse().getOctets());
			CertificateInfo responder = responder(basic, issuer, now);
			ResponseData data = basic.getTbsResponseData();
			if (nonce.isPresent() && !nonce.equals(OcspRequest.nonce(data.getResponseExtensions()))) {
				throw new PkiFault("OCSP response without our nonce: an old one, or somebody else's");
			}
			return timely(answer(der, single(data.getResponses(), asked), time(data.getProducedAt()), responder), now);
		} catch (PkiFault e) {
			throw e;
		} catch (IOException | ParseException | OperatorCreationException | RuntimeException e) {
			// the parser throws whatever rubbish makes it throw
			throw new PkiFault("OCSP response cannot be read", e);
		}
	}

	private static String no(int status) {
		return switch (status) {
		case 1 -> "malformedRequest";
		case 2 -> "internalError";
		case 3 -> "tryLater";
		case 5 -> "sigRequired";
		case 6 -> "unauthorized";
		default -> "status " + status;
		};
	}

	private static SingleResponse single(ASN1Sequence all, CertId asked) {
		if (all.size() != 1) {
			throw new PkiFault("OCSP response about " + all.size() + " certificates");
		}
		SingleResponse single = SingleResponse.getInstance(all.getObjectAt(0));
		if (!CertId.read(single.getCertID()).equals(asked)) {
			throw new PkiFault("OCSP response about another certificate");
		}
		return single;
	}

	private static OcspAnswer answer(Bytes der, SingleResponse single, Instant producedAt, CertificateInfo responder)
			throws ParseException {
		ASN1GeneralizedTime next = single.getNextUpdate();
		return new OcspAnswer(der, status(single.getCertStatus()), time(single.getThisUpdate()),
				next == null ? Instant.MAX : time(next), producedAt, responder);
	}

	private static OcspStatus status(CertStatus status) throws ParseException {
		return switch (status.getTagNo()) {
		case 0 -> OcspStatus.GOOD;
		case 1 -> {
			RevokedInfo info = RevokedInfo.getInstance(status.getStatus());
			var reason = info.getRevocationReason();
			yield OcspStatus.revoked(time(info.getRevocationTime()),
					reason == null ? 0 : reason.getValue().intValueExact());
		}
		default -> OcspStatus.UNKNOWN;
		};
	}

	private static OcspAnswer timely(OcspAnswer answer, Instant now) {
		if (answer.thisUpdate.isAfter(now.plus(SKEW)) || answer.producedAt.isAfter(now.plus(SKEW))) {
			throw new PkiFault("OCSP response from the future: " + answer.thisUpdate);
		}
		if (answer.nextUpdate.isBefore(now.minus(SKEW)) || answer.nextUpdate.isBefore(answer.thisUpdate)) {
			throw new PkiFault("OCSP response was over at " + answer.nextUpdate);
		}
		return answer;
	}

	private static CertificateInfo responder(BasicOCSPResponse basic, CertificateInfo issuer, Instant now)
			throws IOException, OperatorCreationException {
		ResponderID name = basic.getTbsResponseData().getResponderID();
		if (isNamed(name, issuer) && signed(basic, issuer)) {
			return issuer;
		}
		ASN1Sequence certificates = basic.getCerts();
		if (certificates != null) {
			for (ASN1Encodable each : certificates) {
				CertificateInfo responder = CertificateInfo.read(Bytes.of(each.toASN1Primitive().getEncoded("DER")));
				if (isNamed(name, responder)) {
					if (!authorised(responder, issuer, now)) {
						throw new PkiFault("OCSP response by somebody whom the issuer has not authorised for it");
					}
					if (!signed(basic, responder)) {
						throw new PkiFault("OCSP response with a wrong signature");
					}
					return responder;
				}
			}
		}
		throw new PkiFault("OCSP response not signed by the issuer, nor by a responder that it names");
	}

	private static boolean isNamed(ResponderID name, CertificateInfo certificate) throws IOException {
		X509CertificateHolder holder = CertificateInfo.holder(certificate.der());
		byte[] keyHash = name.getKeyHash();
		return keyHash == null ? holder.getSubject().equals(name.getName())
				: Bytes.of(keyHash).equals(Bytes.of(new BcX509ExtensionUtils()
						.createSubjectKeyIdentifier(holder.getSubjectPublicKeyInfo()).getKeyIdentifier()));
	}

	/** RFC 6960 §4.2.2.2; without ocsp-nocheck we would have to ask for the responder's own status, so it must be there. */
	private static boolean authorised(CertificateInfo responder, CertificateInfo issuer, Instant now) throws IOException {
		X509CertificateHolder holder = CertificateInfo.holder(responder.der());
		ExtendedKeyUsage purpose = ExtendedKeyUsage.fromExtensions(holder.getExtensions());
		KeyUsage usage = KeyUsage.fromExtensions(holder.getExtensions());
		Extension noCheck = holder.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);
		return purpose != null && purpose.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning) && noCheck != null
				&& (usage == null || usage.hasUsages(KeyUsage.digitalSignature))
				&& holder.isValidOn(Date.from(now)) && responder.signedBy(issuer);
	}

	private static boolean signed(BasicOCSPResponse basic, CertificateInfo by) throws IOException, OperatorCreationException {
		ContentVerifier verifier = Verifiers.of(by.spki()).get(basic.getSignatureAlgorithm());
		try (var out = verifier.getOutputStream()) {
			out.write(basic.getTbsResponseData().getEncoded("DER"));
		}
		return verifier.verify(basic.getSignature().getOctets());
	}

	private static Instant time(ASN1GeneralizedTime time) throws ParseException {
		return time.getDate().toInstant();
	}
}
