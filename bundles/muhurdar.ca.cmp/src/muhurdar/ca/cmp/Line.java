package muhurdar.ca.cmp;

import java.io.IOException;
import java.time.Duration;

/** The way to a CA. Thread-safe. */
@FunctionalInterface
interface Line {

	/** For the messages of one transaction, one after the other: some servers know it by its connection. */
	Connection connect();

	/** One transaction's. Not thread-safe. */
	interface Connection extends AutoCloseable {

		/**
		 * Carries one message there once, and brings what came back.
		 *
		 * @param patience how long this may take
		 * @throws NotSent if nothing of the message can have reached anybody
		 * @throws IOException if nobody knows
		 */
		byte[] exchange(byte[] message, Duration patience) throws IOException;

		@Override
		void close();
	}

	/** No connection came about. */
	final class NotSent extends IOException {

		private static final long serialVersionUID = 1L;

		NotSent(Throwable cause) {
			super("nobody listens there", cause);
		}
	}
}
