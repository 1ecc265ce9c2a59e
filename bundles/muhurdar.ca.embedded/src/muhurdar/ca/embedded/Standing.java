package muhurdar.ca.embedded;

import java.time.Instant;
import java.util.Optional;

/**
 * What the register says of one certificate now.
 *
 * @param since from when: of a good one when it was issued or last released, else the date on the CRL
 * @param reason CRLReason (RFC 5280 §5.3.1) of a held or revoked one, 0 of a good one
 */
record Standing(State state, Instant since, int reason) {

	enum State {
		GOOD, HELD, REVOKED
	}

	/** Where it is looked up. Thread-safe; always what was last committed. */
	@FunctionalInterface
	interface Source {

		/**
		 * @param serialNumber as {@code CertificateInfo.serialText} writes it
		 * @return empty if this CA never issued it
		 */
		Optional<Standing> standing(String serialNumber);
	}
}
