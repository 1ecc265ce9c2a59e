package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import muhurdar.domain.Bytes;
import muhurdar.pki.SigningKey.Algorithm;

/** Our streamed CRLs against BouncyCastle's builder, OpenSSL and GnuTLS. */
class CrlWriterTest {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
	private static final URI FRESHEST = URI.create("http://127.0.0.1/delta.crl");

	@TempDir
	Path folder;

	private record Issuer(CertificateInfo certificate, SigningKey key) {

		static Issuer of(Algorithm algorithm) throws Exception {
			KeyPair pair = switch (algorithm) {
			case RSA_PKCS1 -> TestKeys.pair("RSA", 2048);
			case RSA_PSS -> TestKeys.pair("RSA", 4096);
			case EC_P256 -> TestKeys.pair("EC", 256);
			case EC_P384 -> TestKeys.pair("EC", 384);
			};
			var name = new X500Name("C=TR,O=Deneme,CN=Şifreli İğne");
			var spki = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
			var builder = new X509v3CertificateBuilder(name, BigInteger.TEN, Date.from(NOW.minus(Duration.ofDays(9000))),
					Date.from(NOW.plus(Duration.ofDays(9000))), name, spki);
			SubjectKeyIdentifier keyId = new BcX509ExtensionUtils().createSubjectKeyIdentifier(spki);
			builder.addExtension(Extension.subjectKeyIdentifier, false, keyId);
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
			var signer = new JcaContentSignerBuilder(algorithm.jcaName()).setProvider(BouncyCastle.provider())
					.build(pair.getPrivate());
			var certificate = CertificateInfo.read(Bytes.of(builder.build(signer).getEncoded()));
			SigningKey key = SigningKey.of(certificate, pair.getPrivate());
			assertEquals(algorithm, key.algorithm());
			return new Issuer(certificate, key);
		}
	}

	/** Serial numbers of 1 to 20 bytes, dates from 1949 over both sides of 2049, all reasons. */
	private static List<Crl.Entry> entries(int count) {
		var random = new Random(7);
		int[] reasons = { 0, 1, 3, 4, 5, 6, 8, 9 };
		return IntStream.range(0, count)
				.mapToObj(i -> new Crl.Entry(
						CertificateInfo.serialText(new BigInteger(8 * (1 + i % 20) - 1, random).add(BigInteger.ONE)),
						Instant.ofEpochSecond(i % 3 == 0 ? random.nextLong(-662_688_000L, 4_000_000_000L) : 1_790_000_000L + i),
						reasons[i % reasons.length]))
				.toList();
	}

	private static CrlWriter.Rows rows(List<Crl.Entry> entries) {
		return sink -> {
			for (Crl.Entry each : entries) {
				sink.add(new BigInteger(each.serialNumber(), 16).toByteArray(), each.since().getEpochSecond(), each.reason());
			}
		};
	}

	private X509CRLHolder byBouncyCastle(Issuer issuer, CrlWriter.Head head, List<Crl.Entry> entries) throws Exception {
		var holder = CertificateInfo.holder(issuer.certificate().der());
		var builder = new X509v2CRLBuilder(holder.getSubject(), Date.from(head.thisUpdate()));
		builder.setNextUpdate(Date.from(head.nextUpdate()));
		for (Crl.Entry entry : entries) {
			builder.addCRLEntry(new BigInteger(entry.serialNumber(), 16), Date.from(entry.since()), entry.reason());
		}
		byte[] keyId = SubjectKeyIdentifier.fromExtensions(holder.getExtensions()).getKeyIdentifier();
		builder.addExtension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId));
		builder.addExtension(Extension.cRLNumber, false, new ASN1Integer(head.number()));
		if (head.base() != null) {
			builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(head.base()));
		}
		if (head.freshest() != null) {
			var name = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, head.freshest().toString()));
			builder.addExtension(Extension.freshestCRL, false, new CRLDistPoint(
					new DistributionPoint[] { new DistributionPoint(new DistributionPointName(name), null, null) }));
		}
		return builder.build(issuer.key().signer());
	}

	private static CrlWriter.Head full() {
		return new CrlWriter.Head(BigInteger.valueOf(NOW.getEpochSecond()), NOW, NOW.plus(Duration.ofDays(1)));
	}

	@ParameterizedTest
	@EnumSource
	void aListIsWhatBouncyCastleWouldHaveWritten(Algorithm algorithm) throws Exception {
		Issuer issuer = Issuer.of(algorithm);
		var withDelta = new CrlWriter.Head(BigInteger.ONE, NOW, NOW.plus(Duration.ofDays(1)), null, FRESHEST);
		var delta = new CrlWriter.Head(BigInteger.TWO, NOW, NOW.plus(Duration.ofHours(1)), BigInteger.ONE, null);
		for (int count : new int[] { 0, 1, 2, 7, 1000, 4321 }) {
			for (CrlWriter.Head head : List.of(full(), withDelta, delta)) {
				List<Crl.Entry> entries = entries(count);
				Path file = folder.resolve("list.crl");
				assertEquals(count, new CrlWriter(issuer.certificate(), issuer.key()).write(file, head, rows(entries)));
				byte[] ours = Files.readAllBytes(file);
				X509CRLHolder theirs = byBouncyCastle(issuer, head, entries);
				if (algorithm == Algorithm.RSA_PKCS1) { // the others sign at random
					assertArrayEquals(theirs.getEncoded(), ours);
				}
				var read = new X509CRLHolder(ours);
				assertArrayEquals(ours, read.toASN1Structure().getEncoded("DER"));
				assertArrayEquals(theirs.toASN1Structure().getTBSCertList().getEncoded("DER"),
						read.toASN1Structure().getTBSCertList().getEncoded("DER"));
				assertTrue(Crl.read(Bytes.of(ours)).signedBy(issuer.certificate()));
			}
		}
		try (var files = Files.list(folder)) {
			assertEquals(1, files.count(), "nothing is left beside it");
		}
	}

	@ParameterizedTest
	@EnumSource
	void opensslAndGnutlsFindItRight(Algorithm algorithm) throws Exception {
		Issuer issuer = Issuer.of(algorithm);
		Path file = folder.resolve("list.crl");
		List<Crl.Entry> entries = entries(500).stream().filter(entry -> entry.reason() != CrlWriter.REMOVE).toList();
		new CrlWriter(issuer.certificate(), issuer.key()).write(file, full(), rows(entries));
		Path ca = pem("ca.pem", "CERTIFICATE", issuer.certificate().der().toArray());
		Path list = pem("list.pem", "X509 CRL", Files.readAllBytes(file));
		String openssl = run(0, "openssl", "crl", "-in", list.toString(), "-noout", "-text", "-CAfile", ca.toString());
		assertTrue(openssl.contains("verify OK"), openssl);
		assertEquals(entries.size(), openssl.split("Serial Number:", -1).length - 1);
		String certtool = run(0, "certtool", "--verify-crl", "--load-ca-certificate", ca.toString(), "--infile",
				list.toString());
		assertTrue(certtool.contains("Verified"), certtool);

		byte[] altered = Files.readAllBytes(file);
		altered[altered.length - 1] ^= 1;
		Path bad = pem("bad.pem", "X509 CRL", altered);
		assertTrue(run(0, "openssl", "crl", "-in", bad.toString(), "-noout", "-CAfile", ca.toString())
				.contains("verify failure"));
	}

	@Test
	void aSerialNumberNobodyMayHaveIsNotWritten() throws Exception {
		var writer = new CrlWriter(Issuer.of(Algorithm.EC_P256).certificate(), Issuer.of(Algorithm.EC_P256).key());
		Path file = folder.resolve("list.crl");
		assertThrows(PkiFault.class, () -> writer.write(file, full(), sink -> sink.add(new byte[21], 0, 0)));
		assertThrows(PkiFault.class, () -> writer.write(file, full(), sink -> sink.add(new byte[0], 0, 0)));
		try (var files = Files.list(folder)) {
			assertEquals(0, files.count());
		}
	}

	private Path pem(String name, String type, byte[] der) throws IOException {
		return Files.writeString(folder.resolve(name), "-----BEGIN " + type + "-----\n"
				+ Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type + "-----\n");
	}

	private static String run(int code, String... command) throws Exception {
		Process process = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true).start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(code, process.waitFor(), text);
		return text;
	}
}
