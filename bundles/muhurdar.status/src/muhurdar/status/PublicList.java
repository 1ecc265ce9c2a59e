package muhurdar.status;

import java.net.URI;
import java.time.Instant;

import muhurdar.domain.StatusEvidence;
import muhurdar.pki.Crl;

/** A CRL as it was fetched. @param at when */
record PublicList(URI place, Crl crl, Instant at) {

	StatusEvidence of(String serialNumber) {
		return Evidence.of(place, crl, serialNumber, at);
	}
}
