package muhurdar.api.spi;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

/** PUKs and management keys, derived from a master key that stays with the CA. Thread-safe. */
public interface CardSecrets {

	/** The version under which new cards get their PUK; its key-check value has been tested. */
	int currentVersion();

	/** The management key of that chip under that version, 32 bytes; the caller closes it. */
	Secret managementKey(ChipSerial serial, int version);

	/** 8 ASCII digits, for that chip under that version; the caller closes it. */
	Secret puk(ChipSerial serial, int version);
}
