package muhurdar.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class PasswordFileTest {

	@TempDir
	Path folder;
	private Path file;

	@BeforeEach
	void file() {
		file = folder.resolve("passwords");
	}

	@Test
	void aPasswordIsMadeOnceAndStaysTheSame() throws Exception {
		byte[] ca = word(new PasswordFile(file, null), "ca");
		byte[] vault = word(new PasswordFile(file, null), "vault");
		assertTrue(new String(ca, StandardCharsets.US_ASCII).matches("[0-9a-f]{64}"));
		assertFalse(Arrays.equals(ca, vault));
		PasswordFile later = new PasswordFile(file, null);
		assertArrayEquals(ca, word(later, "ca"));
		assertArrayEquals(vault, word(later, "vault"));
		assertEquals(2, Files.readAllLines(file).size());
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
	}

	@Test
	void oneNameIsNotTakenForAnotherThatBeginsAlike() {
		PasswordFile passwords = new PasswordFile(file, null);
		assertFalse(Arrays.equals(word(passwords, "ca"), word(passwords, "ca2")));
		assertFalse(Arrays.equals(word(passwords, "a"), word(passwords, "ca")));
	}

	@Test
	void aLineTornByAPowerCutIsNeitherUsedNorInTheWay() throws Exception {
		byte[] ca = word(new PasswordFile(file, null), "ca");
		Files.writeString(file, "vault=0123", StandardOpenOption.APPEND);
		byte[] vault = word(new PasswordFile(file, null), "vault");
		assertEquals(64, vault.length);
		assertArrayEquals(vault, word(new PasswordFile(file, null), "vault"));
		assertArrayEquals(ca, word(new PasswordFile(file, null), "ca"));
	}

	@Test
	void underSystemdThePasswordIsItsCredentialAndNoneIsMadeUp() throws Exception {
		Files.writeString(folder.resolve("muhurdar.ca"), "from systemd\n");
		PasswordFile passwords = new PasswordFile(file, folder.toString());
		assertArrayEquals("from systemd".getBytes(StandardCharsets.US_ASCII), word(passwords, "ca"));
		assertEquals(Why.FIELD_MISSING, assertThrows(Refusal.class, () -> passwords.password("vault")).why());
		assertFalse(Files.exists(file));
	}

	@Test
	void aNameThatCouldLeaveTheFolderIsNotOne() {
		PasswordFile passwords = new PasswordFile(file, folder.toString());
		assertThrows(IllegalArgumentException.class, () -> passwords.password("../ca"));
		assertThrows(IllegalArgumentException.class, () -> passwords.password("ca=1\nvault"));
	}

	private static byte[] word(PasswordFile passwords, String name) {
		try (var secret = passwords.password(name)) {
			return secret.use(byte[]::clone);
		}
	}
}
