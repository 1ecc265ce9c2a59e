package muhurdar.card.akis.spi;

import java.util.Optional;
import java.util.OptionalInt;

import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;

/**
 * The commands that personalise an AKİS and that no public source gives. The one we ship follows ISO 7816-4, -8 and
 * -9; a real AKİS needs the licensed one, registered as a service with a higher ranking: of those that speak to a card's
 * family the one with the highest ranking is taken, for each card anew. Reading, VERIFY and RSA signatures are public
 * and no part of this.
 *
 * <p>Thread-safe and without state: what is asked of a card is asked of that card. Every method may throw
 * {@link CardFault} and {@link ReaderFault}. The application's folder is selected when a method is called, and after
 * it.
 */
public interface AkisDialect {

	/** Whether cards of this family understand these commands. */
	boolean speaksTo(AkisFamily family);

	/** Makes the card's key pair and returns its public key as SubjectPublicKeyInfo (DER). */
	byte[] generateKeyPair(AkisCommands card, KeyType type);

	/** The public key on the card as SubjectPublicKeyInfo (DER), empty while there is no key. */
	Optional<byte[]> publicKey(AkisCommands card);

	/** An ECDSA signature of the hash: r and s, each as long as the curve's order. */
	byte[] signHash(AkisCommands card, byte[] hash);

	/**
	 * Makes a transparent file and writes it, its first part last: until all of it is written it does not begin with
	 * its first byte. One that is there already, since the card was pulled meanwhile, is written anew; it has the same
	 * length.
	 *
	 * @param path from 3F00 on, in hexadecimal digits
	 */
	void writeFile(AkisCommands card, String path, byte[] content);

	/** Makes the PIN with 3 tries. */
	void setPin(AkisCommands card, Secret pin);

	/** Makes the PUK with 3 tries and ends the making of the card. */
	void setPuk(AkisCommands card, Secret puk);

	/** Tries left on the PIN, without spending one; empty while there is no PIN. */
	OptionalInt pinTriesLeft(AkisCommands card);

	/** Tries left on the PUK, without spending one; empty while there is no PUK. */
	OptionalInt pukTriesLeft(AkisCommands card);

	/** Gives the card a new PIN with 3 tries; a wrong PUK costs a try of the PUK. */
	void unblock(AkisCommands card, Secret puk, Secret newPin);
}
