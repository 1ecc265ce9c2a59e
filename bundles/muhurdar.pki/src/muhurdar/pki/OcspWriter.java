package muhurdar.pki;

import java.io.IOException;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;

/** Writes OCSP responses (RFC 6960 §4.2), signed by one responder, whose certificate goes with them. Thread-safe. */
public final class OcspWriter {

	/** Why there is no answer: OCSPResponseStatus. */
	public enum No {
		MALFORMED_REQUEST(OCSPResponseStatus.MALFORMED_REQUEST), INTERNAL_ERROR(OCSPResponseStatus.INTERNAL_ERROR),
		TRY_LATER(OCSPResponseStatus.TRY_LATER), UNAUTHORIZED(OCSPResponseStatus.UNAUTHORIZED);

		private final int code;

		No(int code) {
			this.code = code;
		}

		/** The response, DER; such a one is never signed. */
		public Bytes response() {
			return OcspWriter.response(code, null);
		}
	}

	/** What is said of one certificate; times are cut to seconds. */
	public record Single(OcspRequest.CertId about, OcspStatus status, Instant thisUpdate, Instant nextUpdate) {
	}

	private final PrivateKey key;
	private final String algorithm;
	private final X509CertificateHolder responder;
	private final ResponderID name;

	/** @param responder the key's certificate: the issuer's own, or one for id-kp-OCSPSigning by the issuer */
	public OcspWriter(CertificateInfo responder, PrivateKey key) {
		try {
			this.responder = CertificateInfo.holder(responder.der());
			this.key = key;
			algorithm = Signatures.jcaName(responder.keyType());
			byte[] keyId = new BcX509ExtensionUtils().createSubjectKeyIdentifier(this.responder.getSubjectPublicKeyInfo())
					.getKeyIdentifier();
			name = new ResponderID(new DEROctetString(keyId));
		} catch (IOException e) {
			throw new PkiFault("responder's certificate cannot be read", e);
		}
	}

	/** Signs an answer, DER. */
	public Bytes write(List<Single> answers, Instant producedAt, Optional<Bytes> nonce) {
		try {
			ASN1Encodable[] singles = answers.stream().map(OcspWriter::single).toArray(ASN1Encodable[]::new);
			var data = new ResponseData(name, time(producedAt), new DERSequence(singles),
					OcspRequest.extensions(nonce));
			ContentSigner signer = new JcaContentSignerBuilder(algorithm).setProvider(BouncyCastle.provider()).build(key);
			try (OutputStream out = signer.getOutputStream()) {
				out.write(data.getEncoded("DER"));
			}
			return response(OCSPResponseStatus.SUCCESSFUL,
					new ResponseBytes(OCSPObjectIdentifiers.id_pkix_ocsp_basic,
							new DEROctetString(new BasicOCSPResponse(data, signer.getAlgorithmIdentifier(),
									new DERBitString(signer.getSignature()), new DERSequence(responder.toASN1Structure())))));
		} catch (IOException | OperatorCreationException e) {
			throw new PkiFault("OCSP response cannot be signed", e);
		}
	}

	private static SingleResponse single(Single single) {
		return new SingleResponse(single.about().asn1(), status(single.status()), time(single.thisUpdate()),
				time(single.nextUpdate()), (Extensions) null);
	}

	private static CertStatus status(OcspStatus status) {
		return switch (status.kind()) {
		case GOOD -> new CertStatus();
		case REVOKED -> {
			Instant since = status.since();
			if (since == null) {
				throw new IllegalArgumentException("revoked, but since when");
			}
			yield new CertStatus(
					new RevokedInfo(time(since), status.reason() == 0 ? null : CRLReason.lookup(status.reason())));
		}
		case UNKNOWN -> new CertStatus(2, DERNull.INSTANCE);
		};
	}

	private static ASN1GeneralizedTime time(Instant at) {
		return new DERGeneralizedTime(Date.from(at));
	}

	private static Bytes response(int status, @Nullable ResponseBytes bytes) {
		try {
			return Bytes.of(new OCSPResponse(new OCSPResponseStatus(status), bytes).getEncoded("DER"));
		} catch (IOException e) {
			throw new PkiFault("OCSP response cannot be written", e);
		}
	}
}
