package muhurdar.ca.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.pki.PkiFault;
import muhurdar.pki.SigningKey;
import muhurdar.pki.Subject;

/**
 * Certificates of the TEST CA: its own, and those of holders by a {@link CertificateProfile}.
 */
final class Profile {

	private static final ASN1ObjectIdentifier ANY_POLICY = new ASN1ObjectIdentifier("2.5.29.32.0");
	private static final SecureRandom RANDOM = new SecureRandom();

	private Profile() {
	}

	/** Who signs: name and key. */
	record Issuer(X500Name name, SubjectPublicKeyInfo publicKey, SigningKey key) {

		static Issuer of(KeyHome.Entry entry) {
			try {
				var holder = new X509CertificateHolder(entry.chain().getFirst().toArray());
				return new Issuer(holder.getSubject(), holder.getSubjectPublicKeyInfo(), entry.key());
			} catch (IOException e) {
				throw new PkiFault("certificate cannot be read", e);
			}
		}
	}

	/** From and until when, to the second. */
	record Validity(Instant notBefore, Instant notAfter) {
	}

	static Bytes root(Issuer self, Validity validity) {
		try {
			var builder = builder(self, self.name(), self.publicKey(), validity);
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
			return signed(builder, self);
		} catch (IOException e) {
			throw new PkiFault("root certificate cannot be made", e);
		}
	}

	static Bytes issuing(Issuer root, X500Name name, SubjectPublicKeyInfo key, Validity validity, Locations locations) {
		try {
			var builder = builder(root, name, key, validity);
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
			builder.addExtension(Extension.certificatePolicies, false,
					new CertificatePolicies(new PolicyInformation(ANY_POLICY)));
			addLocations(builder, locations.of(Locations.ROOT_CRL), locations.of(Locations.ROOT_CERTIFICATE), null);
			return signed(builder, root);
		} catch (IOException e) {
			throw new PkiFault("issuing certificate cannot be made", e);
		}
	}

	/** For the OCSP responder of this issuer (RFC 6960 §4.2.2.2): its own status is asked of nobody. */
	static Bytes responder(Issuer issuer, X500Name name, SubjectPublicKeyInfo key, Validity validity) {
		try {
			var builder = builder(issuer, name, key, validity);
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
			builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
			builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
			return signed(builder, issuer);
		} catch (IOException e) {
			throw new PkiFault("responder certificate cannot be made", e);
		}
	}

	/** The key usage is critical. */
	static Bytes holder(Issuer issuer, CertificateProfile profile, Subject subject, Bytes spki, Validity validity,
			Locations locations) {
		try {
			var builder = builder(issuer, X500Name.getInstance(subject.encoded().toArray()),
					SubjectPublicKeyInfo.getInstance(spki.toArray()), validity);
			builder.addExtension(Extension.keyUsage, true, profile.usage());
			builder.addExtension(Extension.certificatePolicies, false, profile.policies());
			builder.addExtension(Extension.qCStatements, false, profile.qcStatements());
			addLocations(builder, locations.of(Locations.CRL), locations.of(Locations.CERTIFICATE),
					locations.of(Locations.OCSP));
			return signed(builder, issuer);
		} catch (IOException e) {
			throw new PkiFault("certificate cannot be made", e);
		}
	}

	private static X509v3CertificateBuilder builder(Issuer issuer, X500Name subject, SubjectPublicKeyInfo key,
			Validity validity) throws IOException {
		var builder = new X509v3CertificateBuilder(issuer.name(), serialNumber(), Date.from(validity.notBefore()),
				Date.from(validity.notAfter()), subject, key);
		SubjectKeyIdentifier keyId = new BcX509ExtensionUtils().createSubjectKeyIdentifier(key);
		builder.addExtension(Extension.subjectKeyIdentifier, false, keyId);
		builder.addExtension(Extension.authorityKeyIdentifier, false,
				new BcX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.publicKey()));
		return builder;
	}

	/** 16 bytes, 126 of their bits random, positive and always 32 digits long. */
	private static BigInteger serialNumber() {
		return new BigInteger(126, RANDOM).setBit(126);
	}

	private static void addLocations(X509v3CertificateBuilder builder, URI crl, URI issuer, @Nullable URI ocsp)
			throws IOException {
		var point = new DistributionPointName(new GeneralNames(uri(crl)));
		builder.addExtension(Extension.cRLDistributionPoints, false,
				new CRLDistPoint(new DistributionPoint[] { new DistributionPoint(point, null, null) }));
		var access = new ASN1EncodableVector();
		if (ocsp != null) {
			access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(ocsp)));
		}
		access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(issuer)));
		builder.addExtension(Extension.authorityInfoAccess, false,
				AuthorityInformationAccess.getInstance(new DERSequence(access)));
	}

	private static GeneralName uri(URI uri) {
		return new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString());
	}

	private static Bytes signed(X509v3CertificateBuilder builder, Issuer issuer) throws IOException {
		return Bytes.of(builder.build(issuer.key().signer()).getEncoded());
	}
}
