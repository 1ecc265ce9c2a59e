package muhurdar.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;

/**
 * What is asked of an OCSP responder (RFC 6960 §4.1). Who asks, and a signature over it, are of no account here.
 *
 * @param asked at least one certificate
 * @param nonce 1 to 128 bytes (RFC 9654)
 */
public record OcspRequest(List<CertId> asked, Optional<Bytes> nonce) {

	/** More certificates than this in one request are refused: each costs a part of a signature. */
	private static final int MOST = 16;
	private static final int LONGEST_NONCE = 128;
	private static final Map<ASN1ObjectIdentifier, String> HASHES = Map.of(OIWObjectIdentifiers.idSHA1, "SHA-1",
			NISTObjectIdentifiers.id_sha256, "SHA-256", NISTObjectIdentifiers.id_sha384, "SHA-384",
			NISTObjectIdentifiers.id_sha512, "SHA-512");

	/**
	 * Names a certificate: its issuer by two hashes, and its serial number.
	 *
	 * @param hash the hash function's OID
	 * @param issuerName hash of the issuer's name
	 * @param issuerKey hash of the issuer's public key
	 */
	public record CertId(String hash, Bytes issuerName, Bytes issuerKey, BigInteger serial) {

		/** With SHA-1, as RFC 5019 §2.1.1 wants it of everybody. */
		public static CertId of(CertificateInfo issuer, String serialNumber) {
			return of(issuer, serialNumber, OIWObjectIdentifiers.idSHA1.getId());
		}

		/** @param hash OID of SHA-1 or one of the SHA-2 functions; PkiFault if it is another */
		public static CertId of(CertificateInfo issuer, String serialNumber, String hash) {
			return new CertId(hash, Bytes.of(), Bytes.of(), new BigInteger(serialNumber, 16)).of(issuer)
					.orElseThrow(() -> new PkiFault("unknown hash function " + hash));
		}

		/** The same serial number and hash function with this issuer; empty if there is no such hash function here. */
		public Optional<CertId> of(CertificateInfo issuer) {
			String name = HASHES.get(new ASN1ObjectIdentifier(hash));
			if (name == null) {
				return Optional.empty();
			}
			try {
				MessageDigest digest = MessageDigest.getInstance(name);
				var holder = CertificateInfo.holder(issuer.der());
				Bytes subject = Bytes.of(digest.digest(holder.getSubject().getEncoded("DER")));
				Bytes key = Bytes.of(digest.digest(holder.getSubjectPublicKeyInfo().getPublicKeyData().getBytes()));
				return Optional.of(new CertId(hash, subject, key, serial));
			} catch (IOException | NoSuchAlgorithmException e) {
				throw new PkiFault("issuer cannot be hashed", e);
			}
		}

		/** As {@link CertificateInfo#serialText} writes it. */
		public String serialNumber() {
			return CertificateInfo.serialText(serial);
		}

		static CertId read(CertID id) {
			return new CertId(id.getHashAlgorithm().getAlgorithm().getId(), Bytes.of(id.getIssuerNameHash().getOctets()),
					Bytes.of(id.getIssuerKeyHash().getOctets()), id.getSerialNumber().getValue());
		}

		CertID asn1() {
			return new CertID(new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash), DERNull.INSTANCE),
					new DEROctetString(issuerName.toArray()), new DEROctetString(issuerKey.toArray()), new ASN1Integer(serial));
		}
	}

	public OcspRequest {
		asked = List.copyOf(asked);
	}

	/**
	 * Reads a request, DER.
	 *
	 * @throws PkiFault if it is none (malformedRequest)
	 */
	public static OcspRequest read(Bytes der) {
		try {
			TBSRequest request = OCSPRequest.getInstance(ASN1Primitive.fromByteArray(der.toArray())).getTbsRequest();
			if (request.getVersion().intValueExact() != 0) {
				throw new PkiFault("OCSP request of an unknown version");
			}
			List<CertId> asked = new ArrayList<>();
			for (ASN1Encodable each : request.getRequestList()) {
				asked.add(CertId.read(Request.getInstance(each).getReqCert()));
			}
			if (asked.isEmpty() || asked.size() > MOST) {
				throw new PkiFault("OCSP request for " + asked.size() + " certificates");
			}
			return new OcspRequest(asked, nonce(request.getRequestExtensions()));
		} catch (PkiFault e) {
			throw e;
		} catch (IOException | RuntimeException e) { // the parser throws whatever rubbish makes it throw
			throw new PkiFault("OCSP request cannot be read", e);
		}
	}

	/** DER, without a signature. */
	public Bytes encoded() {
		try {
			DERSequence list = new DERSequence(
					asked.stream().map(each -> new Request(each.asn1(), null)).toArray(ASN1Encodable[]::new));
			return Bytes.of(new OCSPRequest(new TBSRequest(null, list, extensions(nonce)), null).getEncoded("DER"));
		} catch (IOException e) {
			throw new PkiFault("OCSP request cannot be written", e);
		}
	}

	static @Nullable Extensions extensions(Optional<Bytes> nonce) {
		if (nonce.isEmpty()) {
			return null;
		}
		try {
			return new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false,
					new DEROctetString(nonce.get().toArray()).getEncoded()));
		} catch (IOException e) {
			throw new PkiFault("nonce cannot be written", e);
		}
	}

	static Optional<Bytes> nonce(@Nullable Extensions extensions) throws IOException {
		Extension found = extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
		if (found == null) {
			return Optional.empty();
		}
		byte[] nonce = ASN1OctetString.getInstance(ASN1Primitive.fromByteArray(found.getExtnValue().getOctets())).getOctets();
		if (nonce.length == 0 || nonce.length > LONGEST_NONCE) {
			throw new PkiFault("nonce of " + nonce.length + " bytes");
		}
		return Optional.of(Bytes.of(nonce));
	}
}
