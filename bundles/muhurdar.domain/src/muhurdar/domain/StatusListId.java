package muhurdar.domain;

import java.util.UUID;

/** Identifies a list of status requests. */
public record StatusListId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
