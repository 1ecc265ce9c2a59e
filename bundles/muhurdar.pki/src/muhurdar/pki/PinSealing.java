package muhurdar.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

/**
 * Seals a PIN so that only the vault can read it: the PIN under a fresh AES-256-GCM key of its own, that key under the
 * vault's RSA key (OAEP, SHA-256). Both are bound to the chip and the card's record: moved to another card they do not
 * open. Whoever seals needs only the public half. Every seal has the same length, whatever the PIN's.
 *
 * <p>The two halves are kept apart: {@link Sealed#box} in the store, {@link Sealed#wrappedKey} in the vault's slot
 * file. When the wrapped key is gone, nobody can read the box again.
 */
public final class PinSealing {

	private static final int RSA_BITS = 3072;
	private static final byte FORMAT = 1;
	private static final int IV = 12;
	private static final int TAG = 16;
	private static final int PADDED = 16;
	private static final SecureRandom RANDOM = new SecureRandom();

	private PinSealing() {
	}

	/**
	 * @param box format byte, IV, ciphertext and tag: 45 bytes
	 * @param wrappedKey the PIN's own key under the vault's key: 384 bytes
	 */
	public record Sealed(Bytes box, Bytes wrappedKey) {
	}

	/** A key pair for a vault. Takes a second or so. */
	public static KeyPair newVaultKey() {
		try {
			var generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(RSA_BITS, RANDOM);
			return generator.generateKeyPair();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("no RSA in this Java", e);
		}
	}

	/**
	 * Seals a PIN of 1 to 15 bytes; the PIN stays the caller's, to wipe.
	 *
	 * @param vaultSpki the vault's public key, SubjectPublicKeyInfo
	 * @throws PkiFault if that key is none for sealing
	 */
	public static Sealed seal(Secret pin, ChipSerial chip, UUID cardId, Bytes vaultSpki) {
		if (pin.length() < 1 || pin.length() >= PADDED) {
			throw new IllegalArgumentException("a PIN has 1 to " + (PADDED - 1) + " bytes");
		}
		byte[] key = random(32);
		try (var own = new ShortLivedKey("AES", key)) {
			byte[] iv = random(IV);
			byte[] binding = binding(chip, cardId);
			Cipher aes = aes(Cipher.ENCRYPT_MODE, own, iv, binding);
			byte[] box = new byte[1 + IV + PADDED + TAG];
			box[0] = FORMAT;
			System.arraycopy(iv, 0, box, 1, IV);
			seal(aes, pin, box);
			Cipher rsa = oaep(Cipher.ENCRYPT_MODE, vaultKey(vaultSpki), binding);
			Bytes wrapped = Bytes.of(rsa.doFinal(key));
			own.forgottenBy(aes);
			return new Sealed(Bytes.of(box), wrapped);
		} catch (GeneralSecurityException e) {
			throw new PkiFault("PIN cannot be sealed", e);
		}
	}

	private static void seal(Cipher aes, Secret pin, byte[] box) throws GeneralSecurityException {
		byte[] padded = new byte[PADDED];
		try {
			padded[0] = (byte) pin.length();
			pin.bytes().get(padded, 1, pin.length());
			aes.doFinal(padded, 0, PADDED, box, 1 + IV);
		} finally {
			Arrays.fill(padded, (byte) 0);
		}
	}

	/**
	 * Opens a seal; the caller closes the PIN.
	 *
	 * @throws PkiFault if it was altered, made for another vault, another chip or another card
	 */
	public static Secret open(Sealed sealed, ChipSerial chip, UUID cardId, PrivateKey vault) {
		byte[] box = sealed.box().toArray();
		if (box.length != 1 + IV + PADDED + TAG || box[0] != FORMAT) {
			throw new PkiFault("not a sealed PIN");
		}
		byte[] binding = binding(chip, cardId);
		try (var own = new ShortLivedKey("AES",
				oaep(Cipher.DECRYPT_MODE, vault, binding).doFinal(sealed.wrappedKey().toArray()))) {
			Cipher aes = aes(Cipher.DECRYPT_MODE, own, Arrays.copyOfRange(box, 1, 1 + IV), binding);
			Secret pin = unpadded(aes.doFinal(box, 1 + IV, PADDED + TAG));
			own.forgottenBy(aes);
			return pin;
		} catch (GeneralSecurityException e) {
			throw new PkiFault("sealed PIN does not open", e);
		}
	}

	private static Secret unpadded(byte[] padded) {
		try {
			return Secret.of(padded[0], to -> to.put(padded, 1, padded[0]));
		} finally {
			Arrays.fill(padded, (byte) 0);
		}
	}

	private static PublicKey vaultKey(Bytes spki) {
		if (Signatures.publicKey(spki) instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS) {
			return rsa;
		}
		throw new PkiFault("vault's key is not RSA of at least " + RSA_BITS + " bits");
	}

	private static byte[] binding(ChipSerial chip, UUID cardId) {
		return ("MUHURDAR PIN 1|" + chip.hex() + "|" + cardId).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	private static Cipher aes(int mode, ShortLivedKey key, byte[] iv, byte[] binding) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, key, new GCMParameterSpec(TAG * 8, iv));
		cipher.updateAAD(binding);
		return cipher;
	}

	private static Cipher oaep(int mode, Key key, byte[] binding) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
		cipher.init(mode, key, new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256,
				new PSource.PSpecified(binding)));
		return cipher;
	}
}
