package muhurdar.domain;

import java.util.UUID;

/** Identifies a status request. */
public record StatusRequestId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
