package muhurdar.domain;

/** By what the courier knew the holder. */
public enum IdentityDocument {
	IDENTITY_CARD, PASSPORT, DRIVING_LICENCE
}
