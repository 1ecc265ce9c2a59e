package muhurdar.domain;

/**
 * How a request about a certificate's status came in. DESK: its requester stood before us; PHONE: identified by the call
 * script; LETTER: official letter or signed form; ONLINE: signed in here; FINDING: our own.
 */
public enum RequestChannel {
	DESK, PHONE, LETTER, ONLINE, FINDING
}
