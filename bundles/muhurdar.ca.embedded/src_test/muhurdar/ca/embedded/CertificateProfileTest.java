package muhurdar.ca.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import muhurdar.domain.Bytes;
import muhurdar.domain.CertificateDetails;
import muhurdar.domain.CertificateDetails.Field;
import muhurdar.domain.CertificateDetails.KeyUse;
import muhurdar.domain.CertificateDetails.QcStatement;
import muhurdar.pki.CertificateDecoder;

class CertificateProfileTest {

	private static final String COMPLIANCE = "0.4.0.1862.1.1";
	private static final String SSCD = "0.4.0.1862.1.4";

	@TempDir
	Path data;

	private X509CertificateHolder issued(String profile) throws Exception {
		Desk desk = new Desk();
		EmbeddedCa ca = desk.ca(data, new KeyChoice(KeyHome.Kind.EC_P384, Desk::password, null,
				CertificateProfile.named(profile)));
		try {
			return new X509CertificateHolder(ca.issue(desk.request(false)).certificate().toArray());
		} finally {
			ca.close();
		}
	}

	private static List<String> statements(X509CertificateHolder certificate) {
		var sequence = ASN1Sequence.getInstance(certificate.getExtension(Extension.qCStatements).getParsedValue());
		return Stream.of(sequence.toArray()).map(each -> QCStatement.getInstance(each).getStatementId().getId()).toList();
	}

	@Test
	void theTestProfileCannotBeTakenForAQualifiedOne() throws Exception {
		List<String> statements = statements(issued("test"));
		assertEquals(List.of("0.4.0.1862.1.6"), statements);
	}

	@Test
	void theTestProfileWithQcStatementsSaysQualifiedAndStillTest() throws Exception {
		X509CertificateHolder certificate = issued("test-qc");
		assertTrue(statements(certificate).containsAll(List.of(COMPLIANCE, SSCD)));
		assertFalse(statements(certificate).contains("0.4.0.1862.1.7"), "it names no law");
		assertTrue(new String(certificate.getExtension(Extension.certificatePolicies).getExtnValue().getOctets(),
				StandardCharsets.UTF_8).contains("TEST"));
	}

	@Test
	void theNationalProfileBearsBothStatementsOfAQualifiedCertificateAndBindsOnly() throws Exception {
		X509CertificateHolder certificate = issued("nes");
		assertEquals(List.of(COMPLIANCE, "2.16.792.1.61.0.1.5070.1.1", SSCD, "0.4.0.1862.1.6", "0.4.0.1862.1.7"),
				statements(certificate));
		assertEquals(new KeyUsage(KeyUsage.nonRepudiation), KeyUsage.fromExtensions(certificate.getExtensions()));
		assertEquals("2.16.792.1.2.1.1.5.7.1.1", CertificatePolicies.fromExtensions(certificate.getExtensions())
				.getPolicyInformation()[0].getPolicyIdentifier().getId());
	}

	@Test
	void theNationalProfileIsReadAloudInWords() throws Exception {
		CertificateDetails details = CertificateDecoder.decode(Bytes.of(issued("nes").getEncoded()), List.of());
		assertEquals(List.of(QcStatement.COMPLIANCE, QcStatement.TURKISH, QcStatement.DEVICE, QcStatement.FOR_SIGNATURES,
				QcStatement.LEGISLATION), words(details, Field.QC_STATEMENT));
		assertEquals(List.of(KeyUse.NON_REPUDIATION), words(details, Field.KEY_USAGE));
		assertEquals(List.of("Bu sertifika, 5070 sayılı Elektronik İmza Kanununa göre nitelikli elektronik sertifikadır."),
				values(details, Field.NOTICE));
		assertEquals(List.of("TR"), details.lines().stream().filter(line -> line.word() == QcStatement.LEGISLATION)
				.map(CertificateDetails.Line::value).toList());
		assertEquals(1, values(details, Field.OCSP).size());
		assertEquals(1, values(details, Field.CRL).size());
		assertTrue(values(details, Field.PUBLIC_KEY).getFirst().endsWith(", 256 bit"),
				values(details, Field.PUBLIC_KEY).getFirst());
		assertEquals(List.of(), values(details, Field.OTHER_EXTENSION));
		assertTrue(details.dump().contains("1.3.6.1.5.5.7.1.3"), "the dump names the extension");
	}

	private static List<Enum<?>> words(CertificateDetails details, Field field) {
		List<Enum<?>> words = new java.util.ArrayList<>();
		details.lines().stream().filter(line -> line.field() == field).forEach(line -> words.add(line.word()));
		return words;
	}

	private static List<String> values(CertificateDetails details, Field field) {
		return details.lines().stream().filter(line -> line.field() == field).map(CertificateDetails.Line::value).toList();
	}

	@Test
	void theNationalProfileCannotBeChosenWhileTheCaSaysTest() {
		assertThrows(IllegalArgumentException.class, () -> KeyChoice.PROFILE.parse().apply("nes"));
	}

	@ParameterizedTest
	@CsvSource({ "key.usage, keyCertSign", "key.usage, ''", "policy, none", "policy.notice, ''", "qc, qualified", "qc, type:any",
			"qc, pds:http://x", "qc, oid:x", "validity, 3" })
	void aProfileThatIsWrongIsRefused(String key, String value) throws Exception {
		assertThrows(IllegalArgumentException.class, () -> CertificateProfile.of(with(key, value)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "test", "test-qc", "nes" })
	void allProfilesOfThisBundleCanBeRead(String name) {
		assertFalse(CertificateProfile.named(name).statements().isEmpty());
	}

	private static Properties with(String key, String value) throws Exception {
		Properties text = new Properties();
		text.load(new StringReader("key.usage = nonRepudiation\npolicy = 1.2.3\npolicy.notice = x\nqc = compliance\n"));
		CertificateProfile.of(text);
		text.setProperty(key, value);
		return text;
	}
}
