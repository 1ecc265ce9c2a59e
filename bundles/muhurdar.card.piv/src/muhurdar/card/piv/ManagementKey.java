package muhurdar.card.piv;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

import javax.crypto.Cipher;

import muhurdar.api.spi.BerTlv;
import muhurdar.api.spi.CardFault;
import muhurdar.domain.Secret;
import muhurdar.pki.ShortLivedKey;

/** The management key, reference 9B: who has it may make and write (SP 800-73-4, part 2, 3.2.4 and A.1). */
final class ManagementKey {

	static final int REFERENCE = 0x9B;

	private static final int GENERAL_AUTHENTICATE = 0x00870000;
	/** Yubico's SET MANAGEMENT KEY; no touch. */
	private static final int SET = 0x00FFFFFF;
	private static final int TRIPLE_DES = 0x03;
	private static final int AES_256 = 0x0C;
	private static final int TRIPLE_DES_LENGTH = 24;
	private static final int SECURITY_STATUS = 0x6982;
	private static final int WRONG_DATA = 0x6A80;
	private static final SecureRandom RANDOM = new SecureRandom();

	private final PivCommands card;

	ManagementKey(PivCommands card) {
		this.card = card;
	}

	/** The key that every card comes with: 0102030405060708 three times. */
	private static Secret factory() {
		byte[] key = new byte[TRIPLE_DES_LENGTH];
		for (int i = 0; i < key.length; i++) {
			key[i] = (byte) (i % 8 + 1);
		}
		return Secret.taking(key);
	}

	/** Authenticates with the factory's key and replaces it: by AES-256, where the card takes that, else by 3DES. */
	void replace(Secret key) {
		try (Secret factory = factory()) {
			authenticate(TRIPLE_DES, factory);
		}
		try {
			set(AES_256, key);
		} catch (CardFault e) {
			if (e.statusWord() != WRONG_DATA) {
				throw e;
			}
			set(TRIPLE_DES, key);
		}
	}

	private void set(int algorithm, Secret key) {
		int length = length(algorithm, key);
		try (Secret data = Secret.of(3 + length, to -> to.put((byte) algorithm).put((byte) REFERENCE).put((byte) length)
				.put(key.bytes().slice(0, length)))) {
			card.sendSecret("set management key", SET, data);
		}
	}

	/**
	 * Mutual authentication: the card proves that it has the key, too. Nothing of an AES key is left in memory; of a 3DES key
	 * Java keeps parts that nobody can wipe.
	 *
	 * @param algorithm as SP 800-78-4, table 6-2, numbers it
	 */
	void authenticate(int algorithm, Secret key) {
		String name = algorithm == TRIPLE_DES ? "DESede" : "AES";
		try (var shortLived = new ShortLivedKey(name, bytes(algorithm, key))) {
			Cipher cipher = Cipher.getInstance(name + "/ECB/NoPadding");
			try {
				authenticate(algorithm, cipher, shortLived);
			} finally {
				shortLived.forgottenBy(cipher);
			}
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("no " + name + " in this Java", e);
		}
	}

	private void authenticate(int algorithm, Cipher cipher, ShortLivedKey key) throws GeneralSecurityException {
		int header = GENERAL_AUTHENTICATE | algorithm << 8 | REFERENCE;
		byte[] witness = template(card.get("ask for witness", header, 0, BerTlv.of(0x7C, BerTlv.of(0x80))), 0x80);
		byte[] challenge = new byte[algorithm == TRIPLE_DES ? 8 : 16];
		if (witness.length != challenge.length) {
			throw BerTlv.strange();
		}
		RANDOM.nextBytes(challenge);
		cipher.init(Cipher.DECRYPT_MODE, key);
		byte[] clear = cipher.doFinal(witness);
		cipher.init(Cipher.ENCRYPT_MODE, key);
		byte[] expected = cipher.doFinal(challenge);
		byte[] answer = template(card.get("authenticate", header, 0,
				BerTlv.of(0x7C, BerTlv.of(0x80, clear), BerTlv.of(0x81, challenge))), 0x82);
		if (!MessageDigest.isEqual(expected, answer)) {
			throw new CardFault("the card does not know its management key", SECURITY_STATUS);
		}
	}

	private static byte[] template(byte[] answer, int tag) {
		return BerTlv.get(BerTlv.get(answer, 0x7C), tag);
	}

	/** 3DES takes the first 24 bytes. */
	private static int length(int algorithm, Secret key) {
		return algorithm == TRIPLE_DES ? TRIPLE_DES_LENGTH : key.length();
	}

	private static byte[] bytes(int algorithm, Secret key) {
		byte[] bytes = new byte[length(algorithm, key)];
		key.bytes().get(bytes);
		return bytes;
	}
}
