package muhurdar.domain;

import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What a certificate says, line by line, for people.
 *
 * @param dump its ASN.1, in English
 */
public record CertificateDetails(List<Line> lines, String dump) {

	/**
	 * @param word what the value means if there is a word for it, null if not
	 * @param value as written in the certificate; empty if the word says it all
	 */
	public record Line(Field field, @Nullable Enum<?> word, String value) {
	}

	/** What a line is about (RFC 5280 §4). */
	public enum Field {
		SUBJECT, ISSUER, SERIAL_NUMBER, NOT_BEFORE, NOT_AFTER, PUBLIC_KEY, SIGNATURE, KEY_USAGE, EXTENDED_KEY_USAGE, POLICY,
		NOTICE, QC_STATEMENT, BASIC_CONSTRAINTS, CRL, DELTA_CRL, OCSP, ISSUER_CERTIFICATE, SUBJECT_KEY, AUTHORITY_KEY, SHA_256,
		OTHER_EXTENSION, CHAIN
	}

	/** Bits of keyUsage in their order (RFC 5280 §4.2.1.3). */
	public enum KeyUse {
		DIGITAL_SIGNATURE, NON_REPUDIATION, KEY_ENCIPHERMENT, DATA_ENCIPHERMENT, KEY_AGREEMENT, CERTIFICATE_SIGN, CRL_SIGN,
		ENCIPHER_ONLY, DECIPHER_ONLY
	}

	/** Statements of a qualified certificate (ETSI EN 319 412-5), and that of the Turkish authority. */
	public enum QcStatement {
		COMPLIANCE, DEVICE, FOR_SIGNATURES, FOR_SEALS, FOR_WEBSITES, TURKISH, LEGISLATION, DISCLOSURE, LIMIT, OTHER
	}
}
