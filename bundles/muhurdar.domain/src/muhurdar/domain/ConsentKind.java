package muhurdar.domain;

/** How the holder consented. */
public enum ConsentKind {
	E_ONAY, SIGNED_FORM, PAPER_FORM
}
