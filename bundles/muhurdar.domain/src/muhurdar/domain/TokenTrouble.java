package muhurdar.domain;

/** Why the token that holds the card master keys cannot be used. */
public enum TokenTrouble {
	/** Its PKCS#11 module is missing, or does not work. */
	MODULE,
	/** No token of the name that is set. */
	ABSENT,
	/** Several tokens of that name. */
	AMBIGUOUS,
	/** Several keys of one version on it. */
	KEY_TWICE,
	/** The file with its PIN cannot be read. */
	PIN_FILE,
	/** Others than its owner may read the file with its PIN. */
	PIN_FILE_OPEN,
	/** It refused the PIN; no other try is made until the next start. */
	PIN_REFUSED,
	/** Its PIN is blocked, or one try is left, which is not spent. */
	PIN_TRIES,
	/** Anything else; the log names it. */
	FAILED
}
