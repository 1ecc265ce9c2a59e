package muhurdar.domain;

import java.util.UUID;

/** Identifies a batch. */
public record BatchId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
