package muhurdar.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class HallTest {

	@TempDir
	Path folder;

	private Hall hall() {
		return new Hall((first, more) -> folder.resolve(first));
	}

	@Test
	void aPlaceKeepsItsName() {
		assertEquals(hall().name(), hall().name());
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
