package muhurdar.api.spi;

import muhurdar.domain.Bytes;

/** A sealed PIN: only the vault opens it. @param slot of the per-PIN key in the vault's file */
public record SealedPin(int slot, Bytes sealed) {
}
