package muhurdar.api.spi;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

/** PUKs, derived from a master key that stays with the CA. Thread-safe. */
public interface CardSecrets {

	/** The version under which new cards get their PUK; its key-check value has been tested. */
	int currentVersion();

	/** 8 ASCII digits, for that chip under that version; the caller closes it. */
	Secret puk(ChipSerial serial, int version);
}
