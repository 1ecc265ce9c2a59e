package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/** A card reader with a fault, from the call to the answer. */
public enum ReaderReturnState implements Steps<ReaderReturnState> {
	REPORTED, TRIAGED, RETURN_REQUESTED, RECEIVED, INSPECTED, REPAIRED, REPLACED, DECLINED,
	NO_FAULT_FOUND, SENT_BACK, SOLVED, CLOSED, NEVER_ARRIVED;

	@Override
	public Set<ReaderReturnState> next() {
		return switch (this) {
		case REPORTED -> EnumSet.of(TRIAGED);
		case TRIAGED -> EnumSet.of(SOLVED, RETURN_REQUESTED);
		case RETURN_REQUESTED -> EnumSet.of(RECEIVED, NEVER_ARRIVED);
		case RECEIVED -> EnumSet.of(INSPECTED);
		case INSPECTED -> EnumSet.of(REPAIRED, REPLACED, DECLINED, NO_FAULT_FOUND);
		case REPAIRED -> EnumSet.of(SENT_BACK);
		case REPLACED -> EnumSet.of(SENT_BACK);
		case DECLINED -> EnumSet.of(SENT_BACK);
		case NO_FAULT_FOUND -> EnumSet.of(SENT_BACK);
		case SENT_BACK -> EnumSet.of(CLOSED);
		case SOLVED, CLOSED, NEVER_ARRIVED -> EnumSet.noneOf(ReaderReturnState.class);
		};
	}
}
