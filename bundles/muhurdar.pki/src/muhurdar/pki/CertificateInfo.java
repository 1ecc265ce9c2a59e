package muhurdar.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;

import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;

/**
 * What a certificate says. Reading verifies nothing: see {@link #signedBy}.
 *
 * @param serialNumber as {@link #serialText} writes it
 * @param spki SubjectPublicKeyInfo, DER
 */
public record CertificateInfo(Bytes der, String serialNumber, Instant notBefore, Instant notAfter, Bytes spki) {

	/**
	 * Reads a certificate, DER.
	 *
	 * @throws PkiFault if it is none
	 */
	public static CertificateInfo read(Bytes der) {
		try {
			X509CertificateHolder holder = holder(der);
			return new CertificateInfo(der, serialText(holder.getSerialNumber()), holder.getNotBefore().toInstant(),
					holder.getNotAfter().toInstant(), Bytes.of(holder.getSubjectPublicKeyInfo().getEncoded("DER")));
		} catch (IOException | RuntimeException e) { // the parser throws whatever rubbish makes it throw
			throw new PkiFault("certificate cannot be read", e);
		}
	}

	/** Upper-case hexadecimal, two digits per byte, no leading zero byte: as the whole product writes it. */
	public static String serialText(BigInteger serial) {
		String hex = serial.toString(16).toUpperCase(Locale.ROOT);
		return hex.length() % 2 == 0 ? hex : "0" + hex;
	}

	/** @throws PkiFault if the key is none of ours */
	public KeyType keyType() {
		return Signatures.keyType(spki);
	}

	/** True if its signature was made with this issuer's key, the issuer's name fits, and no more: no dates, no status. */
	public boolean signedBy(CertificateInfo issuer) {
		try {
			X509CertificateHolder holder = holder(der);
			return holder.getIssuer().equals(holder(issuer.der).getSubject())
					&& holder.isSignatureValid(Verifiers.of(issuer.spki));
		} catch (IOException | org.bouncycastle.cert.CertException | RuntimeException e) { // as above
			throw new PkiFault("certificate cannot be verified", e);
		}
	}

	public String commonName() {
		return subject(BCStyle.CN).orElse("");
	}

	/** The subject's serialNumber: the identity number. */
	public Optional<String> identityNo() {
		return subject(BCStyle.SERIALNUMBER);
	}

	private Optional<String> subject(ASN1ObjectIdentifier type) {
		try {
			RDN[] found = holder(der).getSubject().getRDNs(type);
			return found.length == 0 ? Optional.empty()
					: Optional.of(IETFUtils.valueToString(found[0].getFirst().getValue()));
		} catch (IOException | RuntimeException e) { // names are read when they are asked for
			throw new PkiFault("certificate cannot be read", e);
		}
	}

	static X509CertificateHolder holder(Bytes der) throws IOException {
		return new X509CertificateHolder(der.toArray());
	}

	/** Without the person's name. */
	@Override
	public String toString() {
		return "certificate " + serialNumber;
	}
}
