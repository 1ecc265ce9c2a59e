package muhurdar.domain;

/** The steps of personalisation, as the journal names them; crash points carry the same names. */
public enum CardStep {
	DRAW, KEY, CSR, REQUEST, WRITE, SEAL, PIN, PUK, QUALITY, CHECK
}
