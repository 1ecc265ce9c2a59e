package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import org.junit.jupiter.api.Test;

class TextsTest {

	@Test
	void bothLanguagesSayTheSameThings() throws IOException {
		Properties english = load("texts.properties");
		Properties turkish = load("texts_tr.properties");
		assertEquals(english.keySet(), turkish.keySet());
		turkish.forEach((key, text) -> assertFalse(text.toString().isBlank(), key.toString()));
	}

	private static Properties load(String name) throws IOException {
		Properties texts = new Properties();
		try (var in = new InputStreamReader(TextsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
			texts.load(in);
		}
		return texts;
	}
}
