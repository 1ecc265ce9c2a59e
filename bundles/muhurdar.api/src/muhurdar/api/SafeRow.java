package muhurdar.api;

import muhurdar.domain.Card;

/**
 * A card on its way into the safe, in it, or destroyed; when each was done is in {@link Card#custody()}.
 *
 * @param batch its number, empty for a blank of no batch
 * @param laidBy name of who laid it into the safe, empty if nobody has, or its parcel did
 * @param condemnedBy name of who signed its destruction first, or empty
 * @param destroyedBy name of the second person, or empty
 */
public record SafeRow(Card card, String batch, String laidBy, String condemnedBy, String destroyedBy) {
}
