package muhurdar.domain;

/** Why a certificate is on hold. The holder lifts only AT_ISSUE and HOLDER, and only while no LOSS is reported. */
public enum HoldCause {
	AT_ISSUE, HOLDER, LOSS, INSTITUTION, AUTHORITY
}
