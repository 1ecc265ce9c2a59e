package muhurdar.domain;

/** Where in a step a journal entry stands. */
public enum Phase {
	BEFORE, AFTER, FAILED
}
