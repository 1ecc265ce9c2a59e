package muhurdar.simulators;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

import muhurdar.domain.KeyType;
import muhurdar.simulators.Command.StatusWord;

/** The card's one key pair (reference 05): GENERATE ASYMMETRIC KEY PAIR, MANAGE SECURITY ENVIRONMENT, sign. */
final class AkisKey {

	private static final int REFERENCE = 0x05;

	private final CardMemory memory;
	private final ChipKey key;

	AkisKey(CardMemory memory, KeyPool keys) {
		this.memory = memory;
		this.key = new ChipKey(memory, keys);
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
		key.make(type);
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

	byte[] publicKey() throws GeneralSecurityException {
		return key.template();
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
		return key.sign(block, "NONEwithECDSAinP1363Format");
	}
}
