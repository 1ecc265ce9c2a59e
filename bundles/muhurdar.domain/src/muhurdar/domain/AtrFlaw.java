package muhurdar.domain;

/** What is wrong with an answer to reset. */
public enum AtrFlaw {
	/** Neither 3B nor 3F. */
	TS_UNKNOWN,
	/** It ends before what it announces. */
	CUT_SHORT,
	/** More than 33 bytes. */
	TOO_LONG,
	/** Another protocol than T=0 is offered, so there has to be a check byte. */
	TCK_MISSING, TCK_WRONG,
	/** Bytes behind the end. */
	TOO_MUCH
}
