package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * BEGUN: the card may have got the PUK or not. FAILED: it refused it. BROKEN_OFF: no PUK try was lost, and if the card
 * took the new PIN after all, nobody knows it.
 */
public enum UnblockingState implements Steps<UnblockingState> {
	BEGUN, DONE, FAILED, BROKEN_OFF;

	@Override
	public Set<UnblockingState> next() {
		return switch (this) {
		case BEGUN -> EnumSet.of(DONE, FAILED, BROKEN_OFF);
		case DONE, FAILED, BROKEN_OFF -> EnumSet.noneOf(UnblockingState.class);
		};
	}
}
