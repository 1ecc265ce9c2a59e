package muhurdar.api;

import muhurdar.domain.Batch;

/** A batch in a list. @param done cards checked; @param spoiled cards lost on the way */
public record BatchRow(Batch batch, int orders, int done, int spoiled) {
}
