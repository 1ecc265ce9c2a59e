package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.Actor;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;

/** Another process has the file, and is killed while it writes. */
class KilledDeskTest {

	/** The other process: writes for ever, and says after each commit what it has committed. */
	public static final class Desk {

		public static void main(String[] arguments) {
			JdbcStore store = new JdbcStore(() -> Database.h2(Path.of(arguments[0])), Clock.systemUTC());
			for (int i = 1;; i++) {
				String name = String.valueOf(i);
				store.write(Actor.SYSTEM, Right.RUN_DEMO, name, tx -> tx.institutions()
						.put(new Institution(new InstitutionId(UUID.randomUUID()), 0, name, "")));
				System.out.println("committed " + name);
			}
		}
	}

	@TempDir
	Path folder;

	@Test
	void theFileBelongsToOneProcessAndWhatItCommittedOutlivesItsDeath() throws Exception {
		Path file = folder.resolve("muhurdar");
		Process desk = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Desk.class.getName(),
				file.toString()).redirectErrorStream(true).start();
		JdbcStore store = new JdbcStore(() -> Database.h2(file), Clock.systemUTC());
		int committed = 0;
		try (BufferedReader said = desk.inputReader()) {
			committed = read(said, 0, 50);
			Refusal no = assertThrows(Refusal.class, store::changeNumber);
			assertEquals(Why.STORE_IN_USE, no.why());
			assertEquals(List.of(file + ".mv.db"), no.arguments());
			committed = read(said, committed, committed + 50);
			desk.toHandle().destroyForcibly();
			committed = read(said, committed, Integer.MAX_VALUE);
		} finally {
			desk.destroyForcibly().waitFor();
		}

		List<String> names = store.read(Actor.SYSTEM, Right.RUN_DEMO, tx -> tx.institutions().all()).stream()
				.map(Institution::name).toList();
		store.close();
		for (int i = 1; i <= committed; i++) {
			assertTrue(names.contains(String.valueOf(i)), "lost " + i + " of " + committed);
		}
		assertTrue(names.size() <= committed + 1, "one commit may be unsaid, not " + (names.size() - committed));
	}

	/** Reads until so many are committed, or the process has ended. */
	private static int read(BufferedReader said, int committed, int until) throws Exception {
		int last = committed;
		while (last < until) {
			String line = said.readLine();
			if (line == null) {
				break;
			}
			if (line.startsWith("committed ")) {
				last = Integer.parseInt(line.substring("committed ".length()));
			}
		}
		assertTrue(last > committed || until == Integer.MAX_VALUE, "the other process has ended");
		return last;
	}
}
