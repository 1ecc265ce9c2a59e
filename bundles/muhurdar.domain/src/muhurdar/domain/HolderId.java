package muhurdar.domain;

import java.util.UUID;

/** Identifies a certificate holder. */
public record HolderId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
