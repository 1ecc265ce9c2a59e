package muhurdar.bench;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CardTrace;
import muhurdar.api.CardTrace.Line;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.ChipSerial;

/** A dialogue with one card; bounded: the oldest lines go first. One thread at a time. */
final class Tape {

	static final int LINES = 1000;
	/** Of commands and answers together. */
	static final int CHARACTERS = 256 * 1024;

	private final Instant begun;
	private final long begunNanos;
	private final Deque<Line> lines = new ArrayDeque<>();
	private int characters;
	private int dropped;
	private @Nullable ChipSerial chip;
	private @Nullable String profile;

	/** @param begun the same moment as {@code begunNanos} of {@link System#nanoTime} */
	Tape(Instant begun, long begunNanos) {
		this.begun = begun;
		this.begunNanos = begunNanos;
	}

	boolean isOf(ChipSerial serial) {
		ChipSerial mine = chip;
		return mine != null && mine.equals(serial);
	}

	void names(ChipSerial serial, String by) {
		chip = serial;
		profile = by;
	}

	/** @param startNanos when the command was sent; the answer has just come */
	Line add(long startNanos, String command, String answer) {
		Line line = new Line((startNanos - begunNanos) / 1000, (System.nanoTime() - startNanos) / 1000, command, answer);
		add(line);
		return line;
	}

	private void add(Line line) {
		lines.addLast(line);
		characters += length(line);
		while (lines.size() > LINES || characters > CHARACTERS && lines.size() > 1) {
			characters -= length(lines.removeFirst());
			dropped++;
		}
	}

	/** Another tape of the same card goes on behind this one. */
	void append(Tape later) {
		long micros = (later.begunNanos - begunNanos) / 1000;
		dropped += later.dropped;
		later.lines.forEach(line -> add(new Line(micros + line.at(), line.took(), line.command(), line.answer())));
	}

	private static int length(Line line) {
		return line.command().length() + line.answer().length();
	}

	CardTrace trace(ReaderName reader) {
		return new CardTrace(reader, begun, chip, profile, dropped, lines.stream().toList());
	}
}
