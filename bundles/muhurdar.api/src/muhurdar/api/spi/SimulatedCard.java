package muhurdar.api.spi;

import java.util.Optional;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

/**
 * What a simulated card holds. No real card can be read like this.
 *
 * @param publicKey SubjectPublicKeyInfo
 * @param certificate DER, whole or not at all
 * @param pin for comparing it with the sealed one; the caller closes it
 * @param finished the PUK is set: nothing can be made or written any more
 */
public record SimulatedCard(ChipSerial serial, Optional<Bytes> publicKey, Optional<Bytes> certificate,
		Optional<Secret> pin, int pinTriesLeft, int pukTriesLeft, boolean finished) {
}
