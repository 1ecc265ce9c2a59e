package muhurdar.domain;

import java.util.UUID;

/** Identifies an institution. */
public record InstitutionId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
