package muhurdar.domain;

/** What a finished card must fulfil before it leaves the hall, in the order in which it is looked at. */
public enum QualityRule {
	/** It is the card that is expected here. */
	CARD,
	/** It has been personalised. */
	NOT_BLANK,
	/** A certificate is on it, and can be read. */
	CERTIFICATE_READABLE,
	/** The certificate on it is the one that was issued for it. */
	CERTIFICATE,
	/** Its chain builds: signed by our issuer, and that by our root. */
	CHAIN,
	/** Its subject is the order's person. */
	SUBJECT,
	/** The public key on the card is the certificate's. */
	KEY,
	/** A quality signature was stored in the run that made it. */
	QUALITY_SIGNATURE,
	/** That signature was made with this key, over this card's serial number. */
	QUALITY_SIGNATURE_TRUE,
	PIN_SET,
	/** Nobody has tried the PIN since. */
	PIN_TRIES_FULL,
	PUK_SET,
	/** A renewal does not begin before the old certificate ends. */
	BEGINS_AFTER_OLD,
	NOT_REVOKED,
	/** Where certificates are issued on hold. */
	ON_HOLD
}
