package muhurdar.api;

import muhurdar.domain.Card;

/** A card in a list of a batch. */
public record CardRow(Card card, String name, String orderNumber) {
}
