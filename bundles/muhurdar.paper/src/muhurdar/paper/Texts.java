package muhurdar.paper;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** The words on the papers: {@code texts_tr.properties} for Turkish, {@code texts.properties} for any other language. */
record Texts(Locale language, Properties texts) {

	static Texts in(Locale language) {
		boolean turkish = "tr".equals(language.getLanguage());
		Properties texts = new Properties();
		try (var in = new InputStreamReader(Objects.requireNonNull(
				Texts.class.getResourceAsStream(turkish ? "texts_tr.properties" : "texts.properties")), StandardCharsets.UTF_8)) {
			texts.load(in);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return new Texts(turkish ? Locale.of("tr") : Locale.ENGLISH, texts);
	}

	String get(String key, Object... arguments) {
		String text = texts.getProperty(key);
		if (text == null) {
			throw new IllegalArgumentException("no text: " + key);
		}
		return new MessageFormat(text, language).format(arguments);
	}
}
