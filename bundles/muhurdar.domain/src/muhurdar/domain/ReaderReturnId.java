package muhurdar.domain;

import java.util.UUID;

/** Identifies a reader return. */
public record ReaderReturnId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
