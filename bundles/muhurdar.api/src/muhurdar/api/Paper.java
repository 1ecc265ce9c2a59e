package muhurdar.api;

import muhurdar.domain.Bytes;

/**
 * A printed paper.
 *
 * @param name as file name, {@code packing-list-P-2026-000017.pdf}, another one for each copy
 * @param copy from 1, the highest one if it is several sheets; from 2 on it says on the paper that it is a reprint
 */
public record Paper(String name, Bytes pdf, int copy) {
}
