package muhurdar.api;

import muhurdar.domain.Secret;

/**
 * What an unblocking gave.
 *
 * @param pin the card's now, stored nowhere: for its holder's eyes
 * @param oldShredded false if the one that was stored could not be shredded, which the log tells; it opens nothing any
 *        more, and the card's next unblocking tries again
 */
public record NewPin(Secret pin, boolean oldShredded) implements AutoCloseable {

	/** Wipes it. */
	@Override
	public void close() {
		pin.close();
	}
}
