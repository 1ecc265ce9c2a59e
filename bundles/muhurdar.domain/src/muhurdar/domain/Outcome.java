package muhurdar.domain;

/** How an attempt ended. */
public enum Outcome {
	DONE, REFUSED, FAILED
}
