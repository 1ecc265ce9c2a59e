package muhurdar.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;

import muhurdar.domain.Bytes;

/** A certificate revocation list. Reading verifies nothing: see {@link #signedBy}. */
public final class Crl {

	/** CRLReason certificateHold (RFC 5280 §5.3.1). */
	public static final int HOLD = 6;

	private final X509CRLHolder crl;
	private final Map<String, Entry> entries = new LinkedHashMap<>();

	/**
	 * One certificate that is on hold or revoked.
	 *
	 * @param serialNumber as {@link CertificateInfo#serialText} writes it
	 * @param since full seconds
	 * @param reason CRLReason, 0 if the list names none
	 */
	public record Entry(String serialNumber, Instant since, int reason) {
		public boolean onHold() {
			return reason == HOLD;
		}
	}

	private Crl(X509CRLHolder crl) {
		this.crl = crl;
		for (Object each : crl.getRevokedCertificates()) {
			Entry entry = entry((X509CRLEntryHolder) each);
			entries.put(entry.serialNumber(), entry);
		}
	}

	/**
	 * Reads a CRL, DER.
	 *
	 * @throws PkiFault if it is none
	 */
	public static Crl read(Bytes der) {
		try {
			return new Crl(new X509CRLHolder(der.toArray()));
		} catch (IOException | RuntimeException e) { // the parser throws whatever rubbish makes it throw
			throw new PkiFault("CRL cannot be read", e);
		}
	}

	private static Entry entry(X509CRLEntryHolder entry) {
		Extension reason = entry.getExtension(Extension.reasonCode);
		return new Entry(CertificateInfo.serialText(entry.getSerialNumber()), entry.getRevocationDate().toInstant(),
				reason == null ? 0 : CRLReason.getInstance(reason.getParsedValue()).getValue().intValueExact());
	}

	/** The entry of this certificate, empty if it is good as far as this list knows. */
	public Optional<Entry> entry(String serialNumber) {
		return Optional.ofNullable(entries.get(serialNumber));
	}

	/** All entries in the list's order. */
	public Collection<Entry> entries() {
		return Collections.unmodifiableCollection(entries.values());
	}

	/** SHA-256 of the whole list. */
	public Bytes fingerprint() {
		try {
			return Bytes.of(MessageDigest.getInstance("SHA-256").digest(crl.getEncoded()));
		} catch (IOException | NoSuchAlgorithmException e) {
			throw new PkiFault("CRL cannot be hashed", e);
		}
	}

	public Instant thisUpdate() {
		return crl.getThisUpdate().toInstant();
	}

	/** When the next list is due at the latest; the far future if the list does not say. */
	public Instant nextUpdate() {
		Date next = crl.getNextUpdate();
		return next == null ? Instant.MAX : next.toInstant();
	}

	/** CRLNumber, 0 if the list has none. */
	public BigInteger number() {
		try {
			Extension number = crl.getExtension(Extension.cRLNumber);
			return number == null ? BigInteger.ZERO : ASN1Integer.getInstance(number.getParsedValue()).getValue();
		} catch (RuntimeException e) { // extensions are read when they are asked for
			throw new PkiFault("CRL number cannot be read", e);
		}
	}

	/** True if this list was signed with this issuer's key and bears its name. */
	public boolean signedBy(CertificateInfo issuer) {
		try {
			return crl.getIssuer().equals(CertificateInfo.holder(issuer.der()).getSubject())
					&& crl.isSignatureValid(Verifiers.of(issuer.spki()));
		} catch (IOException | CertException | RuntimeException e) { // as above
			throw new PkiFault("CRL cannot be verified", e);
		}
	}
}
