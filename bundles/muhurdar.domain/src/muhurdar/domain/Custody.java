package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/**
 * The end of a card that nobody will use: laid into the safe, given up by one person, destroyed by another.
 *
 * @param safe who laid it into the safe; null for a returned card, which its parcel puts there
 * @param condemned the first signature under its destruction
 * @param destroyed the second one, by another person
 */
public record Custody(@Nullable Decision safe, @Nullable Decision condemned, @Nullable Decision destroyed) {
}
