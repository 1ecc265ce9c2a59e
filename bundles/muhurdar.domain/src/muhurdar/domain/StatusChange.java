package muhurdar.domain;

/** What a status request asks for. */
public enum StatusChange {
	SUSPEND, RESUME, REVOKE
}
