package muhurdar.cards;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.LineReport;
import muhurdar.api.LineRow;
import muhurdar.api.Throughput;
import muhurdar.api.spi.Store;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Right;
import muhurdar.domain.User;
import muhurdar.paper.Papering;
import muhurdar.paper.Sheets;
import muhurdar.paper.Stamp;
import muhurdar.paper.Table;

/** Reads the journal and adds it up. */
@Component
public final class JournalThroughput implements Throughput {

	private static final int MOST_SLOTS = 1000;
	private static final Duration HOUR = Duration.ofHours(1);

	private final Store store;

	@Activate
	public JournalThroughput(@Reference Store store) {
		this.store = store;
	}

	/** What was read, and who reads it when. */
	private record Seen(List<LineRow> rows, User by, Instant at) {
	}

	@Override
	public LineReport report(Instant from, Instant until, Duration slot, Actor by) {
		return report(from, until, slot, seen(from, until, by));
	}

	private Seen seen(Instant from, Instant until, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> new Seen(tx.lineRows(from, until), tx.me(), tx.now()));
	}

	private static LineReport report(Instant from, Instant until, Duration slot, Seen seen) {
		if (!slot.isPositive() || Duration.between(from, until).dividedBy(slot) > MOST_SLOTS) {
			throw new IllegalArgumentException(from + " to " + until + " by " + slot);
		}
		List<MadeCard> made = MadeCard.of(seen.rows()).stream().filter(card -> !card.at().isBefore(from)).toList();
		return new LineFigures(made, shown(seen.by())).report(from, until, slot);
	}

	private static Function<String, String> shown(User by) {
		return by.has(Right.READ_AUDIT) ? name -> name : name -> name.equals(by.name()) ? name : masked(name);
	}

	/** Ayşe Demir: A*** D***. */
	static String masked(String name) {
		return Stream.of(name.split(" ")).filter(word -> !word.isEmpty())
				.map(word -> word.substring(0, word.offsetByCodePoints(0, 1)) + "***").collect(Collectors.joining(" "));
	}

	@Override
	public LineReport day(LocalDate day, Actor by) {
		return report(begins(day), begins(day.plusDays(1)), HOUR, by);
	}

	private static Instant begins(LocalDate day) {
		return day.atStartOfDay(OrderRules.ZONE).toInstant();
	}

	@Override
	public Bytes dayPdf(LocalDate day, Locale language, Actor by) {
		Seen seen = seen(begins(day), begins(day.plusDays(1)), by);
		DayTables tables = tables(day, language, seen);
		return Bytes.of(Papering.tables(tables.title(), tables.summary(), tables.all(),
				new Stamp(seen.by().login(), seen.at(), 1, language)));
	}

	@Override
	public Bytes dayXlsx(LocalDate day, Locale language, Actor by) {
		DayTables tables = tables(day, language, seen(begins(day), begins(day.plusDays(1)), by));
		List<Table> all = Stream.concat(Stream.of(tables.whole()), tables.all().stream()).toList();
		return Bytes.of(Sheets.xlsx(all));
	}

	private static DayTables tables(LocalDate day, Locale language, Seen seen) {
		return new DayTables(day, report(begins(day), begins(day.plusDays(1)), HOUR, seen), language);
	}
}
