package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * One line of the production journal: written before and after every step that cannot be undone.
 *
 * @param sequence given by the store, ascending; 0 before it is stored
 * @param detail for people and logs; never a secret, never a name
 * @param reader where the card lies, told when it is drawn and when it goes on in another; null in every other line
 */
public record JournalEntry(long sequence, CardId card, ChipSerial serial, CardStep step, Phase phase, UserId by,
		Instant at, @Nullable String detail, @Nullable String reader) {

	/** A line that tells no reader. */
	public JournalEntry(long sequence, CardId card, ChipSerial serial, CardStep step, Phase phase, UserId by, Instant at,
			@Nullable String detail) {
		this(sequence, card, serial, step, phase, by, at, detail, null);
	}
}
