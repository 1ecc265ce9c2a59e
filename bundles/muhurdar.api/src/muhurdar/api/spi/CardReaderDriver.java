package muhurdar.api.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import muhurdar.domain.Bytes;

/**
 * Finds readers and moves bytes to the cards in them; knows nothing about cards. Registered as an OSGi service with
 * the property {@code reader.driver}. May be called from any thread; each {@link CardChannel} stays with the thread
 * that opened it.
 *
 * <p>A driver whose native library or server is missing throws {@link ReaderFault} from {@link #readers()}; it is
 * logged and skipped, the other drivers stay.
 */
public interface CardReaderDriver {

	/** Reader names as of now, in a stable order; unique within the driver. */
	List<ReaderName> readers();

	/** True if a card is in the reader now. Answers within a second. */
	boolean cardPresent(ReaderName reader);

	/**
	 * Waits until the reader's card presence is {@code present}, at most {@code timeout}.
	 *
	 * @return whether it is so now; a wait for the card's end may also answer true if the card that was opened last has
	 *         left meanwhile and another one is there already
	 * @throws InterruptedException if the waiting thread is interrupted
	 * @throws ReaderFault if the reader is gone
	 */
	boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException;

	/**
	 * Connects to the card, resets it, and holds it exclusively until the channel is closed. A driver may keep the reader
	 * for itself some seconds longer, for the next card.
	 *
	 * @throws ReaderFault if there is no card, somebody else holds it, or the reader does not answer
	 */
	CardChannel open(ReaderName reader);

	/**
	 * Powers the card up in one protocol, resets it and lets it go.
	 *
	 * @param protocol 0 for T=0, 1 for T=1
	 * @return its answer to reset; empty if this driver cannot choose the protocol
	 * @throws ReaderFault as {@link #open}; CARD_MUTE if the card does not take the protocol
	 */
	default Optional<Bytes> reset(ReaderName reader, int protocol) {
		return Optional.empty();
	}

	/**
	 * The way to the reader itself, whether a card is in it or not; closed by the caller. Empty if this driver has none.
	 *
	 * @throws ReaderFault if it is gone, or somebody holds it
	 */
	default Optional<ReaderControl> control(ReaderName reader) {
		return Optional.empty();
	}
}
