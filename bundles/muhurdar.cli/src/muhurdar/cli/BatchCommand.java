package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.BatchCount;
import muhurdar.api.BatchPlan;
import muhurdar.api.BatchRow;
import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.CertificateStatus;
import muhurdar.api.DeskRow;
import muhurdar.api.ExitCode;
import muhurdar.api.Orders;
import muhurdar.api.Paper;
import muhurdar.api.Papers;
import muhurdar.api.OnTable;
import muhurdar.api.People;
import muhurdar.api.Readers;
import muhurdar.api.RequestRow;
import muhurdar.api.Settings;
import muhurdar.api.Throughput;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.Decision;
import muhurdar.domain.Folding;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Tally;
import muhurdar.domain.Why;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code batch …}: the production hall without a screen. */
@Command(name = "batch")
final class BatchCommand implements Runnable {

	private static final Duration LOOK = Duration.ofSeconds(1);
	/** How long the cards may take that are in the readers when a run is stopped. */
	private static final Duration LAST_CARDS = Duration.ofMinutes(10);

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "plan")
	void plan(
			@Parameters(paramLabel = "ORDER", arity = "0..*", descriptionKey = "batch.plan.orders") @Nullable List<String> orders,
			@Option(names = "--at-most", paramLabel = "AT-MOST", defaultValue = "64", descriptionKey = "at-most") int atMost,
			@Option(names = "--key-type", paramLabel = "KEY-TYPE", descriptionKey = "key-type") @Nullable KeyType keyType,
			@Option(names = "--until", paramLabel = "DATE", descriptionKey = "batch.plan.until") @Nullable LocalDate until,
			@Option(names = "--institution", paramLabel = "NAME", descriptionKey = "batch.plan.institution") @Nullable String institution) {
		Actor by = muhurdar().actor();
		List<OrderId> chosen = orders == null ? List.of() : orders.stream().map(number -> order(number, by)).toList();
		print(planned(new BatchPlan(type(keyType), institution == null ? null : institution(institution, by), chosen, atMost,
				until), by));
	}

	private OrderId order(String number, Actor by) {
		return muhurdar().service(Orders.class).find(number, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number)).id();
	}

	private InstitutionId institution(String name, Actor by) {
		return muhurdar().service(People.class).institutions(by).stream()
				.filter(one -> Folding.fold(one.name()).equals(Folding.fold(name))).findFirst()
				.orElseThrow(() -> new Refusal(Why.NOT_FOUND, name)).id();
	}

	@Command(name = "list")
	void list() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (BatchRow row : cards().batches(0, 1000, muhurdar().actor()).rows()) {
			rows.add(row("number", row.batch().number(), "state", row.batch().state(), "key", row.batch().keyType(),
					"orders", row.orders(), "done", row.done(), "spoiled", row.spoiled()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "run")
	int run(@Parameters(paramLabel = "NUMBER", arity = "0..*", descriptionKey = "batch.run") @Nullable List<String> numbers,
			@Option(names = "--at-most", paramLabel = "AT-MOST", defaultValue = "64", descriptionKey = "at-most") int atMost,
			@Option(names = "--hours", paramLabel = "HOURS", defaultValue = "12", descriptionKey = "hours") int hours,
			@Option(names = "--in-turn", descriptionKey = "in-turn") boolean inTurn,
			@Option(names = "--times", descriptionKey = "times") boolean times,
			@Option(names = "--trace", paramLabel = "FOLDER", descriptionKey = "batch.trace") @Nullable Path trace)
			throws InterruptedException {
		Actor by = muhurdar().actor();
		List<Batch> batches = numbers == null || numbers.isEmpty()
				? List.of(planned(new BatchPlan(type(null), null, List.of(), atMost), by))
				: numbers.stream().map(number -> found(number, by)).toList();
		int left = 0;
		for (List<Batch> together : inTurn ? batches.stream().map(List::of).toList() : List.of(batches)) {
			left += run(together, Duration.ofHours(hours), times, by);
		}
		if (trace != null) {
			new Traces(muhurdar().bare(Readers.class)).write(trace);
		}
		return left == 0 ? 0 : ExitCode.REFUSED.code();
	}

	@Command(name = "resume")
	int resume(@Parameters(paramLabel = "NUMBER", arity = "1..*", descriptionKey = "batch.resume") List<String> numbers,
			@Option(names = "--hours", paramLabel = "HOURS", defaultValue = "12", descriptionKey = "hours") int hours)
			throws InterruptedException {
		Actor by = muhurdar().actor();
		List<Batch> batches = numbers.stream().map(number -> found(number, by)).toList();
		batches.stream().filter(batch -> batch.state() != BatchState.PAUSED).findFirst().ifPresent(batch -> {
			throw new Refusal(Why.WRONG_STATE, batch.state(), BatchState.RUNNING);
		});
		return run(batches, Duration.ofHours(hours), false, by) == 0 ? 0 : ExitCode.REFUSED.code();
	}

	/** All at once. @return how many orders are left without a card */
	private int run(List<Batch> batches, Duration atMost, boolean times, Actor by) throws InterruptedException {
		Bench bench = muhurdar().service(Bench.class);
		Times watch = times ? new Times(muhurdar(), bench) : null;
		if (watch != null) {
			watch.start(batches.getFirst().keyType(),
					batches.stream().mapToInt(batch -> cards().remaining(batch.id(), by)).sum());
		}
		try {
			for (Batch batch : batches) {
				bench.start(batch.id(), by);
				muhurdar().say("batch.runs", batch.number());
			}
		} catch (Refusal no) {
			bench.pause();
			bench.awaitEnd(LAST_CARDS);
			throw no;
		}
		if (!watched(bench, atMost)) {
			bench.pause();
			bench.awaitEnd(LAST_CARDS);
		}
		muhurdar().output().rows(watch != null ? watch.rows() : made(bench));
		int all = 0;
		for (Batch batch : batches) {
			int left = cards().remaining(batch.id(), by);
			muhurdar().say("batch.ended", batch.number(), left);
			all += left;
		}
		return all;
	}

	/** Says which cards are awaited and which readers are drained; nobody waits once all are. @return whether the run has ended */
	private boolean watched(Bench bench, Duration atMost) throws InterruptedException {
		long end = System.nanoTime() + atMost.toNanos();
		Set<String> said = new HashSet<>();
		Set<ChipSerial> awaited = new HashSet<>();
		while (System.nanoTime() < end) {
			if (bench.awaitEnd(LOOK)) {
				return true;
			}
			List<ChipSerial> now = bench.runs().stream().flatMap(run -> run.awaited().stream()).toList();
			awaited.retainAll(now);
			now.stream().filter(awaited::add).forEach(card -> muhurdar().say("batch.awaited", card.shown()));
			List<Bench.Tile> drained = bench.tiles().stream().filter(tile -> tile.show() == Bench.Show.DRAINED).toList();
			said.retainAll(drained.stream().map(Bench.Tile::reader).toList());
			for (Bench.Tile tile : drained) {
				Refusal why = tile.refusal();
				if (why != null && said.add(tile.reader())) {
					muhurdar().say("batch.drained", tile.number(), tile.reader(), muhurdar().words.sentence(why));
				}
			}
			if (!drained.isEmpty() && drained.size() == bench.tiles().size()) {
				return false;
			}
		}
		return false;
	}

	@Command(name = "takeover")
	void takeover(@Parameters(paramLabel = "NUMBER", descriptionKey = "batch") String number,
			@Option(names = "--at-most", paramLabel = "AT-MOST", defaultValue = "1000", descriptionKey = "at-most") int atMost) {
		Actor by = muhurdar().actor();
		print(cards().takeOver(found(number, by).id(), atMost, by));
	}

	@Command(name = "desks")
	void desks() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (DeskRow row : cards().desks(muhurdar().actor())) {
			Decision givenUp = row.desk().givenUp();
			String running = String.join(" ", row.running());
			rows.add(row("desk", row.desk().id(), "name", row.desk().shown(), "here", row.here(), "seen", row.desk().seenAt(),
					"running", running, "half made", row.halfMade(), "given up",
					givenUp == null ? null : givenUp.at(), "because", row.desk().because()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "giveup")
	void giveUp(@Parameters(paramLabel = "DESK", descriptionKey = "desk") String desk,
			@Option(names = "--because", paramLabel = "BECAUSE", required = true, descriptionKey = "because") String because) {
		Actor by = muhurdar().actor();
		List<DeskRow> meant = cards().desks(by).stream()
				.filter(row -> row.desk().id().toString().equals(desk) || row.desk().name().equals(desk)).toList();
		if (meant.size() != 1) {
			throw new Refusal(Why.NOT_FOUND, desk);
		}
		Cards.Recovery done = cards().giveUp(meant.getFirst().desk().id(), because, by);
		muhurdar().output().rows(List.of(row("paused", done.pausedBatches(), "to read", done.finished(), "spoiled",
				done.spoiled(), "to stock", done.returnedToStock(), "revoked", done.revoked(), "unresolved", done.unresolved())));
	}

	@Command(name = "revoked")
	void revoked() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (RequestRow row : muhurdar().service(CertificateStatus.class).bySystem(1000, muhurdar().actor())) {
			rows.add(row("number", row.request().number(), "serial", row.serialNumber(), "name", row.name(), "received",
					row.request().received().at(), "state", row.request().state(), "evidence", row.request().evidence()));
		}
		muhurdar().output().rows(rows);
	}

	private List<Map<String, @Nullable Object>> made(Bench bench) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Bench.Made made : bench.made()) {
			Refusal refusal = made.refusal();
			rows.add(row("batch", made.batch(), "reader", made.readerName(), "card", made.serial(), "name", made.name(),
					"envelope", made.envelope(),
					"ms", made.millis(), "refusal", refusal == null ? null : muhurdar().words.sentence(refusal)));
		}
		return rows;
	}

	@Command(name = "report")
	void report(@Option(names = "--day", paramLabel = "DAY", descriptionKey = "batch.report.day") @Nullable LocalDate day,
			@Option(names = "--pdf", paramLabel = "FILE", descriptionKey = "batch.report.pdf") @Nullable Path pdf,
			@Option(names = "--xlsx", paramLabel = "FILE", descriptionKey = "batch.report.xlsx") @Nullable Path xlsx) {
		new DayReport(muhurdar(), muhurdar().service(Throughput.class)).give(day, pdf, xlsx);
	}

	/** Without anything counted or scanned it only shows what there has to be. */
	@Command(name = "count")
	void count(@Parameters(paramLabel = "NUMBER", descriptionKey = "batch") String number,
			@ArgGroup(exclusive = false) @Nullable Table counted,
			@ArgGroup(multiplicity = "0..1") StockCommand.@Nullable Chips scanned,
			@Option(names = "--missing", paramLabel = "CHIP", split = ",", descriptionKey = "count.missing") @Nullable List<String> missing) {
		Actor by = muhurdar().actor();
		Batch batch = found(number, by);
		if (missing != null) {
			cards().declareMissing(batch.id(), missing.stream().map(Numbers::chip).toList(), by);
		}
		OnTable table = scanned != null ? new OnTable.Scanned(scanned.read().serials())
				: counted == null ? null : counted.found();
		if (table != null) {
			cards().count(batch.id(), table, by);
		}
		print(cards().tally(batch.id(), by));
	}

	/** What was counted by hand. */
	static final class Table {

		@Option(names = "--good", paramLabel = "N", required = true, descriptionKey = "count.good")
		private int good;

		@Option(names = "--in-safe", paramLabel = "N", required = true, descriptionKey = "count.in-safe")
		private int inSafe;

		@Option(names = "--back", paramLabel = "N", required = true, descriptionKey = "count.back")
		private int back;

		@Option(names = "--spoiled", paramLabel = "N", defaultValue = "0", descriptionKey = "count.spoiled")
		private int spoiled;

		OnTable found() {
			return new OnTable.Counted(good, spoiled, inSafe, back);
		}
	}

	private void print(BatchCount count) {
		List<Map<String, @Nullable Object>> lines = new ArrayList<>();
		for (BatchCount.Line line : count.lines()) {
			lines.add(row("chip", line.card().serial().hex(), "envelope", line.card().envelope(), "state", line.card().state(),
					"tally", line.tally(), "here", line.here()));
		}
		if (muhurdar().isJson()) {
			Map<String, @Nullable Object> found = row("number", count.batch().number(), "state", count.batch().state(), "drawn",
					count.drawn());
			for (Tally tally : Tally.values()) {
				found.put(tally.name().toLowerCase(Locale.ROOT).replace('_', ' '), count.of(tally));
			}
			found.put("lines", lines);
			muhurdar().output().rows(List.of(found));
		} else {
			muhurdar().output().rows(lines);
			muhurdar().say("batch.counted", count.batch().number(), muhurdar().words.name(count.batch().state()),
					count.equation(muhurdar().words));
		}
	}

	@Command(name = "close")
	void close(@Parameters(paramLabel = "NUMBER", descriptionKey = "batch") String number) {
		Actor by = muhurdar().actor();
		print(cards().close(found(number, by).id(), by));
	}

	@Command(name = "cancel")
	void cancel(@Parameters(paramLabel = "NUMBER", descriptionKey = "batch") String number) {
		Actor by = muhurdar().actor();
		print(cards().cancel(found(number, by).id(), by));
	}

	@Command(name = "papers")
	void papers(@Parameters(paramLabel = "NUMBER", descriptionKey = "batch") String number,
			@Option(names = "--envelope", paramLabel = "ENVELOPE", descriptionKey = "papers.envelope") @Nullable Integer envelope,
			@Option(names = "--out", paramLabel = "FOLDER", required = true, descriptionKey = "papers.out") Path out) {
		Actor by = muhurdar().actor();
		Papers papers = muhurdar().service(Papers.class);
		Locale language = muhurdar().texts.getLocale();
		Paper envelopes = papers.envelopes(number, envelope, language, by);
		Paper[] printed = envelope != null ? new Paper[] { envelopes }
				: new Paper[] { envelopes, papers.packingList(number, language, by) };
		new PaperFolder(out).take(muhurdar().output(), printed);
	}

	private Batch planned(BatchPlan plan, Actor by) {
		return cards().plan(plan, by);
	}

	private KeyType type(@Nullable KeyType asked) {
		return asked != null ? asked : KeyType.valueOf(muhurdar().service(Settings.class).get(Settings.KEY_TYPE));
	}

	private Batch found(String number, Actor by) {
		return cards().findBatch(number, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
	}

	private void print(Batch batch) {
		muhurdar().output().rows(List.of(row("number", batch.number(), "state", batch.state(), "key", batch.keyType())));
	}

	private Cards cards() {
		return muhurdar().service(Cards.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
