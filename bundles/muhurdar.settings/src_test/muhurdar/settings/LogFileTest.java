package muhurdar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogFileTest {

	@TempDir
	Path folder;

	@Test
	void oneEventIsOneLineWithItsCard() throws Exception {
		LogFile log = new LogFile(new HomeFolder(folder));
		try (var card = MDC.putCloseable("card", "7A01")) {
			LoggerFactory.getLogger("muhurdar.test").info("first\nFAKED second");
		} finally {
			log.close();
		}
		LoggerFactory.getLogger("muhurdar.test").info("after the end");
		List<String> lines = Files.readAllLines(folder.resolve("log/muhurdar.log")).stream()
				.filter(line -> line.contains("muhurdar.test")).toList();
		assertEquals(1, lines.size(), lines.toString());
		assertTrue(lines.getFirst().endsWith("[  7A01] first | FAKED second"), lines.getFirst());
	}
}
