package muhurdar.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.Secret;

class KeyFileTest {

	private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
	private static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

	@TempDir
	Path folder;

	private static Secret password(String word) {
		return Secret.typed(word.toCharArray());
	}

	@Test
	void aKeyIsReadBackWithItsPasswordOnly() throws IOException {
		Path file = folder.resolve("vault.p12");
		KeyPair pair = TestKeys.pair("RSA", 2048);
		KeyFile.write(file, password("şifre"), Map.of("vault", KeyFile.Entry.selfSigned(pair, "Kasa", FROM, UNTIL)));
		KeyFile.Entry entry = KeyFile.read(file, password("şifre")).get("vault");
		assertEquals(pair.getPrivate(), entry.key());
		CertificateInfo certificate = entry.certificate();
		assertEquals(TestKeys.spki(pair), certificate.spki());
		assertEquals("Kasa", certificate.commonName());
		assertEquals(FROM, certificate.notBefore());
		assertEquals(UNTIL, certificate.notAfter());
		assertTrue(certificate.signedBy(certificate));
		assertTrue(certificate.identityNo().isEmpty());
		assertFalse(entry.toString().contains("Kasa"));
		assertThrows(PkiFault.class, () -> KeyFile.read(file, password("sifre")));
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
	}

	@Test
	void aDamagedFileIsAFault() throws IOException {
		Path file = Files.write(folder.resolve("vault.p12"), new byte[] { 1, 2, 3 });
		assertThrows(PkiFault.class, () -> KeyFile.read(file, password("x")));
	}
}
