package muhurdar.domain;

import java.time.Instant;

/** The card in the holder's own hand. @param receivedBy the name on the document; @param document by which the identity was checked */
public record Handover(Instant at, String receivedBy, IdentityDocument document) {

	/** Not the name: records reach logs. */
	@Override
	public String toString() {
		return "Handover[" + at + " " + document + "]";
	}
}
