package muhurdar.simulators;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.simulators.Command.StatusWord;

/**
 * A simulated AKİS card: bytes in, bytes out. It answers what OpenSC 0.23's AKİS driver sends and, for
 * personalisation, the commands of ISO 7816-4, -8 and -9 that our own dialect sends; a real AKİS may well expect
 * others. It refuses every order of making but key, files, PIN, PUK, and everything after the PUK.
 *
 * <p>What a command changes is on the disk before its answer is returned. It waits for nothing: {@link #clock} tells
 * how long a card would have taken. One thread at a time.
 */
final class AkisCard {

	/** AKİS 2.5.2 as public lists give it. */
	static final Bytes ATR = Bytes.ofHex("3B9F978131FE458065544353228231C073F62180810553");

	private static final int LARGEST_CHAIN = 4096;
	private static final int LARGEST_ANSWER = 244;
	private static final int SERIAL_AT = 55;

	private final CardMemory memory;
	private final AkisFiles files;
	private final AkisPins pins;
	private final AkisKey key;
	private final CardClock clock;
	private final SecureRandom random = new SecureRandom();
	private final ByteArrayOutputStream chain = new ByteArrayOutputStream();
	private int chainHeader = -1;
	private byte[] waiting = {};

	AkisCard(CardMemory memory, KeyPool keys, CardClock clock) {
		this.memory = memory;
		this.files = new AkisFiles(memory);
		this.pins = new AkisPins(memory);
		this.key = new AkisKey(memory, keys);
		this.clock = clock;
	}

	ChipSerial serial() {
		return memory.serial();
	}

	CardMemory memory() {
		return memory;
	}

	/** Nothing can be made on it any more. */
	boolean finished() {
		return memory.puk != null;
	}

	CardClock clock() {
		return clock;
	}

	/** Power off and on: PIN, selection and half-sent chains are forgotten. */
	void reset() {
		files.reset();
		pins.reset();
		chain.reset();
		chainHeader = -1;
		waiting = new byte[0];
	}

	/** Answers one command APDU; never fails, but says so in the status word. */
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
			return next(c.le());
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
		int now = Math.min(waiting.length, Math.min(le, LARGEST_ANSWER));
		byte[] answer = Arrays.copyOf(waiting, now + 2);
		waiting = Arrays.copyOfRange(waiting, now, waiting.length);
		int left = waiting.length;
		answer[now] = (byte) (left > 0 ? 0x61 : 0x90);
		answer[now + 1] = (byte) (left > 0xFF ? 0 : left);
		return answer;
	}

	private byte[] obey(Command c) throws GeneralSecurityException {
		return switch (c.cla()) {
		case 0x00 -> iso(c);
		case 0x80 -> akis(c);
		default -> throw new StatusWord(0x6E00);
		};
	}

	private byte[] iso(Command c) throws GeneralSecurityException {
		return switch (c.ins()) {
		case 0xA4 -> files.select(c);
		case 0xB0 -> files.read(c);
		case 0xD6 -> saved(() -> files.update(c));
		case 0xE0 -> saved(() -> files.create(c));
		case 0x20 -> saved(() -> pins.verify(c));
		case 0x24 -> saved(() -> {
			if (c.p1() == 0x01 && (c.p2() & 0x80) != 0) {
				pins.create(c);
			} else {
				pins.change(c);
			}
		});
		case 0x2C -> saved(() -> pins.unblock(c));
		case 0x46, 0x47 -> generateOrTell(c);
		case 0x22 -> {
			key.environment(c);
			yield new byte[0];
		}
		case 0x2A -> {
			if (c.p() != 0x9E9A) {
				throw new StatusWord(0x6A86);
			}
			yield key.sign(c.data(), pins.open());
		}
		case 0xCA -> tell(c);
		case 0x84 -> {
			byte[] challenge = new byte[c.le()];
			random.nextBytes(challenge);
			yield challenge;
		}
		default -> throw new StatusWord(0x6D00);
		};
	}

	private byte[] generateOrTell(Command c) throws GeneralSecurityException {
		return switch (c.p1()) {
		case 0x80 -> {
			saved(() -> clock.makesKey(key.generate(c)));
			yield key.publicKey();
		}
		case 0x81 -> key.publicKey();
		default -> throw new StatusWord(0x6A86);
		};
	}

	private byte[] akis(Command c) {
		return switch (c.ins()) {
		case 0x18 -> files.list();
		case 0x15 -> saved(() -> files.createAkisFile(c));
		case 0x10 -> saved(() -> files.createAkisFolder(c));
		case 0x16 -> saved(() -> files.delete(c));
		case 0x1A -> {
			pins.reset();
			yield new byte[0];
		}
		case 0x09 -> lifeCycle(c.p());
		default -> throw new StatusWord(0x6D00);
		};
	}

	/** Only the PUK ends the making, and nothing brings it back: the commands answer what is so already. */
	private byte[] lifeCycle(int wanted) {
		if (wanted != (finished() ? 0x0001 : 0x0002)) {
			throw new StatusWord(0x6985);
		}
		return new byte[0];
	}

	private byte[] tell(Command c) {
		byte[] answer;
		switch (c.p()) {
		case 0x0106 -> {
			byte[] chip = Bytes.ofHex(memory.serial().hex()).toArray();
			answer = new byte[Math.max(77, SERIAL_AT + chip.length)];
			System.arraycopy(chip, 0, answer, SERIAL_AT, chip.length);
		}
		case 0x0104 -> {
			answer = new byte[10];
			answer[6] = (byte) (finished() ? 0xA5 : 0xA0);
		}
		default -> throw new StatusWord(0x6A88);
		}
		return Arrays.copyOf(answer, Math.min(answer.length, c.le()));
	}

	/** Saves also after a refusal: a wrong PIN has cost a try. */
	private byte[] saved(Runnable change) {
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
