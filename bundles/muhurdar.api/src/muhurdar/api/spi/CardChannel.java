package muhurdar.api.spi;

import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;

/** An exclusive connection to one card: bytes in, bytes out (ISO 7816-4). Used by one thread. */
public interface CardChannel extends AutoCloseable {

	/** The answer to reset of the card. */
	Bytes atr();

	/**
	 * Sends one command APDU and returns the response APDU with its status word. 61xx and 6Cxx are dealt with inside
	 * (GET RESPONSE, repeated with the right Le): the caller never sees them. Command chaining is the caller's.
	 *
	 * @throws ReaderFault if the card was pulled, went mute, or the reader failed; the channel is then dead
	 */
	byte[] transmit(byte[] command);

	/**
	 * As {@link #transmit}, for a command that carries a PIN, PUK or key, or whose response does: whoever listens on the
	 * way gets its header, its lengths and the status word, and nothing else. The command stays the caller's, and so does
	 * the answer, to wipe. A driver that can hand it on from where it is, outside of the heap, overrides this: an array
	 * that waits for the card may be moved by the garbage collector, which leaves a copy behind.
	 */
	default byte[] transmitSecret(Secret command) {
		return command.use(this::transmit);
	}

	/** Ends the connection; the card is reset before anybody can open it again. Never throws. */
	@Override
	void close();
}
