package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Bench;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.domain.KeyType;

/** The time of one run, and how much of it the simulated cards in each reader took for themselves. */
final class Times {

	private final Bench bench;
	private final Optional<SimulatedHands> hands;
	private final Map<String, ReaderName> simulated = new HashMap<>();
	private final Map<String, Duration> before = new HashMap<>();
	private long begun;

	Times(Muhurdar muhurdar, Bench bench) {
		this.bench = bench;
		hands = muhurdar.found(SimulatedHands.class);
		if (hands.isPresent()) {
			muhurdar.foundAll(CardReaderDriver.class).stream().filter(SimulatedHands.class::isInstance)
					.flatMap(driver -> driver.readers().stream()).forEach(reader -> simulated.put(reader.name(), reader));
		}
	}

	/** From now on, with as many keys made beforehand as there are cards to be made. */
	void start(KeyType type, int cards) {
		hands.ifPresent(simulation -> simulation.prepareKeys(type, cards));
		simulated.forEach((name, reader) -> before.put(name, hands.orElseThrow().cardTime(reader)));
		begun = System.nanoTime();
	}

	List<Map<String, @Nullable Object>> rows() {
		Duration wall = Duration.ofNanos(System.nanoTime() - begun);
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Bench.Tile tile : bench.tiles()) {
			String name = tile.reader();
			ReaderName reader = simulated.get(name);
			long made = bench.made().stream().filter(card -> card.readerName().equals(name) && card.refusal() == null).count();
			rows.add(row("reader", name, "cards", made, "wall ms", wall.toMillis(), "card ms", reader == null ? null
					: hands.orElseThrow().cardTime(reader).minus(before.getOrDefault(name, Duration.ZERO)).toMillis()));
		}
		return rows;
	}
}
