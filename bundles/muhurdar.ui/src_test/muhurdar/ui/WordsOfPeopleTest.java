package muhurdar.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WordsOfPeopleTest {

	private final Locale before = Locale.getDefault();

	@AfterEach
	void restoreTheLanguage() {
		Locale.setDefault(before);
	}

	@Test
	void aTileShowsTheSurnameAndOneLetterOfTheGivenName() {
		assertEquals("ÖZDEMİR I.", Names.shortened("IŞIL ÖZDEMİR"));
		assertEquals("ÇAĞLAR İ.", Names.shortened("İREM NUR ÇAĞLAR"));
		assertEquals("MADONNA", Names.shortened(" MADONNA "));
	}

	@Test
	void aDateIsReadAsPeopleTypeIt() {
		LocalDate day = LocalDate.of(2026, 12, 3);
		assertEquals(day, Dates.parse("3.12.2026"));
		assertEquals(day, Dates.parse(" 03/12/2026 "));
		assertNull(Dates.parse("31.02.2026"), "there is no such day");
		assertNull(Dates.parse("yarın"));
	}

	@Test
	void anInstantIsShownInIstanbulsDay() {
		assertEquals("04.12.2026", Dates.day(Instant.parse("2026-12-03T22:30:00Z")));
		assertEquals("04.12.2026 01:30", Dates.minute(Instant.parse("2026-12-03T22:30:00Z")));
	}

	@Test
	void upperCaseFollowsTurkishRulesInEveryLanguageOfTheWindow() {
		Locale.setDefault(Locale.ENGLISH);
		assertEquals("İSTANBUL IĞDIR", Names.upper("istanbul ığdır"));
	}

	@Test
	void tilesStandInRowsOfEqualLength() {
		assertEquals(1, TileBoard.columns(0));
		assertEquals(4, TileBoard.columns(4));
		assertEquals(3, TileBoard.columns(6));
		assertEquals(4, TileBoard.columns(8));
		assertEquals(3, TileBoard.columns(9));
	}
}
