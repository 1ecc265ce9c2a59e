package muhurdar.simulators;

import java.time.Duration;
import java.util.Random;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;

/**
 * The time that one card takes, drawn from a seed: 15 to 50 ms for a command; an RSA key 12 s in the median and 28 s
 * at the 90th percentile (log-normal), P-256 0.16 s, P-384 0.34 s; all times {@code scale}. It only reckons: the
 * reader waits. The same seed gives the same card the same times. One thread at a time.
 */
final class CardClock {

	private static final double RSA_MEDIAN = 12;
	/** ln(28 / 12) / 1.2816, the standard normal's 90th percentile. */
	private static final double RSA_SIGMA = 0.6611;

	private final double scale;
	private final Random commands;
	private final Random keys;
	private long commandNanos;
	private long totalNanos;

	CardClock(long seed, double scale, ChipSerial card) {
		this.scale = scale;
		this.commands = new Random(seed ^ card.hex().hashCode());
		this.keys = new Random(seed ^ 31L * card.hex().hashCode());
	}

	void commandStarts() {
		commandNanos = 0;
		add(0.015 + 0.035 * commands.nextDouble());
	}

	void makesKey(KeyType type) {
		add(switch (type) {
		case RSA_2048 -> RSA_MEDIAN * Math.exp(RSA_SIGMA * keys.nextGaussian());
		case EC_P256 -> 0.16;
		case EC_P384 -> 0.34;
		});
	}

	private void add(double seconds) {
		long nanos = (long) (seconds * scale * 1e9);
		commandNanos += nanos;
		totalNanos += nanos;
	}

	/** What the command that started last takes. */
	Duration command() {
		return Duration.ofNanos(commandNanos);
	}

	/** What all commands have taken. */
	Duration total() {
		return Duration.ofNanos(totalNanos);
	}
}
