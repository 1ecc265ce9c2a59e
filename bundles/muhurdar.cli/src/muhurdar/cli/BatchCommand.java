package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.BatchPlan;
import muhurdar.api.BatchRow;
import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.ExitCode;
import muhurdar.api.Paper;
import muhurdar.api.Papers;
import muhurdar.api.Readers;
import muhurdar.api.Settings;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.KeyType;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code batch …}: the production hall without a screen. */
@Command(name = "batch")
final class BatchCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "plan")
	void plan(@Option(names = "--at-most", paramLabel = "AT-MOST", defaultValue = "64", descriptionKey = "at-most") int atMost,
			@Option(names = "--key-type", paramLabel = "KEY-TYPE", descriptionKey = "key-type") @Nullable KeyType keyType) {
		print(planned(atMost, keyType, muhurdar().actor()));
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
			@Option(names = "--times", descriptionKey = "times") boolean times,
			@Option(names = "--trace", paramLabel = "FOLDER", descriptionKey = "batch.trace") @Nullable Path trace)
			throws InterruptedException {
		Actor by = muhurdar().actor();
		List<Batch> batches = numbers == null || numbers.isEmpty() ? List.of(planned(atMost, null, by))
				: numbers.stream().map(number -> found(number, by)).toList();
		int left = 0;
		for (Batch batch : batches) {
			left += run(batch, Duration.ofHours(hours), times, by);
		}
		if (trace != null) {
			new Traces(muhurdar().bare(Readers.class)).write(trace);
		}
		return left == 0 ? 0 : ExitCode.REFUSED.code();
	}

	/** @return how many orders are left without a card */
	private int run(Batch batch, Duration atMost, boolean times, Actor by) throws InterruptedException {
		Bench bench = muhurdar().service(Bench.class);
		Times watch = times ? new Times(muhurdar(), bench) : null;
		if (watch != null) {
			watch.start(batch.keyType(), cards().remaining(batch.id(), by));
		}
		bench.start(batch.id(), by);
		muhurdar().say("batch.runs", batch.number());
		if (!bench.awaitEnd(atMost)) {
			bench.pause();
			bench.awaitEnd(Duration.ofMinutes(10));
		}
		muhurdar().output().rows(watch != null ? watch.rows() : made(bench));
		int left = cards().remaining(batch.id(), by);
		muhurdar().say("batch.ended", batch.number(), left);
		return left;
	}

	private List<Map<String, @Nullable Object>> made(Bench bench) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Bench.Made made : bench.made()) {
			Refusal refusal = made.refusal();
			rows.add(row("reader", made.readerName(), "card", made.serial(), "name", made.name(), "envelope", made.envelope(),
					"ms", made.millis(), "refusal", refusal == null ? null : muhurdar().words.sentence(refusal)));
		}
		return rows;
	}

	@Command(name = "count")
	void count(@Parameters(paramLabel = "NUMBER", descriptionKey = "batch") String number) {
		Actor by = muhurdar().actor();
		print(cards().count(found(number, by).id(), by));
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

	private Batch planned(int atMost, @Nullable KeyType keyType, Actor by) {
		KeyType type = keyType != null ? keyType
				: KeyType.valueOf(muhurdar().service(Settings.class).get(Settings.KEY_TYPE));
		return cards().plan(new BatchPlan(type, null, List.of(), atMost), by);
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
