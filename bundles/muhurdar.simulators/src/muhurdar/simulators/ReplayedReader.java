package muhurdar.simulators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import muhurdar.api.CardTrace;
import muhurdar.api.CardTrace.Line;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;

/**
 * One reader with a card that answers as a recorded one did: each connection plays the next recorded one, after the last
 * the first again. Thread-safe.
 */
final class ReplayedReader implements CardReaderDriver {

	static final String DRIVER = "replayed";

	private final ReaderName name;
	private final List<List<Line>> connections = new ArrayList<>();
	private int next;

	/** @throws IllegalArgumentException if it was recorded from the middle of a connection on */
	ReplayedReader(CardTrace trace) {
		name = new ReaderName(DRIVER, trace.reader().name());
		if (trace.lines().isEmpty() || !trace.lines().getFirst().isReset()) {
			throw new IllegalArgumentException("the recording does not begin with a connection");
		}
		for (Line line : trace.lines()) {
			if (line.isReset()) {
				connections.add(new ArrayList<>());
			}
			connections.getLast().add(line);
		}
	}

	@Override
	public List<ReaderName> readers() {
		return List.of(name);
	}

	@Override
	public boolean cardPresent(ReaderName reader) {
		check(reader);
		return true;
	}

	@Override
	public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		check(reader);
		if (!present) {
			Thread.sleep(timeout); // nobody takes it out
		}
		return present;
	}

	@Override
	public synchronized CardChannel open(ReaderName reader) {
		check(reader);
		return new ReplayedCard(connections.get(next++ % connections.size()));
	}

	private void check(ReaderName reader) {
		if (!reader.equals(name)) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
	}
}
