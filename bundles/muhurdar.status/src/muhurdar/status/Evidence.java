package muhurdar.status;

import java.net.URI;
import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.StatusEvidence;
import muhurdar.domain.StatusEvidence.Said;
import muhurdar.domain.StatusEvidence.Source;
import muhurdar.pki.Crl;
import muhurdar.pki.OcspAnswer;
import muhurdar.pki.OcspStatus;

/** What a list or a responder says, in our words. */
final class Evidence {

	private Evidence() {
	}

	/** A certificate that is not on the list is good as far as the list knows. */
	static StatusEvidence of(URI place, Crl crl, String serialNumber, Instant at) {
		return crl.entry(serialNumber)
				.map(entry -> list(place, crl, at, entry.onHold() ? Said.HELD : Said.REVOKED, entry.since(), entry.reason()))
				.orElseGet(() -> list(place, crl, at, Said.GOOD, null, 0));
	}

	private static StatusEvidence list(URI place, Crl crl, Instant at, Said said, @Nullable Instant since, int reason) {
		return new StatusEvidence(Source.CRL, place.toString(), at, crl.thisUpdate(), known(crl.nextUpdate()), said, since,
				reason, crl.fingerprint());
	}

	static StatusEvidence of(URI place, OcspAnswer answer, Instant at) {
		OcspStatus status = answer.status();
		Said said = switch (status.kind()) {
		case GOOD -> Said.GOOD;
		case REVOKED -> status.onHold() ? Said.HELD : Said.REVOKED;
		case UNKNOWN -> Said.UNKNOWN;
		};
		return new StatusEvidence(Source.OCSP, place.toString(), at, answer.thisUpdate(), known(answer.nextUpdate()), said,
				status.since(), status.reason(), answer.der());
	}

	private static @Nullable Instant known(Instant nextUpdate) {
		return nextUpdate.equals(Instant.MAX) ? null : nextUpdate;
	}
}
