package muhurdar.domain;

/** Who pays. */
public enum Payer {
	INSTITUTION, PERSON
}
