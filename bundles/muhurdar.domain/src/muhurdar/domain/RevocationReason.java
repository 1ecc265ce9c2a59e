package muhurdar.domain;

/** Why a certificate is revoked for good (CRLReason, RFC 5280 §5.3.1). certificateHold is a state of ours, not a reason here. */
public enum RevocationReason {
	UNSPECIFIED(0), KEY_COMPROMISE(1), AFFILIATION_CHANGED(3), SUPERSEDED(4), CESSATION_OF_OPERATION(5), PRIVILEGE_WITHDRAWN(9);

	private final int code;

	RevocationReason(int code) {
		this.code = code;
	}

	/** The CRLReason number. */
	public int code() {
		return code;
	}
}
