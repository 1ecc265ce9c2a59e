package muhurdar.bench;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CardTrace;
import muhurdar.api.ReaderHealth;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;

/**
 * Listens at one reader: the dialogue with its last card, and how long answers took. Connections in which the chip says
 * the same serial number one after the other belong to one card; one in which no card was asked is a card of its own.
 * Thread-safe.
 */
final class Recorder {

	private static final int TIMES = 1000;

	private final ReaderName reader;
	private final Clock clock;
	/** The last card that has said who it is, and the present one; the same as soon as it has. */
	private @Nullable Tape named;
	private @Nullable Tape present;
	private int cards;
	private long answered;
	private long unanswered;
	private long faults;
	private final long[] times = new long[TIMES];

	Recorder(ReaderName reader, Clock clock) {
		this.reader = reader;
		this.clock = clock;
	}

	/** Opens the driver's channel, and listens. */
	HeardChannel open(CardReaderDriver driver) {
		long start = System.nanoTime();
		try {
			CardChannel channel = driver.open(reader);
			return new HeardChannel(channel, this, connected(channel.atr(), start));
		} catch (ReaderFault e) {
			failed(e);
			throw e;
		}
	}

	private synchronized Tape connected(Bytes atr, long start) {
		Tape tape = new Tape(clock.instant(), start);
		tape.add(start, CardTrace.RESET, atr.toHex());
		present = tape;
		return tape;
	}

	private synchronized void failed(ReaderFault fault) {
		if (fault.kind() != Kind.CARD_GONE && fault.kind() != Kind.IN_USE) {
			faults++;
		}
	}

	/** @return the tape to go on with */
	synchronized Tape named(Tape tape, ChipSerial serial, String profile) {
		Tape before = named;
		if (tape.equals(before)) {
			return tape;
		}
		if (before != null && before.isOf(serial)) {
			before.append(tape);
			present = before;
			return before;
		}
		tape.names(serial, profile);
		named = tape;
		cards++;
		return tape;
	}

	synchronized void answered(Tape tape, long start, String command, String answer) {
		times[(int) (answered++ % TIMES)] = tape.add(start, command, answer).took();
	}

	synchronized void failed(Tape tape, long start, String command, ReaderFault fault) {
		unanswered++;
		faults++;
		tape.add(start, command, fault.kind().name());
	}

	synchronized Optional<CardTrace> trace() {
		Tape tape = present;
		return tape == null ? Optional.empty() : Optional.of(tape.trace(reader));
	}

	synchronized Optional<CardTrace> trace(ChipSerial chip) {
		Tape tape = named;
		return tape == null || !tape.isOf(chip) ? Optional.empty() : Optional.of(tape.trace(reader));
	}

	synchronized ReaderHealth health() {
		long[] last = Arrays.copyOf(times, (int) Math.min(TIMES, answered));
		Arrays.sort(last);
		return new ReaderHealth(reader, cards, answered + unanswered, faults, percentile(last, 50), percentile(last, 95));
	}

	/** By nearest rank. */
	private static long percentile(long[] sorted, int percent) {
		return sorted.length == 0 ? 0 : sorted[Math.ceilDiv(sorted.length * percent, 100) - 1];
	}
}
