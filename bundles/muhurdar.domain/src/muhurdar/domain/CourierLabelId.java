package muhurdar.domain;

import java.util.UUID;

/** Identifies a courier label. */
public record CourierLabelId(UUID value) implements Id {

	@Override
	public String toString() {
		return value.toString();
	}
}
