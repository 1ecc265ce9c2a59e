package muhurdar.domain;

/** Who asks for a change of status. */
public enum Requester {
	HOLDER, INSTITUTION, AUTHORITY, SYSTEM
}
