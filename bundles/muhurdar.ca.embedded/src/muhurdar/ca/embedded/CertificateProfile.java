package muhurdar.ca.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DisplayText;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.UserNotice;
import org.bouncycastle.asn1.x509.qualified.QCStatement;

/**
 * What stands in a holder's certificate beside names, dates and key, read from a text of {@code key = value} lines:
 *
 * <pre>
 * key.usage       digitalSignature and nonRepudiation, either or both
 * policy          an OID
 * policy.notice   its user notice
 * qc              QC statements (EN 319 412-5) in their order: compliance, sscd, type:esign, type:eseal, legislation:COUNTRY,
 *                 pds:LANGUAGE=URL, oid:OID (one without content)
 * </pre>
 */
record CertificateProfile(int keyUsage, ASN1ObjectIdentifier policy, String notice, List<QCStatement> statements) {

	private static final String QC = "0.4.0.1862.1.";
	private static final Map<String, Integer> USAGES = Map.of("digitalSignature", KeyUsage.digitalSignature,
			"nonRepudiation", KeyUsage.nonRepudiation);

	/** One of those in this bundle. */
	static CertificateProfile named(String name) {
		try (InputStream in = Objects.requireNonNull(
				CertificateProfile.class.getResourceAsStream(name + ".properties"), name)) {
			Properties text = new Properties();
			text.load(new InputStreamReader(in, StandardCharsets.UTF_8));
			return of(text);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** @throws IllegalArgumentException if something is missing, unknown or malformed */
	static CertificateProfile of(Properties text) {
		int usage = words(text, "key.usage").mapToInt(CertificateProfile::usage).reduce(0, (one, other) -> one | other);
		for (String key : text.stringPropertyNames()) {
			if (!List.of("key.usage", "policy", "policy.notice", "qc").contains(key)) {
				throw new IllegalArgumentException("nobody knows " + key);
			}
		}
		return new CertificateProfile(usage, new ASN1ObjectIdentifier(value(text, "policy")), value(text, "policy.notice"),
				words(text, "qc").map(CertificateProfile::statement).toList());
	}

	KeyUsage usage() {
		return new KeyUsage(keyUsage);
	}

	CertificatePolicies policies() {
		var text = new UserNotice(null, new DisplayText(DisplayText.CONTENT_TYPE_UTF8STRING, notice));
		var qualifier = new PolicyQualifierInfo(PolicyQualifierId.id_qt_unotice, text);
		return new CertificatePolicies(new PolicyInformation(policy, new DERSequence(qualifier)));
	}

	DERSequence qcStatements() {
		return new DERSequence(statements.toArray(QCStatement[]::new));
	}

	private static String value(Properties text, String key) {
		String value = text.getProperty(key, "").strip();
		if (value.isEmpty()) {
			throw new IllegalArgumentException(key + " is missing");
		}
		return value;
	}

	private static Stream<String> words(Properties text, String key) {
		return Stream.of(value(text, key).split("\\s+"));
	}

	private static int usage(String name) {
		Integer bit = USAGES.get(name);
		if (bit == null) {
			throw new IllegalArgumentException("no key usage of a signature key: " + name);
		}
		return bit;
	}

	private static QCStatement statement(String word) {
		int colon = word.indexOf(':');
		String detail = word.substring(colon + 1);
		return switch (colon < 0 ? word : word.substring(0, colon)) {
		case "compliance" -> new QCStatement(qc("1"));
		case "sscd" -> new QCStatement(qc("4"));
		case "type" -> new QCStatement(qc("6"), new DERSequence(qc(switch (detail) {
		case "esign" -> "6.1";
		case "eseal" -> "6.2";
		default -> throw new IllegalArgumentException("unknown " + word);
		})));
		case "legislation" -> new QCStatement(qc("7"), new DERSequence(new DERPrintableString(detail, true)));
		case "pds" -> new QCStatement(qc("5"), new DERSequence(location(detail)));
		case "oid" -> new QCStatement(new ASN1ObjectIdentifier(detail));
		default -> throw new IllegalArgumentException("unknown " + word);
		};
	}

	/** LANGUAGE=URL of a PKI disclosure statement. */
	private static DERSequence location(String detail) {
		String[] part = detail.split("=", 2);
		if (part.length != 2) {
			throw new IllegalArgumentException("LANGUAGE=URL is wanted: " + detail);
		}
		return new DERSequence(new ASN1Encodable[] { new DERIA5String(part[1], true),
				new DERPrintableString(part[0], true) });
	}

	private static ASN1ObjectIdentifier qc(String arc) {
		return new ASN1ObjectIdentifier(QC + arc);
	}
}
