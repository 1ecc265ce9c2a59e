package muhurdar.domain;

import java.util.UUID;

/** Identifies a certificate. */
public record CertificateId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
