package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/** A batch in the production hall. */
public enum BatchState implements Steps<BatchState> {
	PLANNED, RUNNING, PAUSED, COUNTED, CLOSED, CANCELLED;

	@Override
	public Set<BatchState> next() {
		return switch (this) {
		case PLANNED -> EnumSet.of(RUNNING, CANCELLED);
		case RUNNING -> EnumSet.of(PAUSED, COUNTED);
		case PAUSED -> EnumSet.of(RUNNING, COUNTED);
		case COUNTED -> EnumSet.of(CLOSED);
		case CLOSED, CANCELLED -> EnumSet.noneOf(BatchState.class);
		};
	}
}
