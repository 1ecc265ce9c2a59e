package muhurdar.domain;

import java.util.UUID;

/** Identifies a stop of a packing station. */
public record PackingStopId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
