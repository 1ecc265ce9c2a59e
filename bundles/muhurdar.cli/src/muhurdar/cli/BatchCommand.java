package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.BatchPlan;
import muhurdar.api.BatchRow;
import muhurdar.api.Bench;
import muhurdar.api.Cards;
import muhurdar.api.Settings;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
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
	void plan(@Option(names = "--at-most", defaultValue = "64", descriptionKey = "at-most") int atMost,
			@Option(names = "--key-type", descriptionKey = "key-type") @Nullable KeyType keyType) {
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
	int run(@Parameters(paramLabel = "NUMBER", arity = "0..1", descriptionKey = "batch.run") @Nullable String number,
			@Option(names = "--at-most", defaultValue = "64", descriptionKey = "at-most") int atMost,
			@Option(names = "--hours", defaultValue = "12", descriptionKey = "hours") int hours,
			@Option(names = "--times", descriptionKey = "times") boolean times) throws InterruptedException {
		Actor by = muhurdar().actor();
		Batch batch = number == null ? planned(atMost, null, by) : found(number, by);
		Bench bench = muhurdar().service(Bench.class);
		Optional<SimulatedHands> hands = times ? muhurdar().found(SimulatedHands.class) : Optional.empty();
		hands.ifPresent(simulated -> simulated.prepareKeys(batch.keyType(), cards().remaining(batch.id(), by)));
		long begun = System.nanoTime();
		bench.start(batch.id(), by);
		muhurdar().say("batch.runs", batch.number());
		if (!bench.awaitEnd(Duration.ofHours(hours))) {
			bench.pause();
			bench.awaitEnd(Duration.ofMinutes(10));
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Bench.Made made : bench.made()) {
			Refusal refusal = made.refusal();
			rows.add(row("reader", made.readerName(), "card", made.serial(), "name", made.name(), "envelope", made.envelope(),
					"ms", made.millis(), "refusal", refusal == null ? null : muhurdar().words.sentence(refusal)));
		}
		if (times) {
			rows = times(bench, hands, Duration.ofNanos(System.nanoTime() - begun));
		}
		muhurdar().output().rows(rows);
		int left = cards().remaining(batch.id(), by);
		muhurdar().say("batch.ended", batch.number(), left);
		return left == 0 ? 0 : CommandLineApplication.REFUSED;
	}

	/** The whole run's time, and how much of it the cards in each reader took for themselves, where they tell. */
	private List<Map<String, @Nullable Object>> times(Bench bench, Optional<SimulatedHands> hands, Duration wall) {
		Map<String, ReaderName> simulated = new HashMap<>();
		if (hands.isPresent()) {
			muhurdar().foundAll(CardReaderDriver.class).stream().filter(SimulatedHands.class::isInstance)
					.flatMap(driver -> driver.readers().stream()).forEach(reader -> simulated.put(reader.name(), reader));
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Bench.Tile tile : bench.tiles()) {
			ReaderName reader = simulated.get(tile.reader());
			long made = bench.made().stream().filter(card -> card.readerName().equals(tile.reader()) && card.refusal() == null)
					.count();
			rows.add(row("reader", tile.reader(), "cards", made, "wall ms", wall.toMillis(), "card ms",
					reader == null ? null : hands.orElseThrow().cardTime(reader).toMillis()));
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
