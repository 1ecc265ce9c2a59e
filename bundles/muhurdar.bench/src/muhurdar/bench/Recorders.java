package muhurdar.bench;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import muhurdar.api.CardTrace;
import muhurdar.api.ReaderHealth;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.ChipSerial;

/** One recorder per reader: every channel of the bench is opened here. Thread-safe. */
final class Recorders {

	private final Clock clock;
	private final Map<ReaderName, Recorder> recorders = new ConcurrentHashMap<>();

	Recorders(Clock clock) {
		this.clock = clock;
	}

	HeardChannel open(CardReaderDriver driver, ReaderName reader) {
		return recorders.computeIfAbsent(reader, name -> new Recorder(name, clock)).open(driver);
	}

	Optional<CardTrace> trace(String reader) {
		return recorders.entrySet().stream().filter(entry -> entry.getKey().name().equals(reader)).findFirst()
				.flatMap(entry -> entry.getValue().trace());
	}

	/** Where the chip was last. */
	Optional<CardTrace> trace(ChipSerial chip) {
		return recorders.values().stream().flatMap(recorder -> recorder.trace(chip).stream())
				.max(Comparator.comparing(Recorders::end));
	}

	private static Instant end(CardTrace trace) {
		return trace.begun().plusNanos(1000 * trace.lines().getLast().at());
	}

	/** In order of the readers' names. */
	List<ReaderHealth> health() {
		return recorders.values().stream().map(Recorder::health).sorted(Comparator.comparing(ReaderHealth::reader)).toList();
	}
}
