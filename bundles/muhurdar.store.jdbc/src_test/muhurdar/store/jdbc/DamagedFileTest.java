package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** Files that H2 cannot read, or not any more. */
class DamagedFileTest {

	@TempDir
	Path folder;

	private Path file;

	@BeforeEach
	void aStore() {
		file = folder.resolve("muhurdar.mv.db");
		JdbcStore store = store();
		store.changeNumber();
		store.close();
	}

	private JdbcStore store() {
		return new JdbcStore(() -> Database.h2(folder.resolve("muhurdar")), Clock.systemUTC());
	}

	private void refused(Why why, byte[] content) throws Exception {
		Files.write(file, content);
		Refusal no = assertThrows(Refusal.class, store()::changeNumber);
		assertEquals(why, no.why());
		assertEquals(List.of(file.toString()), no.arguments());
		assertArrayEquals(content, Files.readAllBytes(file), "the file stays as it was");
	}

	@Test
	void aFileWithADamagedHeadIsRefusedByName() throws Exception {
		byte[] content = Files.readAllBytes(file);
		byte[] noise = new byte[2 * 4096];
		new Random(1).nextBytes(noise);
		System.arraycopy(noise, 0, content, 0, noise.length);
		refused(Why.STORE_DAMAGED, content);
	}

	@Test
	void aFileThatIsNoDatabaseIsRefusedByName() throws Exception {
		refused(Why.STORE_DAMAGED, "Alışveriş listesi\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
		refused(Why.STORE_DAMAGED, "kısa".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void aFileOfAnotherVersionOfH2IsRefusedByName() throws Exception {
		byte[] content = Files.readAllBytes(file);
		for (int head = 0; head < 2; head++) {
			String text = new String(content, head * 4096, 4096, StandardCharsets.ISO_8859_1);
			String changed = text.replaceFirst("format:[0-9]+", "format:9");
			int sum = changed.indexOf(",fletcher:");
			byte[] before = changed.substring(0, sum).getBytes(StandardCharsets.ISO_8859_1);
			String whole = changed.substring(0, sum) + ",fletcher:" + Integer.toHexString(fletcher(before)) + "\n";
			byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
			Arrays.fill(content, head * 4096, (head + 1) * 4096, (byte) ' ');
			System.arraycopy(bytes, 0, content, head * 4096, bytes.length);
		}
		refused(Why.STORE_OTHER_VERSION, content);
	}

	/** Fletcher-32 over two bytes at a time, as H2 has it in the head of its file. */
	private static int fletcher(byte[] bytes) {
		int one = 0xffff;
		int two = 0xffff;
		for (int i = 0; i < bytes.length; i += 2) {
			int low = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
			one = (one + ((bytes[i] & 0xff) << 8 | low)) % 0xffff;
			two = (two + one) % 0xffff;
		}
		return (two == 0 ? 0xffff : two) << 16 | (one == 0 ? 0xffff : one);
	}
}
