package muhurdar.status;

import java.util.function.Function;

import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;

/** What the workstation writes by itself, in nobody's name but its own. */
record OwnWork(Store store) {

	private static final int TRIES = 3;

	<T> T read(Function<Tx, T> work) {
		return store.read(Actor.SYSTEM, Right.PUBLISH_CRL, work);
	}

	/** Somebody faster is no reason to give up: the work reads again what it changes. */
	<T> T write(String subject, Function<Tx, T> work) {
		for (int tried = 1;; tried++) {
			try {
				return store.write(Actor.SYSTEM, Right.PUBLISH_CRL, subject, work);
			} catch (Refusal e) {
				if (e.why() != Why.CHANGED_MEANWHILE || tried == TRIES) {
					throw e;
				}
			}
		}
	}
}
