package muhurdar.simulators;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;

import javax.crypto.Cipher;

import muhurdar.domain.KeyType;
import muhurdar.simulators.Command.StatusWord;

/** The card's one key pair (reference 05): GENERATE ASYMMETRIC KEY PAIR, MANAGE SECURITY ENVIRONMENT, sign. */
final class AkisKey {

	private static final int REFERENCE = 0x05;
	private static final int RSA_BLOCK = 256;

	private final CardMemory memory;
	private final KeyPool keys;

	AkisKey(CardMemory memory, KeyPool keys) {
		this.memory = memory;
		this.keys = keys;
	}

	/** Makes the key pair that the template {@code AC 03 80 01 algorithm} names; once, and before any PIN. */
	KeyType generate(Command c) {
		if (c.p2() != REFERENCE) {
			throw new StatusWord(0x6A88);
		}
		KeyType type = type(HexFormat.of().formatHex(c.data()));
		if (memory.keyType != null || memory.pin != null || memory.puk != null) {
			throw new StatusWord(0x6985);
		}
		KeyPair pair = keys.take(type);
		memory.privateKey = pair.getPrivate().getEncoded();
		memory.publicKey = pair.getPublic().getEncoded();
		memory.keyType = type;
		return type;
	}

	private static KeyType type(String template) {
		return switch (template) {
		case "ac03800107" -> KeyType.RSA_2048;
		case "ac03800111" -> KeyType.EC_P256;
		case "ac03800114" -> KeyType.EC_P384;
		default -> throw new StatusWord(0x6A80);
		};
	}

	/** {@code 7F49 {81 modulus, 82 exponent}} or {@code 7F49 {86 point}}. */
	byte[] publicKey() throws GeneralSecurityException {
		byte[] encoded = memory.publicKey;
		if (encoded == null) {
			throw new StatusWord(0x6A88);
		}
		PublicKey key = KeyPool.publicKey(encoded, memory.keyType == KeyType.RSA_2048);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		if (key instanceof RSAPublicKey rsa) {
			put(body, 0x81, fixed(rsa.getModulus(), RSA_BLOCK));
			put(body, 0x82, rsa.getPublicExponent().toByteArray());
		} else if (key instanceof ECPublicKey ec) {
			int size = size();
			ByteArrayOutputStream point = new ByteArrayOutputStream();
			point.write(0x04);
			point.writeBytes(fixed(ec.getW().getAffineX(), size));
			point.writeBytes(fixed(ec.getW().getAffineY(), size));
			put(body, 0x86, point.toByteArray());
		}
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.write(0x7F);
		put(answer, 0x49, body.toByteArray());
		return answer.toByteArray();
	}

	void environment(Command c) {
		if (c.p1() != 0xC3 || c.p2() != REFERENCE) {
			throw new StatusWord(0x6A88);
		}
	}

	/** RSA: the padded block, 256 bytes, raw. EC: a hash as long as the order or shorter; answers r and s. */
	byte[] sign(byte[] block, boolean open) throws GeneralSecurityException {
		if (memory.keyType == null) {
			throw new StatusWord(0x6A88);
		}
		if (!open) {
			throw new StatusWord(0x6982);
		}
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
		Signature ec = Signature.getInstance("NONEwithECDSAinP1363Format");
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

	private static void put(ByteArrayOutputStream out, int tag, byte[] value) {
		out.write(tag);
		if (value.length > 0xFF) {
			out.write(0x82);
			out.write(value.length >> 8);
		} else if (value.length > 0x7F) {
			out.write(0x81);
		}
		out.write(value.length);
		out.writeBytes(value);
	}
}
