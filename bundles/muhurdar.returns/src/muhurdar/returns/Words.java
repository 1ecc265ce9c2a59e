package muhurdar.returns;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.ReaderReturnState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** What the reader desk has to write down. */
final class Words {

	private Words() {
	}

	/** The text without blanks around it; refuses FIELD_MISSING if nothing is left. */
	static String needed(String field, @Nullable String text) {
		if (text == null || text.isBlank()) {
			throw new Refusal(Why.FIELD_MISSING, field);
		}
		return text.strip();
	}

	/** The note for a move, null if there is none; refuses FIELD_MISSING where one is needed. */
	static @Nullable String noteFor(ReaderReturnState to, @Nullable String note) {
		return switch (to) {
		case TRIAGED, REPAIRED, REPLACED, DECLINED, NO_FAULT_FOUND -> needed("note", note);
		case REPORTED, RETURN_REQUESTED, RECEIVED, INSPECTED, SENT_BACK, SOLVED, CLOSED,
				NEVER_ARRIVED -> note == null || note.isBlank() ? null : note.strip();
		};
	}
}
