package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/** A card from the stock to its end. SEALED: PIN and PUK set. CHECKED: read back, quality signature verified. */
public enum CardState implements Steps<CardState> {
	IN_STOCK, MISSING, RESERVED, KEYED, CERTIFIED, SEALED, CHECKED, IN_SAFE, SPOILED, LOST, KILLED,
	DESTROYED;

	@Override
	public Set<CardState> next() {
		return switch (this) {
		case IN_STOCK -> EnumSet.of(RESERVED, MISSING, SPOILED);
		case MISSING -> EnumSet.of(IN_STOCK);
		case RESERVED -> EnumSet.of(IN_STOCK, KEYED, SPOILED);
		case KEYED -> EnumSet.of(CERTIFIED, SPOILED);
		case CERTIFIED -> EnumSet.of(SEALED, SPOILED);
		case SEALED -> EnumSet.of(CHECKED, SPOILED);
		case CHECKED -> EnumSet.of(IN_SAFE, LOST, KILLED, DESTROYED, SPOILED);
		case IN_SAFE -> EnumSet.of(CHECKED, DESTROYED);
		case SPOILED -> EnumSet.of(DESTROYED);
		case LOST, KILLED, DESTROYED -> EnumSet.noneOf(CardState.class);
		};
	}
}
