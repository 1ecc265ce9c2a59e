package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;

/** What a card says of itself when it is read back with a fresh connection. */
public record CardReading(ChipSerial serial, boolean blank, @Nullable Bytes publicKey, @Nullable Bytes certificate,
		boolean pinSet, boolean pukSet, int pinTriesLeft) {
}
