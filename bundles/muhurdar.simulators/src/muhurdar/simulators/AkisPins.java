package muhurdar.simulators;

import java.security.MessageDigest;
import java.util.Arrays;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.simulators.Command.StatusWord;

/**
 * The PIN (reference 81) and the PUK (82): VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER. Both are tried three
 * times; a lost try is saved before the answer.
 */
final class AkisPins {

	private static final int PIN = 0x81;
	private static final int PUK = 0x82;
	private static final int SHORTEST = 4;
	private static final int LONGEST = 16;

	private final CardMemory memory;
	private boolean verified;

	AkisPins(CardMemory memory) {
		this.memory = memory;
	}

	void reset() {
		verified = false;
	}

	/** Whether the key may sign: before there is a PIN, or after it was verified. */
	boolean open() {
		return memory.pin == null || verified;
	}

	/** VERIFY; without data it only tells the tries left. */
	void verify(Command c) {
		byte[] expected = expected(c.p());
		if (c.data().length == 0) {
			if (c.p2() != PIN || !verified) {
				throw new StatusWord(left(c.p2()));
			}
		} else if (c.p2() == PIN) {
			verified = false;
			spend(PIN, c.data(), expected);
			verified = true;
		} else {
			throw new StatusWord(0x6A88);
		}
	}

	/** CHANGE REFERENCE DATA as OpenSC's AKİS driver sends it: length, old, length, new; P2 without its upper bit. */
	void change(Command c) {
		byte[] d = c.data();
		int old = d.length == 0 ? 0 : d[0] & 0xFF;
		if (d.length < old + 2 || d.length != old + 2 + (d[old + 1] & 0xFF)) {
			throw new StatusWord(0x6A80);
		}
		byte[] fresh = checked(Arrays.copyOfRange(d, old + 2, d.length));
		spend(PIN, Arrays.copyOfRange(d, 1, old + 1), expected(c.p2() | 0x80));
		memory.pin = fresh;
	}

	/** CHANGE REFERENCE DATA with new data only: makes the PIN, and after it the PUK, once. */
	void create(Command c) {
		if (c.p2() == PIN && memory.making() && !memory.files.isEmpty()) {
			memory.pin = checked(c.data());
		} else if (c.p2() == PUK && memory.pin != null && memory.puk == null) {
			memory.puk = checked(c.data());
		} else {
			throw new StatusWord(c.p2() == PIN || c.p2() == PUK ? 0x6985 : 0x6A88);
		}
	}

	/** RESET RETRY COUNTER: the PUK, and right behind it the new PIN. */
	void unblock(Command c) {
		byte[] puk = expected(PUK);
		if (c.p() != PIN) {
			throw new StatusWord(0x6A88);
		}
		byte[] d = c.data();
		int cut = Math.min(d.length, puk.length);
		byte[] fresh = checked(Arrays.copyOfRange(d, cut, d.length));
		spend(PUK, Arrays.copyOf(d, cut), puk);
		memory.pin = fresh;
		memory.pinTries = CardMemory.TRIES;
		verified = false;
	}

	private void spend(int reference, byte[] given, byte[] expected) {
		if (tries(reference) == 0) {
			throw new StatusWord(0x6983);
		}
		boolean right = MessageDigest.isEqual(given, expected);
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

	private int tries(int reference) {
		return reference == PIN ? memory.pinTries : memory.pukTries;
	}

	private byte[] expected(int reference) {
		byte @Nullable [] expected = reference == PIN ? memory.pin : reference == PUK ? memory.puk : null;
		if (expected == null) {
			throw new StatusWord(0x6A88);
		}
		return expected;
	}

	private static byte[] checked(byte[] fresh) {
		if (fresh.length < SHORTEST || fresh.length > LONGEST) {
			throw new StatusWord(0x6A80);
		}
		return fresh;
	}
}
