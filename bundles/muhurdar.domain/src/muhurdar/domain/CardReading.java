package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/** What a card says of itself when it is read back with a fresh connection. */
public record CardReading(ChipSerial serial, boolean blank, @Nullable Bytes publicKey, @Nullable Bytes certificate,
		boolean pinSet, boolean pukSet, int pinTriesLeft) {
}
