package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * Many wishes with one decision. ASKING: certificate after certificate is asked for. WAITING: for the second person.
 * DECIDED: certificate after certificate is decided and sent to the CA. DONE, WITHDRAWN: nothing more happens.
 */
public enum StatusListState implements Steps<StatusListState> {
	ASKING, WAITING, DECIDED, WITHDRAWN, DONE;

	@Override
	public Set<StatusListState> next() {
		return switch (this) {
		case ASKING -> EnumSet.of(WAITING, DONE, WITHDRAWN);
		case WAITING -> EnumSet.of(DECIDED, WITHDRAWN);
		case DECIDED -> EnumSet.of(DONE);
		case DONE, WITHDRAWN -> EnumSet.noneOf(StatusListState.class);
		};
	}
}
