package muhurdar.simulators;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import muhurdar.simulators.Command.StatusWord;

/**
 * The management key (reference 9B) of a PIV card: GENERAL AUTHENTICATE as external and as mutual authentication
 * (SP 800-73-4, part 2, A.1), and Yubico's SET MANAGEMENT KEY. It may be tried as often as one likes.
 */
final class PivManagement {

	static final int REFERENCE = 0x9B;
	/** 3DES, and the key that every card comes with. */
	static final byte[] FACTORY_KEY = HexFormat.of()
			.parseHex("03" + "0102030405060708" + "0102030405060708" + "0102030405060708");

	private final CardMemory memory;
	private final SecureRandom random = new SecureRandom();
	private boolean authenticated;
	/** What the host has to answer to the challenge, or to the witness, sent last; empty if none was. */
	private byte[] expected = {};
	private boolean witness;

	PivManagement(CardMemory memory) {
		this.memory = memory;
	}

	void reset() {
		authenticated = false;
		expected = new byte[0];
	}

	void mustBeAuthenticated() {
		if (!authenticated) {
			throw new StatusWord(0x6982);
		}
	}

	byte algorithm() {
		return stored()[0];
	}

	boolean isFactory() {
		return Arrays.equals(stored(), FACTORY_KEY);
	}

	/** P1 is the key's algorithm; the template's tags say what is wanted. */
	byte[] authenticate(Command c) throws GeneralSecurityException {
		if (c.p1() != algorithm()) {
			throw new StatusWord(0x6A86);
		}
		byte[] template = Tlv.get(c.data(), 0x7C);
		Optional<byte[]> ofWitness = Tlv.find(template, 0x80);
		Optional<byte[]> challenge = Tlv.find(template, 0x81);
		Optional<byte[]> response = Tlv.find(template, 0x82);
		if (ofWitness.isPresent() && ofWitness.get().length == 0) {
			byte[] clear = fresh();
			expect(clear, true);
			return Tlv.of(0x7C, Tlv.of(0x80, crypt(clear)));
		}
		if (ofWitness.isPresent() && challenge.isPresent()) {
			check(ofWitness.get(), true);
			return Tlv.of(0x7C, Tlv.of(0x82, crypt(block(challenge.get()))));
		}
		if (challenge.isPresent() && challenge.get().length == 0) {
			byte[] clear = fresh();
			expect(crypt(clear), false);
			return Tlv.of(0x7C, Tlv.of(0x81, clear));
		}
		check(response.orElseThrow(() -> new StatusWord(0x6A80)), false);
		return new byte[0];
	}

	private void expect(byte[] answer, boolean toWitness) {
		authenticated = false;
		expected = answer;
		witness = toWitness;
	}

	private void check(byte[] answer, boolean toWitness) {
		boolean right = expected.length > 0 && witness == toWitness && MessageDigest.isEqual(answer, expected);
		reset();
		if (!right) {
			throw new StatusWord(0x6982);
		}
		authenticated = true;
	}

	/** SET MANAGEMENT KEY: {@code algorithm, 9B, length, key}; without touch (P2 = FF). */
	void change(Command c) {
		mustBeAuthenticated();
		byte[] d = c.data();
		if (c.p() != 0xFFFF) {
			throw new StatusWord(0x6A86);
		}
		if (d.length < 3 || (d[1] & 0xFF) != REFERENCE || d[2] != d.length - 3 || d[2] != length(d[0])) {
			throw new StatusWord(0x6A80);
		}
		byte[] fresh = Arrays.copyOfRange(d, 2, d.length);
		fresh[0] = d[0];
		memory.managementKey = fresh;
	}

	private static int length(int algorithm) {
		return switch (algorithm) {
		case 0x08 -> 16;
		case 0x03, 0x0A -> 24;
		case 0x0C -> 32;
		default -> throw new StatusWord(0x6A80);
		};
	}

	private boolean isTripleDes() {
		return algorithm() == 0x03;
	}

	private byte[] fresh() {
		byte[] bytes = new byte[isTripleDes() ? 8 : 16];
		random.nextBytes(bytes);
		return bytes;
	}

	private byte[] block(byte[] challenge) {
		if (challenge.length != (isTripleDes() ? 8 : 16)) {
			throw new StatusWord(0x6A80);
		}
		return challenge;
	}

	private byte[] crypt(byte[] block) throws GeneralSecurityException {
		String name = isTripleDes() ? "DESede" : "AES";
		byte[] key = stored();
		Cipher cipher = Cipher.getInstance(name + "/ECB/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 1, key.length - 1, name));
		return cipher.doFinal(block);
	}

	private byte[] stored() {
		byte[] key = memory.managementKey;
		if (key == null) {
			throw new IllegalStateException("a PIV card always has a management key");
		}
		return key;
	}
}
