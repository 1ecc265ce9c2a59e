package muhurdar.api;

import muhurdar.domain.Bytes;
import muhurdar.domain.CardReading;

/**
 * What the bench saw of the card in a reader.
 *
 * @param atr answer to reset
 * @param profile {@link muhurdar.api.spi.CardProfile#id}
 */
public record CardLook(Bytes atr, String profile, CardReading reading) {
}
