package muhurdar.domain;

import java.util.UUID;

/** Identifies a desk. */
public record DeskId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
