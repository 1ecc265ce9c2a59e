package muhurdar.domain;

import java.util.UUID;

/** Identifies an order. */
public record OrderId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
