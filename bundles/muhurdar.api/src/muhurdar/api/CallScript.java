package muhurdar.api;

import java.util.List;
import java.util.Map;

import muhurdar.domain.Actor;
import muhurdar.domain.HolderId;

/**
 * Who calls: the operator reads questions out, types what the caller says, and never sees the right answer. Suspending
 * needs none of it. Thread-safe; blocks on the store.
 */
public interface CallScript {

	/** How many are asked; all have to be answered rightly. */
	int QUESTIONS = 3;

	/** What can be asked. The sentences are words of {@link Words}. */
	enum Question {
		/** The last four digits of the identity number. */
		IDENTITY_END,
		/** The last four digits of the mobile number on record. */
		MOBILE_END,
		/** The e-mail address on record. */
		EMAIL,
		/** The district in which cards are delivered. */
		DISTRICT,
		/** Month and year in which the newest certificate ends: {@code 05.2027}. */
		CERTIFICATE_END
	}

	/** Questions for this call, drawn anew with each. Forgotten ten minutes later. Refuses CALL_BLOCKED. */
	List<Question> begin(HolderId holder, Actor by);

	/**
	 * Compares what the caller said, spaces, case and Turkish letters aside; which answer was wrong is told to nobody.
	 * Whether the caller is the holder is recorded, the answers are not. For ten minutes after a yes this person may ask in
	 * this holder's name by {@link muhurdar.domain.RequestChannel#PHONE}. After three noes within a day begin refuses.
	 */
	boolean answered(HolderId holder, Map<Question, String> answers, Actor by);
}
