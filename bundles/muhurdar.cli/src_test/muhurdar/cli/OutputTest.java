package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import org.junit.jupiter.api.Test;

import muhurdar.api.Words;
import muhurdar.domain.OrderState;

class OutputTest {

	private static String printed(boolean json, String language) {
		Locale locale = Locale.of(language);
		ResourceBundle texts = ResourceBundle.getBundle("muhurdar.cli.texts", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
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
	void whatProgramsReadStaysAsItIs() {
		String expected = "[{\"state\":\"SUBMITTED\",\"e-onay\":true,\"end\":\"2026-12-03\",\"at\":\"2026-12-03T21:30:00Z\",\"ordered by\":null}]";
		assertEquals(expected, printed(true, "tr"));
		assertEquals(expected, printed(true, "en"));
	}
}
