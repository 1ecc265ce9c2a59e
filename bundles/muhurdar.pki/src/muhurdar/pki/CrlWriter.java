package muhurdar.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import muhurdar.domain.Bytes;

/**
 * Writes CRLs of one issuer: version 2 with CRLNumber, authority key identifier and a reason code for each entry but an
 * unspecified one. Needs about 400 bytes of memory per entry.
 */
public final class CrlWriter {

	private final CertificateInfo issuer;
	private final PrivateKey key;

	public CrlWriter(CertificateInfo issuer, PrivateKey key) {
		this.issuer = issuer;
		this.key = key;
	}

	/** Signs a full CRL, DER; times are cut to seconds. */
	public Bytes write(BigInteger number, Instant thisUpdate, Instant nextUpdate, Collection<Crl.Entry> entries) {
		try {
			X509CertificateHolder holder = CertificateInfo.holder(issuer.der());
			var builder = new X509v2CRLBuilder(holder.getSubject(), Date.from(thisUpdate));
			builder.setNextUpdate(Date.from(nextUpdate));
			for (Crl.Entry entry : entries) {
				builder.addCRLEntry(new BigInteger(entry.serialNumber(), 16), Date.from(entry.since()), entry.reason());
			}
			byte[] keyId = SubjectKeyIdentifier.fromExtensions(holder.getExtensions()).getKeyIdentifier();
			builder.addExtension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId));
			builder.addExtension(Extension.cRLNumber, false, new ASN1Integer(number));
			var signer = new JcaContentSignerBuilder(Signatures.jcaName(issuer.keyType()))
					.setProvider(BouncyCastle.provider()).build(key);
			return Bytes.of(builder.build(signer).getEncoded());
		} catch (IOException | OperatorCreationException e) {
			throw new PkiFault("CRL cannot be signed", e);
		}
	}
}
