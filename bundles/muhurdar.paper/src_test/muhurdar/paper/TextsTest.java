package muhurdar.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;

import org.junit.jupiter.api.Test;

class TextsTest {

	private final Texts turkish = Texts.in(Locale.of("tr", "TR"));
	private final Texts english = Texts.in(Locale.GERMAN);

	@Test
	void bothLanguagesSayTheSameThings() {
		assertEquals(english.texts().keySet(), turkish.texts().keySet());
		turkish.texts().forEach((key, text) -> assertFalse(text.toString().isBlank(), key.toString()));
	}

	@Test
	void whatHasNoTextIsAFault() {
		assertThrows(IllegalArgumentException.class, () -> english.get("pin"));
	}
}
