package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;

class CsrTest {

	private static final Subject SUBJECT = new Subject("İsmail Işık", "Çağrı", "10000000146");

	private static Csr csr(KeyType type) {
		KeyPair pair = TestKeys.pair(type);
		return Csr.build(TestKeys.spki(pair), SUBJECT, tbs -> TestKeys.sign(Signatures.jcaName(type), pair, tbs));
	}

	@ParameterizedTest
	@EnumSource
	void aRequestSignedElsewhereIsReadBackAndOpensslVerifiesIt(KeyType type, @TempDir Path folder) throws Exception {
		Csr csr = csr(type);
		assertEquals(csr, Csr.read(csr.der()));
		assertEquals(type, csr.keyType());
		Path file = Files.write(folder.resolve("csr.der"), csr.der().toArray());
		Process openssl = new ProcessBuilder("openssl", "req", "-verify", "-noout", "-subject", "-nameopt", "utf8",
				"-inform", "DER", "-in", file.toString()).redirectErrorStream(true).start();
		String text = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, openssl.waitFor(), text);
		assertTrue(text.contains("verify OK"), text);
		assertTrue(text.contains("İSMAİL IŞIK ÇAĞRI"), text);
	}

	@ParameterizedTest
	@EnumSource
	void aChangedRequestDoesNotProvePossession(KeyType type) {
		byte[] der = csr(type).der().toArray();
		int name = new String(der, StandardCharsets.ISO_8859_1).indexOf("10000000146");
		der[name] ^= 1;
		assertThrows(PkiFault.class, () -> Csr.read(Bytes.of(der)));
	}

	@Test
	void aSignatureOfAnotherKeyIsNotTaken() {
		KeyPair mine = TestKeys.pair(KeyType.EC_P256);
		KeyPair other = TestKeys.pair(KeyType.EC_P256);
		assertThrows(PkiFault.class, () -> Csr.build(TestKeys.spki(mine), SUBJECT,
				tbs -> TestKeys.sign("SHA256withECDSA", other, tbs)));
	}

	@Test
	void anotherHashThanTheKeysOwnIsNotTaken() {
		KeyPair pair = TestKeys.pair(KeyType.EC_P256);
		assertThrows(PkiFault.class, () -> Csr.build(TestKeys.spki(pair), SUBJECT,
				tbs -> TestKeys.sign("SHA384withECDSA", pair, tbs)));
	}

	@Test
	void whatTheSignerThrowsComesThrough() {
		var pulled = new IllegalStateException("card pulled");
		Bytes spki = TestKeys.spki(TestKeys.pair(KeyType.EC_P256));
		assertSame(pulled, assertThrows(IllegalStateException.class, () -> Csr.build(spki, SUBJECT, tbs -> {
			throw pulled;
		})));
	}

	@Test
	void weakAndForeignKeysAreNotOurs() {
		assertThrows(PkiFault.class, () -> Signatures.keyType(TestKeys.spki(TestKeys.pair("RSA", 1024))));
		assertThrows(PkiFault.class, () -> Signatures.keyType(TestKeys.spki(TestKeys.pair("EC", 521))));
		assertThrows(PkiFault.class, () -> Signatures.keyType(TestKeys.spki(TestKeys.pair("Ed25519", 255))));
		assertThrows(PkiFault.class, () -> Signatures.keyType(Bytes.of((byte) 0x30, (byte) 0)));
	}

	@Test
	void aPointThatIsNotOnItsCurveIsNoKey() {
		byte[] spki = TestKeys.pair(KeyType.EC_P256).getPublic().getEncoded();
		spki[spki.length - 1] ^= 1;
		assertThrows(PkiFault.class, () -> Signatures.keyType(Bytes.of(spki)));
	}

	@Test
	void rubbishIsNoRequestAndNoCertificateAndNoList() {
		for (Bytes rubbish : new Bytes[] { Bytes.of(), Bytes.of((byte) 1, (byte) 2), Bytes.of((byte) 0x30, (byte) 0) }) {
			assertThrows(PkiFault.class, () -> Csr.read(rubbish));
			assertThrows(PkiFault.class, () -> CertificateInfo.read(rubbish));
			assertThrows(PkiFault.class, () -> Crl.read(rubbish));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSignatureIsGoodForItsBytesAndItsKeyOnly(KeyType type) {
		KeyPair pair = TestKeys.pair(type);
		Bytes tbs = Bytes.of("MUHURDAR-QC|serial|nonce".getBytes(StandardCharsets.US_ASCII));
		Bytes signature = TestKeys.sign(Signatures.jcaName(type), pair, tbs);
		assertTrue(Signatures.verify(TestKeys.spki(pair), tbs, signature));
		assertFalse(Signatures.verify(TestKeys.spki(pair), signature, signature));
		assertFalse(Signatures.verify(TestKeys.spki(TestKeys.pair(type)), tbs, signature));
		assertFalse(Signatures.verify(TestKeys.spki(pair), tbs, tbs));
		assertFalse(Signatures.verify(TestKeys.spki(pair), tbs, Bytes.of()));
	}
}
