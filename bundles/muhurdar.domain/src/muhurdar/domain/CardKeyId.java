package muhurdar.domain;

import java.util.UUID;

/** Identifies a version of the card master key. */
public record CardKeyId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
