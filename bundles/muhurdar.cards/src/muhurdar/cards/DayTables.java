package muhurdar.cards;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import muhurdar.api.LineReport;
import muhurdar.api.LineReport.Heading;
import muhurdar.api.LineReport.Tally;
import muhurdar.api.Words;
import muhurdar.domain.OrderRules;
import muhurdar.paper.Table;

/** The figures of a day as tables, in the words of a language. */
final class DayTables {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
	private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(OrderRules.ZONE);

	private final LocalDate day;
	private final LineReport report;
	private final Words words;

	DayTables(LocalDate day, LineReport report, Locale language) {
		this.day = day;
		this.report = report;
		this.words = Words.of(language);
	}

	String title() {
		return words.name(Heading.DAY_REPORT) + " " + DAY.format(day);
	}

	String summary() {
		return words.name(Heading.GOOD) + " " + report.good() + " · " + words.name(Heading.SPOILED) + " " + report.spoiled();
	}

	/** The day in one row. */
	Table whole() {
		return table(Heading.DAY_REPORT, List.of(List.of(DAY.format(day), report.good(), report.spoiled())), Heading.DAY,
				Heading.GOOD, Heading.SPOILED);
	}

	List<Table> all() {
		return List.of(tallies(Heading.BATCH, report.batches()), tallies(Heading.INSTITUTION, report.institutions()),
				tallies(Heading.READER, report.readers()), tallies(Heading.OPERATOR, report.operators()), hours(), failures(),
				steps(), cycles());
	}

	private Table tallies(Heading what, List<Tally> tallies) {
		return table(what,
				tallies.stream().<List<Object>>map(row -> List.of(name(row.name()), row.good(), row.spoiled())).toList(),
				what, Heading.GOOD, Heading.SPOILED);
	}

	private Table hours() {
		return table(Heading.CARDS_PER_HOUR, report.slots().stream().filter(slot -> slot.good() + slot.spoiled() > 0)
				.<List<Object>>map(slot -> List.of(HOUR.format(slot.from()), slot.good(), slot.spoiled(), slot.cardsPerHour()))
				.toList(), Heading.HOUR, Heading.GOOD, Heading.SPOILED, Heading.CARDS_PER_HOUR);
	}

	private Table failures() {
		return table(Heading.REASON, report.failures().stream()
				.<List<Object>>map(row -> List.of(row.why().isEmpty() ? name("") : words.reason(row.why()),
						words.name(row.step()), row.cards()))
				.toList(),
				Heading.REASON, Heading.STEP, Heading.CARDS);
	}

	private Table steps() {
		return table(Heading.STEP, report.steps().stream()
				.<List<Object>>map(
						row -> List.of(name(row.reader()), words.name(row.step()), row.cards(), row.medianMillis() / 1000.0))
				.toList(), Heading.READER, Heading.STEP, Heading.CARDS, Heading.MEDIAN_SECONDS);
	}

	private Table cycles() {
		return table(Heading.KEY,
				report.cycles().stream().<List<Object>>map(row -> List.of(words.name(row.keyType()), row.cards(),
						seconds(row.machine()), seconds(row.handling()))).toList(),
				Heading.KEY, Heading.CARDS, Heading.MACHINE_SECONDS,
				Heading.HANDLING_SECONDS);
	}

	private static double seconds(Duration time) {
		return time.toMillis() / 1000.0;
	}

	private String name(String name) {
		return name.isEmpty() ? words.name(Heading.NOT_KNOWN) : name;
	}

	private Table table(Heading title, List<List<Object>> rows, Heading... headings) {
		return new Table(words.name(title), Stream.of(headings).map(words::name).toList(), rows);
	}
}
