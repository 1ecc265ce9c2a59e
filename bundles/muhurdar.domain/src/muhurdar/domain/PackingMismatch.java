package muhurdar.domain;

/** What does not belong together at a packing station. */
public enum PackingMismatch {
	/** The chip in the reader is not the envelope's. */
	CARD,
	/** It is, but it breaks a rule of quality control. */
	QUALITY,
	/** The courier's label is another order's, or nobody's. */
	LABEL
}
