package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.LineReport;
import muhurdar.api.LineReport.Tally;
import muhurdar.api.Throughput;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Phase;
import muhurdar.domain.Refusal;
import muhurdar.domain.User;
import muhurdar.domain.Why;

/** The figures of the line against the journal's rows of the same cards, and what is on paper against the figures. */
class ThroughputTest {

	private static final Locale TURKISH = Locale.of("tr");
	private static final int ORDERS = 6;
	private static final String READER = "Deneme okuyucusu";

	private final ProductionLine line = new ProductionLine();
	private final Throughput throughput = House.service(Throughput.class);
	private final Instant begun = Instant.now();

	@TempDir
	Path folder;

	/** A batch of which one card was spoiled at its key. */
	private Batch made() throws InterruptedException {
		line.blanks(2 * ORDERS);
		Batch batch = line.batch(line.orders(ORDERS));
		Actor by = line.fixture.producer;
		line.cards.run(batch.id(), by);
		CardId card = line.cards.draw(batch.id(), line.hands.box().getLast(), ProductionLine.PROFILE, READER, by).orElseThrow()
				.card();
		line.cards.begin(card, CardStep.KEY, by);
		line.cards.failed(card, CardStep.KEY, "CARD_FAULT [KEY, 6F00]", by);
		line.cards.pause(batch.id(), by);
		line.run(batch.id());
		return batch;
	}

	private static int in(List<Card> cards, CardState state) {
		return (int) cards.stream().filter(card -> card.state() == state).count();
	}

	private static String text(Bytes pdf) {
		try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
			PDFTextStripper stripper = new PDFTextStripper();
			stripper.setSortByPosition(true);
			return stripper.getText(document).replaceAll("\\s+", " ");
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	private String parts(Bytes workbook) throws IOException {
		StringBuilder all = new StringBuilder();
		Path file = Files.write(folder.resolve("day.xlsx"), workbook.toArray());
		try (ZipFile zip = new ZipFile(file.toFile())) { // by its directory, as spreadsheet programs read it
			for (ZipEntry entry : Collections.list(zip.entries())) {
				all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return all.toString();
	}

	@Test
	void theFiguresAreThoseOfTheJournal() throws InterruptedException {
		Batch batch = made();
		List<Card> cards = line.cardsOf(batch);
		Instant until = Instant.now().plusSeconds(1);
		LineReport report = throughput.report(begun, until, Duration.ofSeconds(10), line.fixture.producer);

		int good = in(cards, CardState.CHECKED);
		int spoiled = in(cards, CardState.SPOILED);
		assertEquals(ORDERS, good);
		assertEquals(1, spoiled);
		assertTrue(report.readers().contains(new Tally(READER, 0, 1)), report.readers()::toString);
		assertEquals(List.of(new Tally(batch.number(), good, spoiled)),
				report.batches().stream().filter(tally -> tally.name().equals(batch.number())).toList());
		assertEquals(report.good(), report.readers().stream().mapToInt(Tally::good).sum());
		assertEquals(report.good(), report.institutions().stream().mapToInt(Tally::good).sum());
		assertEquals(report.good(), report.slots().stream().mapToInt(LineReport.Slot::good).sum());
		assertEquals(report.spoiled(), report.slots().stream().mapToInt(LineReport.Slot::spoiled).sum());
		assertTrue(report.readers().stream().noneMatch(tally -> tally.name().isEmpty()), report.readers()::toString);
		assertTrue(report.failures().stream().anyMatch(failure -> failure.why().startsWith("CARD_FAULT [")),
				report.failures()::toString);
		assertTrue(report.cycle(ProductionLine.TYPE).orElseThrow().cards() >= good);
		List<JournalEntry> journal = cards.stream()
				.flatMap(card -> line.cards.journal(card.serial(), line.fixture.producer).stream()).toList();
		long keys = journal.stream().filter(entry -> entry.step() == CardStep.KEY && entry.phase() == Phase.AFTER).count();
		assertEquals(keys, report.steps().stream().filter(step -> step.step() == CardStep.KEY)
				.mapToInt(LineReport.StepTime::cards).sum());
		List<String> drawnIn = journal.stream().filter(entry -> entry.step() == CardStep.DRAW && entry.phase() == Phase.AFTER)
				.map(JournalEntry::reader).sorted().distinct().toList();
		assertEquals(drawnIn, report.readers().stream().map(Tally::name).toList());
	}

	@Test
	void theDayIsOnPaperAndInAWorkbookAndNamesNoHolder() throws Exception {
		Batch batch = made();
		LocalDate day = LocalDate.ofInstant(begun, OrderRules.ZONE);
		LineReport report = throughput.day(day, line.fixture.producer);
		Tally tally = report.batches().stream().filter(each -> each.name().equals(batch.number())).findFirst().orElseThrow();
		OrderId order = line.cardsOf(batch).getFirst().order();
		String holder = line.fixture.read(tx -> tx.holders().get(tx.orders().get(order).holder())).fullName();

		String pdf = text(throughput.dayPdf(day, TURKISH, line.fixture.producer));
		assertTrue(pdf.contains(batch.number() + " " + tally.good() + " " + tally.spoiled()), pdf);
		assertTrue(pdf.contains("Sağlam " + report.good() + " · Bozuk " + report.spoiled()), pdf);
		assertTrue(pdf.contains("6F00") && !pdf.contains("CARD_FAULT"), pdf);
		assertFalse(pdf.contains(holder), pdf);

		String workbook = parts(throughput.dayXlsx(day, TURKISH, line.fixture.producer));
		assertTrue(workbook.contains(batch.number()) && workbook.contains("Okuyucu"));
		assertFalse(workbook.contains(holder) || workbook.contains("<f>"));
	}

	@Test
	void operatorsAreMaskedForWhoMayNotReadTheAuditLog() throws InterruptedException {
		Batch batch = made();
		User producer = line.fixture.read(tx -> tx.users().get(line.fixture.producer.user()));
		Instant until = Instant.now().plusSeconds(1);
		assertTrue(names(until, line.fixture.producer).contains(producer.name()), "one's own name");
		assertTrue(names(until, line.fixture.supervisor).contains(producer.name()));
		List<String> masked = names(until, line.fixture.operator);
		assertFalse(masked.contains(producer.name()), masked::toString);
		assertTrue(masked.stream().allMatch(name -> name.matches("(\\S\\*\\*\\* ?)+")), masked::toString);
		assertEquals(Why.NOT_ALLOWED, assertThrows(Refusal.class, () -> names(until, line.fixture.readerDesk)).why());
		assertTrue(line.cardsOf(batch).size() >= ORDERS);
	}

	private List<String> names(Instant until, Actor by) {
		return throughput.report(begun, until, Duration.ofSeconds(10), by).operators().stream().map(Tally::name).toList();
	}
}
