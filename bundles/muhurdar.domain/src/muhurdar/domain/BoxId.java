package muhurdar.domain;

import java.util.UUID;

/** Identifies a box of blank cards. */
public record BoxId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
