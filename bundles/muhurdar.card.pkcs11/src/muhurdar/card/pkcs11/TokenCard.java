package muhurdar.card.pkcs11;

import static muhurdar.card.pkcs11.Template.*;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/**
 * A token of a PKCS#11 module. The PIN is the user's, the PUK the security officer's (SO).
 *
 * <p>A blank token has no user PIN and no objects, and the SO PIN that it came with; one that was never initialised gets
 * that SO PIN as it is (C_InitToken). In PKCS#11 only a user who is logged in makes a key: so {@link #generateKeyPair}
 * gives the token a user PIN of random digits that nobody gets to know, and {@link #setPin} replaces it. If the process
 * ends in between, the token cannot be used with anything and is spoiled; its SO PIN is still the one it came with.
 * {@link #setPuk} likewise replaces the SO PIN. PKCS#11 has no question whether that has been done, so a data object
 * that says so is written then; and no command ends a personalisation, so it is this class alone that writes nothing
 * more on a token once it has a PIN.
 *
 * <p>Tries left are what the token's flags tell: 3 none was wrong, 2 at least one was, 1 the last one, 0 blocked.
 */
final class TokenCard implements SmartCard {

	private static final String LABEL = "NES KARTI";
	private static final byte KEY_ID = 1;
	private static final String MADE = "muhurdar";
	private static final int TEMPORARY_DIGITS = 8;
	/** DigestInfo of SHA-256 up to the hash. */
	private static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300D060960864801650304020105000420");
	private static final long CKK_RSA = 0;
	private static final long CKC_X_509 = 0;
	private static final byte[] P256 = HexFormat.of().parseHex("06082A8648CE3D030107");
	private static final byte[] P384 = HexFormat.of().parseHex("06052B81040022");

	private final TokenChannel token;
	private final SoPin soPin;
	private @Nullable KeyType keyType;
	private boolean loggedIn;

	TokenCard(TokenChannel token, SoPin soPin) {
		this.token = token;
		this.soPin = soPin;
	}

	@Override
	public ChipSerial serial() {
		return token.info().chip();
	}

	@Override
	public boolean blank() {
		TokenInfo info = token.info();
		return !info.initialised() || !info.userPin() && find(new Template()).isEmpty();
	}

	@Override
	public Bytes generateKeyPair(KeyType type) {
		if (!blank()) {
			throw new CardFault("make key: token is not blank", 0x6985);
		}
		makeTemporaryPin();
		Template publicKey = key(CKO_PUBLIC_KEY).flag(CKA_PRIVATE, false).flag(CKA_VERIFY, true);
		Template privateKey = key(CKO_PRIVATE_KEY).flag(CKA_PRIVATE, true).flag(CKA_SIGN, true).flag(CKA_SENSITIVE, true)
				.flag(CKA_EXTRACTABLE, false);
		long mechanism = switch (type) {
		case RSA_2048 -> {
			publicKey.number(CKA_MODULUS_BITS, 2048).with(CKA_PUBLIC_EXPONENT, (byte) 1, (byte) 0, (byte) 1);
			yield Cryptoki.CKM_RSA_PKCS_KEY_PAIR_GEN;
		}
		case EC_P256 -> {
			publicKey.with(CKA_EC_PARAMS, P256);
			yield Cryptoki.CKM_EC_KEY_PAIR_GEN;
		}
		case EC_P384 -> {
			publicKey.with(CKA_EC_PARAMS, P384);
			yield Cryptoki.CKM_EC_KEY_PAIR_GEN;
		}
		};
		token.module().generateKeyPair(token.session(), mechanism, publicKey, privateKey);
		return publicKey().orElseThrow(() -> new CardFault("make key: no public key on the token", 0x6A88));
	}

	private static Template key(long kind) {
		return new Template().number(CKA_CLASS, kind).flag(CKA_TOKEN, true).with(CKA_ID, KEY_ID).text(CKA_LABEL, LABEL);
	}

	/** Leaves the user logged in with it. */
	private void makeTemporaryPin() {
		try (Secret transport = soPin.read()) {
			if (!token.info().initialised()) {
				token.initialise(transport, LABEL);
			}
			loginSo(transport, true);
			Secret pin = randomPin(token.info());
			token.temporaryPin(pin);
			token.module().initPin(token.session(), pin);
			logout();
			token.module().login(token.session(), Cryptoki.CKU_USER, pin);
			loggedIn = true;
		}
	}

	private static Secret randomPin(TokenInfo info) {
		long length = Math.max(info.shortestPin(), Math.min(info.longestPin(), TEMPORARY_DIGITS));
		SecureRandom random = new SecureRandom();
		return Secret.of(Math.toIntExact(length), to -> {
			while (to.hasRemaining()) {
				to.put((byte) ('0' + random.nextInt(10)));
			}
		});
	}

	/**
	 * Logs the security officer in: once, and not at all where a try was already wrong.
	 *
	 * @param transport the SO PIN of blank tokens, which then counts as wrong for the others too
	 */
	private void loginSo(Secret secret, boolean transport) {
		if (token.info().soTries() < 3) {
			throw new CardFault("SO PIN of this token was tried and wrong", 0x6983);
		}
		try {
			token.module().login(token.session(), Cryptoki.CKU_SO, secret);
			loggedIn = true;
		} catch (CardFault e) {
			if (transport && e.statusWord() == Ckr.WRONG_PIN) {
				soPin.refused();
			}
			throw withTries(e, () -> token.info().soTries());
		}
	}

	@Override
	public Optional<Bytes> publicKey() {
		return key().map(key -> Bytes.of(key.getEncoded()));
	}

	private Optional<PublicKey> key() {
		return findFirst(CKO_PUBLIC_KEY).map(
				key -> ulongOf(key, CKA_KEY_TYPE) == CKK_RSA
						? PublicKeys.rsa(value(key, CKA_MODULUS), value(key, CKA_PUBLIC_EXPONENT))
						: PublicKeys.ec(value(key, CKA_EC_PARAMS), value(key, CKA_EC_POINT)));
	}

	@Override
	public @Nullable KeyType keyType() {
		if (keyType == null) {
			key().ifPresent(key -> keyType = PublicKeys.type(key));
		}
		return keyType;
	}

	@Override
	public Bytes signBeforePin(Bytes tbs) {
		temporaryPin("sign before the PIN");
		return sign(tbs);
	}

	private Secret temporaryPin(String doing) {
		Secret pin = token.temporaryPin();
		if (pin == null) {
			throw new CardFault(doing + ": only in the run that made the key, before the PIN", 0x6985);
		}
		return pin;
	}

	@Override
	public Bytes sign(Bytes tbs) {
		KeyType type = keyType();
		if (type == null) {
			throw new CardFault("sign: no key on the token", 0x6A88);
		}
		return Bytes.of(switch (type) {
		case RSA_2048 -> sign(Cryptoki.CKM_RSA_PKCS, digestInfo(hash("SHA-256", tbs)));
		case EC_P256 -> PublicKeys.ecdsaSigValue(sign(Cryptoki.CKM_ECDSA, hash("SHA-256", tbs)));
		case EC_P384 -> PublicKeys.ecdsaSigValue(sign(Cryptoki.CKM_ECDSA, hash("SHA-384", tbs)));
		});
	}

	private byte[] sign(long mechanism, byte[] data) {
		// private keys are seen by who is logged in only
		long key = findFirst(CKO_PRIVATE_KEY).orElseThrow(() -> new CardFault("sign: not logged in", 0x6982));
		return token.module().sign(token.session(), mechanism, key, data);
	}

	private static byte[] digestInfo(byte[] hash) {
		byte[] info = new byte[SHA256_INFO.length + hash.length];
		System.arraycopy(SHA256_INFO, 0, info, 0, SHA256_INFO.length);
		System.arraycopy(hash, 0, info, SHA256_INFO.length, hash.length);
		return info;
	}

	private static byte[] hash(String algorithm, Bytes tbs) {
		try {
			return MessageDigest.getInstance(algorithm).digest(tbs.toArray());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public void writeCertificate(Bytes certificateDer, String label) {
		temporaryPin("write certificate");
		if (certificate().equals(Optional.of(certificateDer))) {
			return;
		}
		X509Certificate certificate = parsed(certificateDer);
		token.module().createObject(token.session(),
				new Template().number(CKA_CLASS, CKO_CERTIFICATE).number(CKA_CERTIFICATE_TYPE, CKC_X_509).flag(CKA_TOKEN, true)
						.flag(CKA_PRIVATE, false).with(CKA_ID, KEY_ID).text(CKA_LABEL, label)
						.with(CKA_SUBJECT, certificate.getSubjectX500Principal().getEncoded())
						.with(CKA_ISSUER, certificate.getIssuerX500Principal().getEncoded())
						.with(CKA_SERIAL_NUMBER, integer(certificate)).with(CKA_VALUE, certificateDer.toArray()));
	}

	private static X509Certificate parsed(Bytes der) {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
					.generateCertificate(new ByteArrayInputStream(der.toArray()));
		} catch (CertificateException e) {
			throw new IllegalArgumentException("not a certificate", e);
		}
	}

	/** Its serial number as a DER INTEGER: at most 20 bytes (RFC 5280, 4.1.2.2). */
	private static byte[] integer(X509Certificate certificate) {
		byte[] number = certificate.getSerialNumber().toByteArray();
		byte[] der = new byte[2 + number.length];
		der[0] = 2;
		der[1] = (byte) number.length;
		System.arraycopy(number, 0, der, 2, number.length);
		return der;
	}

	@Override
	public Optional<Bytes> certificate() {
		return findFirst(CKO_CERTIFICATE).map(found -> Bytes.of(value(found, CKA_VALUE)));
	}

	@Override
	public void setPin(Secret pin) {
		Secret temporary = temporaryPin("set PIN");
		token.module().setPin(token.session(), temporary, pin);
		token.temporaryPin(null);
		logout();
	}

	@Override
	public void setPuk(Secret puk) {
		if (!pinSet() || pukSet()) {
			throw new CardFault("set PUK: without a PIN, or for the second time", 0x6985);
		}
		logout();
		try (Secret transport = soPin.read()) {
			loginSo(transport, true);
			token.module().setPin(token.session(), transport, puk);
		}
		token.module().createObject(token.session(), made().flag(CKA_MODIFIABLE, false).text(CKA_LABEL, LABEL)
				.text(CKA_VALUE, serial().hex()));
		logout();
	}

	/** Says that the SO PIN is the PUK. */
	private static Template made() {
		return new Template().number(CKA_CLASS, CKO_DATA).flag(CKA_TOKEN, true).flag(CKA_PRIVATE, false)
				.text(CKA_APPLICATION, MADE);
	}

	@Override
	public boolean pinSet() {
		return token.info().userPin() && token.temporaryPin() == null;
	}

	@Override
	public boolean pukSet() {
		return !find(made()).isEmpty();
	}

	@Override
	public OptionalInt pinTriesLeft() {
		return pinSet() ? OptionalInt.of(token.info().userTries()) : OptionalInt.empty();
	}

	@Override
	public void verifyPinAtLastTry(Secret pin) {
		logout();
		try {
			token.module().login(token.session(), Cryptoki.CKU_USER, pin);
			loggedIn = true;
		} catch (CardFault e) {
			throw withTries(e, () -> token.info().userTries());
		}
	}

	@Override
	public OptionalInt pukTriesLeft() {
		return pukSet() ? OptionalInt.of(token.info().soTries()) : OptionalInt.empty();
	}

	@Override
	public void unblock(Secret puk, Secret newPin) {
		logout();
		loginSo(puk, false);
		token.module().initPin(token.session(), newPin);
		logout();
	}

	private static CardFault withTries(CardFault fault, IntSupplier tries) {
		return fault.statusWord() == Ckr.WRONG_PIN ? new CardFault("C_Login", 0x63C0 | tries.getAsInt()) : fault;
	}

	@Override
	public void logout() {
		if (loggedIn) {
			token.module().logout(token.session());
			loggedIn = false;
		}
	}

	private Optional<Long> findFirst(long kind) {
		return find(new Template().number(CKA_CLASS, kind).flag(CKA_TOKEN, true).with(CKA_ID, KEY_ID)).stream().findFirst();
	}

	private List<Long> find(Template template) {
		return token.info().initialised() ? token.module().findObjects(token.session(), template) : List.of();
	}

	private byte[] value(long object, long type) {
		return token.module().attribute(token.session(), object, type)
				.orElseThrow(() -> new CardFault("read attribute %X".formatted(type), 0x6A88));
	}

	private long ulongOf(long object, long type) {
		return Template.ulong(value(object, type));
	}
}
