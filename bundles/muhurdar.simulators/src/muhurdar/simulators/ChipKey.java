package muhurdar.simulators;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

import javax.crypto.Cipher;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.KeyType;
import muhurdar.simulators.Command.StatusWord;

/** The one key pair in a card's memory, whatever the type of card. Who may use it is not asked here. */
final class ChipKey {

	private static final int RSA_BLOCK = 256;

	private final CardMemory memory;
	private final KeyPool keys;

	ChipKey(CardMemory memory, KeyPool keys) {
		this.memory = memory;
		this.keys = keys;
	}

	@Nullable
	KeyType type() {
		return memory.keyType;
	}

	/** Replaces the one before. */
	void make(KeyType type) {
		KeyPair pair = keys.take(type);
		memory.privateKey = pair.getPrivate().getEncoded();
		memory.publicKey = pair.getPublic().getEncoded();
		memory.keyType = type;
	}

	/** {@code 7F49 {81 modulus, 82 exponent}} or {@code 7F49 {86 point}}; 6A88 if there is no key. */
	byte[] template() throws GeneralSecurityException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.write(0x7F);
		Tlv.put(answer, 0x49, parts());
		return answer.toByteArray();
	}

	/** What {@link #template} holds. */
	byte[] parts() throws GeneralSecurityException {
		byte[] encoded = memory.publicKey;
		if (encoded == null) {
			throw new StatusWord(0x6A88);
		}
		PublicKey key = KeyPool.publicKey(encoded, memory.keyType == KeyType.RSA_2048);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		if (key instanceof RSAPublicKey rsa) {
			Tlv.put(body, 0x81, fixed(rsa.getModulus(), RSA_BLOCK));
			Tlv.put(body, 0x82, rsa.getPublicExponent().toByteArray());
		} else if (key instanceof ECPublicKey ec) {
			int size = size();
			ByteArrayOutputStream point = new ByteArrayOutputStream();
			point.write(0x04);
			point.writeBytes(fixed(ec.getW().getAffineX(), size));
			point.writeBytes(fixed(ec.getW().getAffineY(), size));
			Tlv.put(body, 0x86, point.toByteArray());
		}
		return body.toByteArray();
	}

	/**
	 * RSA: the padded block, 256 bytes, raw. EC: a hash as long as the order or shorter.
	 *
	 * @param ecdsa the algorithm's name in Java, which says how r and s are written
	 */
	byte[] sign(byte[] block, String ecdsa) throws GeneralSecurityException {
		if (memory.keyType == KeyType.RSA_2048) {
			if (block.length != RSA_BLOCK) {
				throw new StatusWord(0x6700);
			}
			Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
			rsa.init(Cipher.DECRYPT_MODE, memory.signingKey());
			return rsa.doFinal(block);
		}
		if (block.length == 0 || block.length > size()) {
			throw new StatusWord(0x6700);
		}
		Signature ec = Signature.getInstance(ecdsa);
		ec.initSign(memory.signingKey());
		ec.update(block);
		return ec.sign();
	}

	private int size() {
		return memory.keyType == KeyType.EC_P384 ? 48 : 32;
	}

	private static byte[] fixed(BigInteger number, int size) {
		byte[] bytes = number.toByteArray();
		byte[] fixed = new byte[size];
		int from = Math.max(0, bytes.length - size);
		System.arraycopy(bytes, from, fixed, size - (bytes.length - from), bytes.length - from);
		return fixed;
	}
}
