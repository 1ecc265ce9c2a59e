package muhurdar.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.util.ASN1Dump;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.CertificateDetails;
import muhurdar.domain.CertificateDetails.Field;
import muhurdar.domain.CertificateDetails.KeyUse;
import muhurdar.domain.CertificateDetails.Line;
import muhurdar.domain.CertificateDetails.QcStatement;

/** Reads a certificate aloud. Verifies nothing. */
public final class CertificateDecoder {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss z", Locale.ROOT)
			.withZone(ZoneId.of("Europe/Istanbul"));
	private static final ASN1ObjectIdentifier QC_STATEMENTS = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.3");
	private static final String QC_TYPE = "0.4.0.1862.1.6";
	private static final Map<String, QcStatement> STATEMENTS = Map.of("0.4.0.1862.1.1", QcStatement.COMPLIANCE, "0.4.0.1862.1.2",
			QcStatement.LIMIT, "0.4.0.1862.1.4", QcStatement.DEVICE, "0.4.0.1862.1.5", QcStatement.DISCLOSURE, "0.4.0.1862.1.7",
			QcStatement.LEGISLATION, "2.16.792.1.61.0.1.5070.1.1", QcStatement.TURKISH, "2.16.792.1.61.0.1.5070.2.1",
			QcStatement.TURKISH);
	private static final Map<String, QcStatement> TYPES = Map.of("0.4.0.1862.1.6.1", QcStatement.FOR_SIGNATURES,
			"0.4.0.1862.1.6.2", QcStatement.FOR_SEALS, "0.4.0.1862.1.6.3", QcStatement.FOR_WEBSITES);
	/** Those with lines of their own. */
	private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(Extension.keyUsage, Extension.extendedKeyUsage,
			Extension.certificatePolicies, QC_STATEMENTS, Extension.basicConstraints, Extension.cRLDistributionPoints,
			Extension.freshestCRL, Extension.authorityInfoAccess, Extension.subjectKeyIdentifier,
			Extension.authorityKeyIdentifier);

	private final X509CertificateHolder certificate;
	private final List<Line> lines = new ArrayList<>();

	private CertificateDecoder(X509CertificateHolder certificate) {
		this.certificate = certificate;
	}

	/**
	 * @param chain the issuers' certificates, the issuing one first, for the line that names them
	 * @throws PkiFault if it is none, or an extension cannot be read
	 */
	public static CertificateDetails decode(Bytes der, List<Bytes> chain) {
		try {
			X509CertificateHolder holder = CertificateInfo.holder(der);
			CertificateDecoder decoder = new CertificateDecoder(holder);
			decoder.fields(der);
			decoder.extensions();
			for (Bytes issuer : chain) {
				decoder.say(Field.CHAIN, CertificateInfo.read(issuer).commonName());
			}
			return new CertificateDetails(List.copyOf(decoder.lines), ASN1Dump.dumpAsString(holder.toASN1Structure(), true));
		} catch (IOException | GeneralSecurityException | RuntimeException e) { // the parser throws whatever rubbish makes it throw
			throw new PkiFault("certificate cannot be read", e);
		}
	}

	private void say(Field field, String value) {
		lines.add(new Line(field, null, value));
	}

	private void say(Field field, Enum<?> word, String value) {
		lines.add(new Line(field, word, value));
	}

	private void fields(Bytes der) throws IOException, GeneralSecurityException {
		say(Field.SUBJECT, BCStyle.INSTANCE.toString(certificate.getSubject()));
		say(Field.ISSUER, BCStyle.INSTANCE.toString(certificate.getIssuer()));
		say(Field.SERIAL_NUMBER, CertificateInfo.serialText(certificate.getSerialNumber()));
		say(Field.NOT_BEFORE, time(certificate.getNotBefore().toInstant()));
		say(Field.NOT_AFTER, time(certificate.getNotAfter().toInstant()));
		var names = new DefaultAlgorithmNameFinder();
		var spki = certificate.getSubjectPublicKeyInfo();
		say(Field.PUBLIC_KEY, names.getAlgorithmName(spki.getAlgorithm()) + ", " + bits(spki) + " bit");
		say(Field.SIGNATURE, names.getAlgorithmName(certificate.getSignatureAlgorithm()));
		say(Field.SHA_256, hex(MessageDigest.getInstance("SHA-256").digest(der.toArray())));
	}

	/** Of RSA the modulus; else the coordinate of an uncompressed point, which is one byte and two of those. */
	private static int bits(SubjectPublicKeyInfo spki) throws IOException {
		return spki.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
				? RSAPublicKey.getInstance(spki.parsePublicKey()).getModulus().bitLength()
				: (spki.getPublicKeyData().getBytes().length - 1) / 2 * 8;
	}

	private static String time(Instant at) {
		return TIME.format(at);
	}

	private static String hex(byte[] bytes) {
		return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
	}

	private void extensions() {
		KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
		if (usage != null) {
			keyUsage(usage);
		}
		ExtendedKeyUsage extended = ExtendedKeyUsage.fromExtensions(certificate.getExtensions());
		if (extended != null) {
			Arrays.stream(extended.getUsages()).forEach(each -> say(Field.EXTENDED_KEY_USAGE, each.getId()));
		}
		CertificatePolicies policies = CertificatePolicies.fromExtensions(certificate.getExtensions());
		if (policies != null) {
			Arrays.stream(policies.getPolicyInformation()).forEach(this::policy);
		}
		Extension qc = certificate.getExtension(QC_STATEMENTS);
		if (qc != null) {
			ASN1Sequence.getInstance(qc.getParsedValue()).forEach(each -> statement(ASN1Sequence.getInstance(each)));
		}
		locations();
		identifiers();
		for (Object each : certificate.getExtensionOIDs()) {
			if (!KNOWN.contains(each)) {
				say(Field.OTHER_EXTENSION, each.toString());
			}
		}
	}

	private void keyUsage(KeyUsage usage) {
		int[] bits = { KeyUsage.digitalSignature, KeyUsage.nonRepudiation, KeyUsage.keyEncipherment, KeyUsage.dataEncipherment,
				KeyUsage.keyAgreement, KeyUsage.keyCertSign, KeyUsage.cRLSign, KeyUsage.encipherOnly, KeyUsage.decipherOnly };
		for (KeyUse use : KeyUse.values()) {
			if (usage.hasUsages(bits[use.ordinal()])) {
				say(Field.KEY_USAGE, use, "");
			}
		}
	}

	private void policy(PolicyInformation policy) {
		say(Field.POLICY, policy.getPolicyIdentifier().getId());
		ASN1Sequence qualifiers = policy.getPolicyQualifiers();
		if (qualifiers != null) {
			texts(qualifiers).forEach(text -> say(Field.NOTICE, text));
		}
	}

	/** Every text in it, however deep it lies. */
	private static List<String> texts(ASN1Encodable any) {
		ASN1Encodable plain = any.toASN1Primitive();
		if (plain instanceof ASN1Sequence many) {
			List<String> found = new ArrayList<>();
			many.forEach(each -> found.addAll(texts(each)));
			return found;
		}
		return plain instanceof ASN1String text ? List.of(text.getString()) : List.of();
	}

	private void statement(ASN1Sequence statement) {
		String id = ASN1ObjectIdentifier.getInstance(statement.getObjectAt(0)).getId();
		ASN1Encodable info = statement.size() > 1 ? statement.getObjectAt(1) : null;
		if (id.equals(QC_TYPE) && info != null) {
			ASN1Sequence.getInstance(info).forEach(each -> {
				QcStatement type = TYPES.get(each.toString());
				say(Field.QC_STATEMENT, type == null ? QcStatement.OTHER : type, type == null ? each.toString() : "");
			});
			return;
		}
		QcStatement word = STATEMENTS.get(id);
		String detail = info == null ? "" : limit(info, String.join(", ", texts(info)));
		say(Field.QC_STATEMENT, word == null ? QcStatement.OTHER : word, word == null ? id : detail);
	}

	/** A money limit is a currency, an amount and an exponent; anything else is its texts. */
	private static String limit(ASN1Encodable info, String texts) {
		if (info.toASN1Primitive() instanceof ASN1Sequence parts && parts.size() == 3
				&& parts.getObjectAt(1).toASN1Primitive() instanceof ASN1Integer amount
				&& parts.getObjectAt(2).toASN1Primitive() instanceof ASN1Integer exponent) {
			return amount.getValue() + "E" + exponent.getValue() + " " + texts;
		}
		return texts;
	}

	private void locations() {
		points(Field.CRL, Extension.cRLDistributionPoints);
		points(Field.DELTA_CRL, Extension.freshestCRL);
		AuthorityInformationAccess access = AuthorityInformationAccess.fromExtensions(certificate.getExtensions());
		if (access != null) {
			for (AccessDescription each : access.getAccessDescriptions()) {
				boolean ocsp = each.getAccessMethod().equals(AccessDescription.id_ad_ocsp);
				say(ocsp ? Field.OCSP : Field.ISSUER_CERTIFICATE, each.getAccessLocation().getName().toString());
			}
		}
	}

	private void points(Field field, ASN1ObjectIdentifier extension) {
		Extension found = certificate.getExtension(extension);
		if (found != null) {
			for (DistributionPoint point : CRLDistPoint.getInstance(found.getParsedValue()).getDistributionPoints()) {
				@Nullable DistributionPointName name = point.getDistributionPoint();
				if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
					say(field, Arrays.stream(GeneralNames.getInstance(name.getName()).getNames()).map(GeneralName::getName)
							.map(Object::toString).collect(Collectors.joining(", ")));
				}
			}
		}
	}

	private void identifiers() {
		BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
		if (constraints != null) {
			say(Field.BASIC_CONSTRAINTS, "CA: " + constraints.isCA());
		}
		SubjectKeyIdentifier subject = SubjectKeyIdentifier.fromExtensions(certificate.getExtensions());
		if (subject != null) {
			say(Field.SUBJECT_KEY, hex(subject.getKeyIdentifier()));
		}
		AuthorityKeyIdentifier authority = AuthorityKeyIdentifier.fromExtensions(certificate.getExtensions());
		if (authority != null && authority.getKeyIdentifierOctets() != null) {
			say(Field.AUTHORITY_KEY, hex(authority.getKeyIdentifierOctets()));
		}
	}
}
