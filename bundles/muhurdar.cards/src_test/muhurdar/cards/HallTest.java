package muhurdar.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.Setting;
import muhurdar.api.Settings;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class HallTest {

	private static final Settings SETTINGS = new Settings() {
		@Override
		public <T> T get(Setting<T> setting) {
			return setting.equals(STORE_URL) ? setting.parse().apply("jdbc:postgresql:x") : setting.defaultValue();
		}
	};

	@TempDir
	Path folder;

	private Hall hall() {
		return new Hall((first, more) -> folder.resolve(first), SETTINGS);
	}

	@Test
	void aDeskKeepsItsIdAndAnotherDataFolderIsAnotherDesk(@TempDir Path other) {
		assertEquals(hall().id(), hall().id());
		assertTrue(hall().isHere(hall().id()));
		Hall elsewhere = new Hall((first, more) -> other.resolve(first), SETTINGS);
		assertNotEquals(hall().id(), elsewhere.id());
		assertFalse(hall().isHere(elsewhere.id()));
	}

	@Test
	void oneProcessAtATimeMakesCardsFromOneDataFolder() throws Exception {
		Process other = lockedByAnother();
		try {
			assertEquals('y', other.getInputStream().read());
			Hall hall = hall();
			assertFalse(hall.take());
			assertEquals(Why.STORE_IN_USE, assertThrows(Refusal.class, hall::mustBeOurs).why());
			other.destroyForcibly().waitFor();
			assertTrue(hall.take());
			hall.close();
		} finally {
			other.destroyForcibly();
		}
	}

	private Process lockedByAnother() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Holding.class.getName(), folder.resolve("hall.lock").toString())
				.redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/** Holds the lock until it is killed. */
	static final class Holding {

		public static void main(String[] arguments) throws Exception {
			try (var file = new java.io.RandomAccessFile(arguments[0], "rw"); var lock = file.getChannel().tryLock()) {
				System.out.print(lock == null ? 'n' : 'y');
				System.out.flush();
				new java.util.concurrent.CountDownLatch(1).await();
			}
		}
	}
}
