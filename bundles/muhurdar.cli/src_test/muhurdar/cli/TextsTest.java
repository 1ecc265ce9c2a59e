package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class TextsTest {

	/** row("name", value, "name", value …); names are the only words in quotation marks. */
	private static final Pattern ROW = Pattern.compile("\\brow\\([^;]*;");
	private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

	@Test
	void bothLanguagesSayTheSameThings() throws IOException {
		Properties english = load("texts.properties");
		Properties turkish = load("texts_tr.properties");
		assertEquals(english.keySet(), turkish.keySet());
		turkish.forEach((key, text) -> assertFalse(text.toString().isBlank(), key.toString()));
	}

	@Test
	void everyColumnOfEveryTableHasAHeading() throws IOException {
		Path at = Path.of("").toAbsolutePath();
		while (!Files.exists(at.resolve("bundles"))) {
			at = at.getParent();
		}
		Set<String> missing = new TreeSet<>();
		Properties texts = load("texts.properties");
		try (Stream<Path> sources = Files.list(at.resolve("bundles/muhurdar.cli/src/muhurdar/cli"))) {
			for (Path source : sources.filter(file -> file.toString().endsWith("Command.java")).toList()) {
				ROW.matcher(Files.readString(source)).results().flatMap(row -> NAME.matcher(row.group()).results())
						.map(name -> "column." + name.group(1).replace(' ', '-')).filter(key -> !texts.containsKey(key))
						.forEach(missing::add);
			}
		}
		assertEquals(Set.of(), missing);
	}

	private static Properties load(String name) throws IOException {
		Properties texts = new Properties();
		try (var in = new InputStreamReader(TextsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
			texts.load(in);
		}
		return texts;
	}
}
