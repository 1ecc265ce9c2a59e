package muhurdar.domain;

/** What has been reported about a holder. DECEASED also stands for lost capacity, bankruptcy and absence: hold at once. */
public enum HolderCondition {
	ACTIVE, LEFT_INSTITUTION, DECEASED
}
