package muhurdar.domain;

import java.util.UUID;

/** Identifies a card. */
public record CardId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
