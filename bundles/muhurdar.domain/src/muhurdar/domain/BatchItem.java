package muhurdar.domain;

/** An order's place in a batch. @param envelope number of the envelope that its card goes into */
public record BatchItem(BatchId batch, OrderId order, int envelope) {
}
