package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * A version of the card master key. PROPOSED: one person asked for it, it is not made. STOPPED: a card refused a PUK of
 * this version, and no card is unblocked with it until two people of the card office release it.
 */
public enum CardKeyState implements Steps<CardKeyState> {
	PROPOSED, IN_USE, STOPPED, RELEASE_ASKED;

	@Override
	public Set<CardKeyState> next() {
		return switch (this) {
		case PROPOSED -> EnumSet.of(IN_USE);
		case IN_USE -> EnumSet.of(STOPPED);
		case STOPPED -> EnumSet.of(RELEASE_ASKED);
		case RELEASE_ASKED -> EnumSet.of(IN_USE, STOPPED);
		};
	}
}
