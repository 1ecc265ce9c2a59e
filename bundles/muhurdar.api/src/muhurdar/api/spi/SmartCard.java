package muhurdar.api.spi;

import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

/**
 * One card with its application selected. Used by one thread; dead once its channel is. Every method may throw
 * {@link CardFault} (the card said no) and {@link ReaderFault} (it is gone).
 *
 * <p>A blank card is personalised in this order: {@link #takeOver} where the profile is managed,
 * {@link #generateKeyPair}, {@link #signBeforePin} (the CSR's proof of
 * possession), {@link #writeCertificate}, {@link #setPin}, {@link #setPuk}. The card itself refuses another order.
 */
public interface SmartCard {

	ChipSerial serial();

	/** No key, no certificate, no PIN on it. */
	boolean blank();

	/**
	 * Replaces the management key that the factory gave the card, without which nothing can be made on it; a card that
	 * has this key already is opened with it. Only where {@link CardProfile#managed}.
	 *
	 * @param managementKey 32 bytes; of a card that takes 3DES only, the first 24
	 * @throws CardFault 6982 if the card has another key
	 */
	default void takeOver(Secret managementKey) {
		throw new IllegalStateException("this type of card has no management key");
	}

	/**
	 * Makes a key pair on the card.
	 *
	 * @return the public key as SubjectPublicKeyInfo (RFC 5280, DER)
	 */
	Bytes generateKeyPair(KeyType type);

	/** The public key on the card as SubjectPublicKeyInfo, empty while there is none. */
	Optional<Bytes> publicKey();

	/**
	 * Signs with the key while no PIN exists: only possible before {@link #setPin}.
	 *
	 * @param tbs the bytes to be signed; hashed here with SHA-256 (EC P-384: SHA-384)
	 * @return RSA: PKCS#1 v1.5 signature; EC: ECDSA-Sig-Value (DER)
	 */
	Bytes signBeforePin(Bytes tbs);

	/**
	 * Writes the certificate and the PKCS#15 structure by which other software finds it. Called again after the card was
	 * pulled meanwhile, it writes what is missing.
	 */
	void writeCertificate(Bytes certificateDer, String label);

	/** The certificate on the card, empty while there is none. */
	Optional<Bytes> certificate();

	/** Makes the PIN, 3 tries; from now on the key signs only after {@link #verifyPin}. */
	void setPin(Secret pin);

	/** Makes the PUK, 3 tries, and ends the card's personalisation: nothing can be made or written after it. */
	void setPuk(Secret puk);

	boolean pinSet();

	boolean pukSet();

	/** Tries left on the PIN, asked without spending one; empty while there is no PIN. */
	OptionalInt pinTriesLeft();

	/** Tries left on the PUK, asked without spending one; empty while there is no PUK, or if the card does not tell. */
	OptionalInt pukTriesLeft();

	/**
	 * Presents the PIN; a wrong one costs a try. The card is asked for the tries left before: the last one is not spent.
	 *
	 * @throws Refusal LAST_PIN_TRY with one try left: nothing was sent
	 * @throws CardFault 63Cx wrong with x tries left, 6983 blocked
	 */
	default void verifyPin(Secret pin) {
		if (pinTriesLeft().equals(OptionalInt.of(1))) {
			throw new Refusal(Why.LAST_PIN_TRY);
		}
		verifyPinAtLastTry(pin);
	}

	/** As {@link #verifyPin}, with the last try too: for who means it. */
	void verifyPinAtLastTry(Secret pin);

	/**
	 * Gives the card a new PIN with 3 tries, blocked or not. A wrong PUK costs a try of the PUK, and without one left
	 * the card is dead: only the card office calls this.
	 *
	 * @throws CardFault 63Cx wrong PUK with x tries left, 6983 no try left
	 */
	void unblock(Secret puk, Secret newPin);

	/** Signs as {@link #signBeforePin} does; the PIN must have been verified on this connection. */
	Bytes sign(Bytes tbs);

	/** Forgets a verified PIN. */
	void logout();

	/** The key type on the card, null while there is no key. */
	@Nullable
	KeyType keyType();
}
