package muhurdar.simulators;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.simulators.Command.StatusWord;

/**
 * A simulated card: bytes in, bytes out. Command chaining and GET RESPONSE are the same for all types and done here.
 *
 * <p>What a command changes is on the disk before its answer is returned. It waits for nothing: {@link #clock} tells
 * how long a card would have taken. One thread at a time.
 */
abstract class SimulatedChip {

	private static final int LARGEST_CHAIN = 4096;

	private final CardMemory memory;
	private final CardClock clock;
	private final int largestAnswer;
	private final ByteArrayOutputStream chain = new ByteArrayOutputStream();
	private int chainHeader = -1;
	private byte[] waiting = {};

	/** @param largestAnswer how many bytes it answers at once, at most 256 */
	SimulatedChip(CardMemory memory, CardClock clock, int largestAnswer) {
		this.memory = memory;
		this.clock = clock;
		this.largestAnswer = largestAnswer;
	}

	static SimulatedChip of(CardMemory memory, KeyPool keys, CardClock clock) {
		return switch (memory.type()) {
		case AKIS -> new AkisCard(memory, keys, clock);
		case PIV -> new PivCard(memory, keys, clock);
		};
	}

	/** The answer to reset. */
	abstract Bytes atr();

	/** Nothing can be made on it any more. */
	abstract boolean finished();

	/** What is on it, past its access rules. */
	abstract SimulatedCard insides();

	/** Power was off: whatever was selected and verified is not any more. */
	abstract void forget();

	/** Does one whole command and returns all of its answer, or throws the status word. */
	abstract byte[] obey(Command c) throws GeneralSecurityException;

	/** How many bytes it answers to a command without Le. */
	int unasked() {
		return 0;
	}

	final ChipSerial serial() {
		return memory.serial();
	}

	final CardMemory memory() {
		return memory;
	}

	final CardClock clock() {
		return clock;
	}

	/** Power off and on: PIN, selection and half-sent chains are forgotten. */
	final void reset() {
		forget();
		chain.reset();
		chainHeader = -1;
		waiting = new byte[0];
	}

	/** Answers one command APDU; never fails, but says so in the status word. No bytes: it is mute. */
	byte[] transmit(byte[] apdu) {
		clock.commandStarts();
		try {
			Command c = Command.parse(apdu);
			if (c.ins() == 0xC0 && c.cla() == 0) {
				return next(c.le());
			}
			waiting = new byte[0];
			byte[] whole = collected(c);
			if (!c.last()) {
				return status(0x9000);
			}
			waiting = obey(c.with(whole));
			return next(c.le() == 0 ? unasked() : c.le());
		} catch (StatusWord no) {
			return status(no.value);
		} catch (GeneralSecurityException e) {
			return status(0x6A80);
		}
	}

	/** Command chaining: parts with CLA bit 10 are kept until the last one. */
	private byte[] collected(Command c) {
		int header = c.ins() << 16 | c.p();
		if (header != chainHeader || c.cla() == 0x80) {
			chain.reset();
		}
		chain.writeBytes(c.data());
		chainHeader = c.last() ? -1 : header;
		if (chain.size() > LARGEST_CHAIN) {
			chain.reset();
			throw new StatusWord(0x6700);
		}
		byte[] whole = chain.toByteArray();
		if (c.last()) {
			chain.reset();
		}
		return whole;
	}

	/** What the last answer still holds, at most as much as was asked for; 61xx while there is more. */
	private byte[] next(int le) {
		int now = Math.min(waiting.length, Math.min(le, largestAnswer));
		byte[] answer = Arrays.copyOf(waiting, now + 2);
		waiting = Arrays.copyOfRange(waiting, now, waiting.length);
		int left = waiting.length;
		answer[now] = (byte) (left > 0 ? 0x61 : 0x90);
		answer[now + 1] = (byte) (left > 0xFF ? 0 : left);
		return answer;
	}

	/** Saves also after a refusal: a wrong PIN has cost a try. */
	final byte[] saved(Runnable change) {
		try {
			change.run();
		} finally {
			memory.save();
		}
		return new byte[0];
	}

	private static byte[] status(int value) {
		return new byte[] { (byte) (value >> 8), (byte) value };
	}
}
