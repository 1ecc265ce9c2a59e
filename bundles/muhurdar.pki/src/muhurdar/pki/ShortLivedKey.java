package muhurdar.pki;

import java.security.InvalidKeyException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;

import muhurdar.domain.Secret;

/** A symmetric key whose bytes are wiped when it is no longer needed. Used by one thread. */
public final class ShortLivedKey implements SecretKey, AutoCloseable {

	private static final long serialVersionUID = 1L;

	private final String algorithm;
	private final transient byte[] bytes;

	/** Takes the array over and wipes it in the end. */
	public ShortLivedKey(String algorithm, byte[] bytes) {
		this.algorithm = algorithm;
		this.bytes = bytes;
	}

	/** Of a copy of a secret, which stays its owner's. */
	public static ShortLivedKey of(String algorithm, Secret secret) {
		byte[] bytes = new byte[secret.length()];
		secret.bytes().get(bytes);
		return new ShortLivedKey(algorithm, bytes);
	}

	@Override
	public String getAlgorithm() {
		return algorithm;
	}

	@Override
	public String getFormat() {
		return "RAW";
	}

	@Override
	public byte[] getEncoded() {
		return bytes.clone();
	}

	/**
	 * Wipes the key here and what a cipher of Java's own has made of it: a cipher keeps that until it gets another key.
	 * The cipher is then not to be used any more.
	 */
	public void forgottenBy(Cipher cipher) throws InvalidKeyException {
		close();
		cipher.init(Cipher.ENCRYPT_MODE, this);
	}

	@Override
	public void close() {
		Arrays.fill(bytes, (byte) 0);
	}

	@Override
	public String toString() {
		return "***";
	}
}
