package muhurdar.domain;

import java.util.UUID;

/** Identifies an unblocking. */
public record UnblockingId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
