package muhurdar.simulators;

import java.security.MessageDigest;
import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.simulators.Command.StatusWord;

/**
 * PIN (reference 80) and PUK (81) of a PIV card: VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER (SP 800-73-4,
 * part 2, 3.2). Both have eight bytes, a shorter one is filled up with FF; both are tried three times.
 */
final class PivPins {

	static final int PIN = 0x80;
	static final int PUK = 0x81;
	private static final int LENGTH = 8;
	private static final int SHORTEST = 6;
	private static final byte FILLER = (byte) 0xFF;

	private final CardMemory memory;
	private boolean verified;

	PivPins(CardMemory memory) {
		this.memory = memory;
	}

	void reset() {
		verified = false;
	}

	boolean isFactory(int reference) {
		return Arrays.equals(value(reference), reference == PIN ? PivCard.FACTORY_PIN : PivCard.FACTORY_PUK);
	}

	/** The PIN without what it was filled up with; null while it is the factory's. */
	byte @Nullable [] given() {
		return isFactory(PIN) ? null : Arrays.copyOf(value(PIN), length(value(PIN)));
	}

	/** The key asks for the PIN before every signature. */
	void spendVerified() {
		if (!verified) {
			throw new StatusWord(0x6982);
		}
		verified = false;
	}

	/** VERIFY; without data it only tells the tries left, with P1 = FF the PIN is forgotten. */
	void verify(Command c) {
		if (c.p2() != PIN) {
			throw new StatusWord(0x6A88);
		}
		if (c.p1() == 0xFF && c.data().length == 0) {
			verified = false;
		} else if (c.p1() != 0) {
			throw new StatusWord(0x6A86);
		} else if (c.data().length > 0) {
			verified = false;
			spend(PIN, formed(c.data()));
			verified = true;
		} else if (!verified) {
			throw new StatusWord(left(PIN));
		}
	}

	/** CHANGE REFERENCE DATA: old and new. */
	void change(Command c) {
		if (c.p() != PIN && c.p() != PUK) {
			throw new StatusWord(0x6A88);
		}
		byte[][] pair = pair(c.data());
		spend(c.p(), pair[0]);
		set(c.p(), pair[1]);
	}

	/** RESET RETRY COUNTER: the PUK and the new PIN. */
	void unblock(Command c) {
		if (c.p() != PIN) {
			throw new StatusWord(0x6A88);
		}
		byte[][] pair = pair(c.data());
		spend(PUK, pair[0]);
		set(PIN, pair[1]);
		memory.pinTries = CardMemory.TRIES;
	}

	private static byte[][] pair(byte[] data) {
		if (data.length != 2 * LENGTH) {
			throw new StatusWord(0x6A80);
		}
		return new byte[][] { formed(Arrays.copyOf(data, LENGTH)), formed(Arrays.copyOfRange(data, LENGTH, 2 * LENGTH)) };
	}

	/** What is too short or too long is refused, and costs no try. As Yubico's, it takes any characters. */
	private static byte[] formed(byte[] value) {
		if (value.length != LENGTH || length(value) < SHORTEST) {
			throw new StatusWord(0x6A80);
		}
		return value;
	}

	private static int length(byte[] value) {
		int length = value.length;
		while (length > 0 && value[length - 1] == FILLER) {
			length--;
		}
		return length;
	}

	private void spend(int reference, byte[] given) {
		if (tries(reference) == 0) {
			throw new StatusWord(0x6983);
		}
		boolean right = MessageDigest.isEqual(given, value(reference));
		int left = right ? CardMemory.TRIES : tries(reference) - 1;
		if (reference == PIN) {
			memory.pinTries = left;
		} else {
			memory.pukTries = left;
		}
		if (!right) {
			throw new StatusWord(left(reference));
		}
	}

	private int left(int reference) {
		return tries(reference) == 0 ? 0x6983 : 0x63C0 | tries(reference);
	}

	int tries(int reference) {
		return reference == PIN ? memory.pinTries : memory.pukTries;
	}

	private byte[] value(int reference) {
		byte[] value = reference == PIN ? memory.pin : memory.puk;
		if (value == null) {
			throw new IllegalStateException("a PIV card always has PIN and PUK");
		}
		return value;
	}

	private void set(int reference, byte[] fresh) {
		if (reference == PIN) {
			memory.pin = fresh;
			verified = false;
		} else {
			memory.puk = fresh;
		}
	}
}
