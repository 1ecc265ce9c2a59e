package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.JournalEntry;
import muhurdar.domain.KeyType;

/**
 * A line of the production journal with what it is about. A card that went back to stock has forgotten its batch, order
 * and institution.
 *
 * @param batch its number
 * @param operator the name of who did it
 */
public record LineRow(JournalEntry entry, @Nullable KeyType keyType, @Nullable String batch, @Nullable String institution,
		String operator) {
}
