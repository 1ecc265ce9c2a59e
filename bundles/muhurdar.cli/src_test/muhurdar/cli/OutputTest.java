package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;

import muhurdar.api.Words;
import muhurdar.domain.OrderState;

class OutputTest {

	private static ResourceBundle texts(Locale locale) {
		return ResourceBundle.getBundle("muhurdar.cli.texts", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
	}

	private static String printed(boolean json, String language) {
		Locale locale = Locale.of(language);
		ResourceBundle texts = texts(locale);
		StringWriter text = new StringWriter();
		new Output(new PrintWriter(text), json, Words.of(locale), texts)
				.rows(List.of(Output.row("state", OrderState.SUBMITTED, "e-onay", true, "end", LocalDate.of(2026, 12, 3), "at",
						Instant.parse("2026-12-03T21:30:00Z"), "ordered by", null)));
		return text.toString().strip().replaceAll("\\R", "\n");
	}

	@Test
	void aTableIsInTheLanguageOfThePersonAndInLocalTime() {
		assertEquals("""
				durum          E-Onay  bitiş       zaman             siparişi veren
				Onay bekliyor  evet    03.12.2026  04.12.2026 00:30""", printed(false, "tr"));
		assertEquals("state", printed(false, "en").substring(0, 5));
	}

	@Test
	void aFractionHasOneDecimalForPeopleAndAllOfThemForPrograms() {
		StringWriter text = new StringWriter();
		ResourceBundle texts = texts(Locale.of("tr"));
		List<Map<String, @Nullable Object>> rows = List.of(Output.row("p95 ms", 3.25, "error rate", null));
		new Output(new PrintWriter(text), false, Words.of(Locale.of("tr")), texts).rows(rows);
		new Output(new PrintWriter(text), true, Words.of(Locale.of("tr")), texts).rows(rows);
		assertEquals(List.of("p95 ms  hata %", "3,3", "[{\"p95 ms\":3.25,\"error rate\":null}]"),
				text.toString().lines().toList());
	}

	@Test
	void rowsInARowAreOneDocument() {
		StringWriter text = new StringWriter();
		Locale locale = Locale.ENGLISH;
		new Output(new PrintWriter(text), true, Words.of(locale), texts(locale)).rows(List.of(
				Output.row("reader", "R", "profiles", List.of(Output.row("profile", "akis"), Output.row("profile", "piv")))));
		assertEquals("[{\"reader\":\"R\",\"profiles\":[{\"profile\":\"akis\"},{\"profile\":\"piv\"}]}]",
				text.toString().strip());
	}

	@Test
	void whatProgramsReadStaysAsItIs() {
		String expected = "[{\"state\":\"SUBMITTED\",\"e-onay\":true,\"end\":\"2026-12-03\",\"at\":\"2026-12-03T21:30:00Z\",\"ordered by\":null}]";
		assertEquals(expected, printed(true, "tr"));
		assertEquals(expected, printed(true, "en"));
	}
}
