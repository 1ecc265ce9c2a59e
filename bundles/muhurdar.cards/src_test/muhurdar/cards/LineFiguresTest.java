package muhurdar.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.api.LineReport;
import muhurdar.api.LineReport.Cycle;
import muhurdar.api.LineReport.Failure;
import muhurdar.api.LineReport.StepTime;
import muhurdar.api.LineReport.Tally;
import muhurdar.api.LineRow;
import muhurdar.domain.CardId;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.KeyType;
import muhurdar.domain.Phase;
import muhurdar.domain.UserId;

/** The line's figures off a journal that is written here line by line. */
class LineFiguresTest {

	private static final Instant BEGIN = Instant.parse("2026-11-21T06:00:00Z");
	private static final UserId BY = new UserId(new UUID(1, 1));
	private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

	private final List<LineRow> rows = new ArrayList<>();

	private void line(int card, CardStep step, Phase phase, int second, String detail, String reader) {
		ChipSerial serial = new ChipSerial("%024X".formatted(card));
		rows.add(new LineRow(new JournalEntry(rows.size() + 1, new CardId(new UUID(2, card)), serial, step, phase, BY,
				BEGIN.plusSeconds(second), detail, reader), KeyType.RSA_2048, "P-1", "Kurum", "Burak Şahin"));
	}

	private void drawn(int card, int second, String reader) {
		line(card, CardStep.DRAW, Phase.AFTER, second, "S-1 at hall", reader);
	}

	private void step(int card, CardStep step, int from, int until) {
		line(card, step, Phase.BEFORE, from, null, null);
		line(card, step, Phase.AFTER, until, null, null);
	}

	private void good(int card, int second, String reader, int keySeconds) {
		drawn(card, second, reader);
		step(card, CardStep.KEY, second, second + keySeconds);
		step(card, CardStep.CHECK, second + keySeconds, second + keySeconds + 1);
	}

	private LineReport report(int minutes) {
		return new LineFigures(MadeCard.of(rows), JournalThroughput::masked).report(BEGIN, BEGIN.plusSeconds(60L * minutes),
				Duration.ofMinutes(1));
	}

	@Test
	void goodAndSpoiledCardsAreCountedByBatchInstitutionReaderAndOperator() {
		good(1, 0, "A", 10);
		good(2, 20, "A", 10);
		drawn(3, 5, "B");
		line(3, CardStep.KEY, Phase.BEFORE, 5, null, null);
		line(3, CardStep.KEY, Phase.FAILED, 9, "CARD_FAULT [KEY, 6F00]", null);
		LineReport report = report(1);
		assertEquals(List.of(2, 1), List.of(report.good(), report.spoiled()));
		assertEquals(List.of(new Tally("P-1", 2, 1)), report.batches());
		assertEquals(List.of(new Tally("Kurum", 2, 1)), report.institutions());
		assertEquals(List.of(new Tally("A", 2, 0), new Tally("B", 0, 1)), report.readers());
		assertEquals(List.of(new Tally("B*** Ş***", 2, 1)), report.operators());
		assertEquals(List.of(new Failure("CARD_FAULT [KEY, 6F00]", CardStep.KEY, 1)), report.failures());
	}

	@Test
	void mediansAreByReaderAndStep() {
		good(1, 0, "A", 10);
		good(2, 20, "A", 30);
		good(3, 60, "A", 12);
		good(4, 0, "B", 5);
		assertEquals(List.of(new StepTime("A", CardStep.KEY, 3, 12_000), new StepTime("A", CardStep.CHECK, 3, 1_000),
				new StepTime("B", CardStep.KEY, 1, 5_000), new StepTime("B", CardStep.CHECK, 1, 1_000)), report(2).steps());
	}

	@Test
	void aCycleIsTheMeanInTheReaderAndTheMedianByHand() {
		good(1, 0, "A", 9); // ends at 10
		good(2, 14, "A", 29); // 4 s by hand; ends at 44
		good(3, 50, "A", 9); // 6 s
		good(4, 600, "A", 9); // somebody was away
		assertEquals(List.of(new Cycle(KeyType.RSA_2048, 4, Duration.ofSeconds(15), Duration.ofSeconds(6))), report(20).cycles());
	}

	@Test
	void aCardThatWentBackToStockIsNeitherGoodNorSpoiledAndCountsWhenItIsDrawnAgain() {
		drawn(1, 0, "A");
		line(1, CardStep.KEY, Phase.FAILED, 2, "READER_FAILED [CARD_GONE]", null);
		good(1, 10, "B", 5);
		LineReport report = report(1);
		assertEquals(List.of(1, 0), List.of(report.good(), report.spoiled()));
		assertEquals(List.of(new Tally("B", 1, 0)), report.readers());
		assertEquals(1, report.failures().size());
	}

	@Test
	void anOrderThatWasPassedOverIsNoCard() {
		line(1, CardStep.DRAW, Phase.FAILED, 0, "S-1 passed over: FOUR_EYES", null);
		good(1, 1, "A", 5);
		LineReport report = report(1);
		assertEquals(List.of(1, 0, 0), List.of(report.good(), report.spoiled(), report.failures().size()));
	}

	@Test
	void theCurveHasEverySlot() {
		good(1, 0, "A", 10);
		good(2, 100, "A", 10);
		LineReport report = report(3);
		assertEquals(List.of(1, 1, 0), report.slots().stream().map(LineReport.Slot::good).toList());
		assertEquals(60.0, report.slots().getFirst().cardsPerHour());
	}

	@Test
	void aReasonIsToldInWordsOfBothLanguages() {
		drawn(3, 5, "B");
		line(3, CardStep.KEY, Phase.BEFORE, 5, null, null);
		line(3, CardStep.KEY, Phase.FAILED, 9, "CARD_FAULT [KEY, 6F00]", null);
		drawn(4, 5, "");
		line(4, CardStep.KEY, Phase.BEFORE, 5, null, null);
		line(4, CardStep.KEY, Phase.FAILED, 9, "=cmd", null);
		String english = new DayTables(DAY, report(1), Locale.ENGLISH).all().toString();
		assertTrue(english.contains("The card refused to go on at “Generating the key” (6F00)."), english);
		assertTrue(english.contains("=cmd") && english.contains("not known"), english);
		String turkish = new DayTables(DAY, report(1), Locale.of("tr")).all().toString();
		assertTrue(turkish.contains("6F00") && !turkish.contains("CARD_FAULT"), turkish);
	}
}
