package muhurdar.simulators;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.simulators.Command.StatusWord;

/**
 * A simulated AKİS card: bytes in, bytes out. It answers what OpenSC 0.23's AKİS driver sends and, for
 * personalisation, the commands of ISO 7816-4, -8 and -9 that our own dialect sends; a real AKİS may well expect
 * others. It refuses every order of making but key, files, PIN, PUK, and everything after the PUK.
 */
final class AkisCard extends SimulatedChip {

	/** AKİS 2.5.2 as public lists give it. */
	static final Bytes ATR = Bytes.ofHex("3B9F978131FE458065544353228231C073F62180810553");

	private static final int LARGEST_ANSWER = 244;
	private static final int SERIAL_AT = 55;

	private final CardMemory memory;
	private final AkisFiles files;
	private final AkisPins pins;
	private final AkisKey key;
	private final SecureRandom random = new SecureRandom();

	AkisCard(CardMemory memory, KeyPool keys, CardClock clock) {
		super(memory, clock, LARGEST_ANSWER);
		this.memory = memory;
		this.files = new AkisFiles(memory);
		this.pins = new AkisPins(memory);
		this.key = new AkisKey(memory, keys);
	}

	@Override
	Bytes atr() {
		return ATR;
	}

	@Override
	boolean finished() {
		return memory.puk != null;
	}

	@Override
	SimulatedCard insides() {
		byte[] pin = memory.pin;
		return memory.insides(files.certificate(), pin, finished());
	}

	@Override
	void forget() {
		files.reset();
		pins.reset();
	}

	@Override
	byte[] obey(Command c) throws GeneralSecurityException {
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
			saved(() -> clock().makesKey(key.generate(c)));
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
}
