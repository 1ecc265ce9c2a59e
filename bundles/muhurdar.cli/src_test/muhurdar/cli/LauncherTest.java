package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the product, with a Java that only tells what it was asked for. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

	private record Ended(int code, String text) {
	}

	@TempDir
	Path folder;
	private Path product;

	@BeforeEach
	void aProduct() throws IOException {
		product = Files.createDirectory(folder.resolve("product"));
		Files.copy(script(), product.resolve("muhurdar"));
		Files.createDirectories(product.resolve("configuration"));
		Files.createFile(product.resolve("artifacts.xml"));
		Files.createFile(Files.createDirectory(product.resolve("plugins")).resolve("org.eclipse.equinox.launcher_1.jar"));
		Path bin = Files.createDirectories(folder.resolve("java").resolve("bin"));
		Files.writeString(folder.resolve("java").resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
		Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$@\"\nexit 7\n");
		assertTrue(java.toFile().setExecutable(true));
	}

	private static Path script() {
		Path at = Path.of("").toAbsolutePath();
		while (!Files.exists(at.resolve("features"))) {
			at = at.getParent();
		}
		return at.resolve("features").resolve("muhurdar.feature").resolve("rootfiles").resolve("muhurdar");
	}

	private Ended run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("sh", product.resolve("muhurdar").toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
		builder.environment().put("HOME", folder.resolve("home").toString());
		Process process = builder.start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Ended(process.waitFor(), text);
	}

	@Test
	void aDataFolderThatCannotBeWrittenIsSaidInOneSentence() throws Exception {
		Path file = Files.createFile(folder.resolve("file"));
		Ended ended = run("--data", file.resolve("data").toString(), "--no-ui", "orders", "list");
		assertEquals(3, ended.code());
		assertTrue(ended.text().startsWith("muhurdar: veri klasörüne yazılamıyor: " + file.resolve("data")), ended.text());
		assertEquals(1, ended.text().lines().count(), ended.text());
	}

	@Test
	void whoAsksForHelpGetsNoDataFolder() throws Exception {
		Ended ended = run("--no-ui", "orders", "--help");
		assertEquals(7, ended.code());
		assertTrue(ended.text().contains("-application muhurdar.cli.application orders --help"), ended.text());
		assertFalse(Files.exists(folder.resolve("home")));
		assertFalse(ended.text().contains(folder.resolve("home").toString()), ended.text());
	}

	@Test
	void whoDoesSomethingGetsOne() throws Exception {
		Ended ended = run("--no-ui", "orders", "list");
		assertEquals(7, ended.code());
		assertTrue(ended.text().contains("-Dmuhurdar.data=" + folder.resolve("home").resolve(".muhurdar")), ended.text());
	}
}
