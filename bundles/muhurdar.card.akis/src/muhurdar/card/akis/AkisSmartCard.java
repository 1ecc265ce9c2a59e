package muhurdar.card.akis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.PublicKeyInfo;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.spi.AkisDialect;
import muhurdar.card.akis.spi.AkisCommands;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/** One AKİS with the PKCS#15 application selected. What is public is here, the rest asks the dialect. */
final class AkisSmartCard implements SmartCard {

	private static final int CARD_DATA = 0x00CA0106;
	private static final int CARD_DATA_LENGTH = 0x4D;
	private static final int SERIAL_AT = 55;
	private static final int SERIAL_LENGTH = 12;
	private static final int VERIFY_PIN = 0x00200081;
	private static final int LOGOUT = 0x801A0000;
	private static final int KEY_ENVIRONMENT = 0x0022C305;
	private static final int SIGN = 0x002A9E9A;
	private static final int RSA_BLOCK = 256;
	/** DigestInfo of SHA-256 up to the hash. */
	private static final byte[] SHA256_INFO = Der.hex("3031300D060960864801650304020105000420");

	private final AkisCommands card;
	private final AkisDialect dialect;
	private @Nullable ChipSerial serial;
	private @Nullable KeyType keyType;

	AkisSmartCard(AkisCommands card, AkisDialect dialect) {
		this.card = card;
		this.dialect = dialect;
	}

	@Override
	public ChipSerial serial() {
		ChipSerial known = serial;
		if (known == null) {
			byte[] data = card.get("read chip serial", CARD_DATA, CARD_DATA_LENGTH);
			if (data.length < SERIAL_AT + SERIAL_LENGTH) {
				throw new CardFault("chip serial too short", 0x6282);
			}
			known = ChipSerial.of(Arrays.copyOfRange(data, SERIAL_AT, SERIAL_AT + SERIAL_LENGTH));
			serial = known;
		}
		return known;
	}

	@Override
	public boolean blank() {
		return publicKey().isEmpty() && !pinSet() && !pukSet() && isAbsent(Pkcs15.CERTIFICATE)
				&& isAbsent(Pkcs15.DIRECTORY);
	}

	private boolean isAbsent(String path) {
		boolean absent = card.read(path).isEmpty();
		card.selectFolder(Pkcs15.APPLICATION);
		return absent;
	}

	@Override
	public Bytes generateKeyPair(KeyType type) {
		byte[] key = dialect.generateKeyPair(card, type);
		keyType = type;
		return Bytes.of(key);
	}

	@Override
	public Optional<Bytes> publicKey() {
		return dialect.publicKey(card).map(Bytes::of);
	}

	@Override
	public Bytes signBeforePin(Bytes tbs) {
		return sign(tbs);
	}

	@Override
	public void writeCertificate(Bytes certificateDer, String label) {
		byte[] key = dialect.publicKey(card).orElseThrow(() -> new CardFault("no key on the card", 0x6A88));
		Pkcs15.files(serial(), key, certificateDer.toArray(), label)
				.forEach((path, content) -> dialect.writeFile(card, path, content));
	}

	@Override
	public Optional<Bytes> certificate() {
		Optional<byte[]> content = card.read(Pkcs15.CERTIFICATE);
		card.selectFolder(Pkcs15.APPLICATION);
		// a file that was not written to its end begins with zeros
		return content.filter(der -> der.length > 0 && der[0] == 0x30).map(Bytes::of);
	}

	@Override
	public void setPin(Secret pin) {
		dialect.setPin(card, pin);
	}

	@Override
	public void setPuk(Secret puk) {
		dialect.setPuk(card, puk);
	}

	@Override
	public boolean pinSet() {
		return pinTriesLeft().isPresent();
	}

	@Override
	public boolean pukSet() {
		return pukTriesLeft().isPresent();
	}

	@Override
	public OptionalInt pukTriesLeft() {
		return dialect.pukTriesLeft(card);
	}

	@Override
	public void unblock(Secret puk, Secret newPin) {
		dialect.unblock(card, puk, newPin);
	}

	@Override
	public OptionalInt pinTriesLeft() {
		return dialect.pinTriesLeft(card);
	}

	@Override
	public void verifyPinAtLastTry(Secret pin) {
		card.sendSecret("verify PIN", VERIFY_PIN, pin);
	}

	@Override
	public Bytes sign(Bytes tbs) {
		KeyType type = keyType();
		if (type == null) {
			throw new CardFault("no key on the card", 0x6A88);
		}
		return switch (type) {
		case RSA_2048 -> signRsa(hash("SHA-256", tbs));
		case EC_P256 -> signEc(hash("SHA-256", tbs));
		case EC_P384 -> signEc(hash("SHA-384", tbs));
		};
	}

	/** PKCS#1 v1.5 padding is made here: the card signs the block as it is. */
	private Bytes signRsa(byte[] hash) {
		byte[] block = new byte[RSA_BLOCK];
		int info = RSA_BLOCK - SHA256_INFO.length - hash.length;
		Arrays.fill(block, 2, info - 1, (byte) 0xFF);
		block[1] = 0x01;
		System.arraycopy(SHA256_INFO, 0, block, info, SHA256_INFO.length);
		System.arraycopy(hash, 0, block, RSA_BLOCK - hash.length, hash.length);
		card.send("choose key", KEY_ENVIRONMENT);
		return Bytes.of(card.get("sign", SIGN, 0, block));
	}

	private Bytes signEc(byte[] hash) {
		byte[] pair = dialect.signHash(card, hash);
		int half = pair.length / 2;
		return Bytes.of(Der.sequence(Der.unsigned(Arrays.copyOf(pair, half)),
				Der.unsigned(Arrays.copyOfRange(pair, half, pair.length))));
	}

	private static byte[] hash(String algorithm, Bytes tbs) {
		try {
			return MessageDigest.getInstance(algorithm).digest(tbs.toArray());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public void logout() {
		card.send("log out", LOGOUT);
	}

	@Override
	public @Nullable KeyType keyType() {
		if (keyType == null) {
			dialect.publicKey(card).ifPresent(key -> keyType = PublicKeyInfo.type(key));
		}
		return keyType;
	}
}
