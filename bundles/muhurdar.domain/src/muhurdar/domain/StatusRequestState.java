package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/** A request to suspend, resume or revoke. PUBLISHED: we fetched the CRL (or asked OCSP) ourselves and saw it. */
public enum StatusRequestState implements Steps<StatusRequestState> {
	RECEIVED, IDENTIFIED, DECIDED, SENT, PUBLISHED, DECLINED;

	@Override
	public Set<StatusRequestState> next() {
		return switch (this) {
		case RECEIVED -> EnumSet.of(IDENTIFIED, DECLINED);
		case IDENTIFIED -> EnumSet.of(DECIDED, DECLINED);
		case DECIDED -> EnumSet.of(SENT, DECLINED);
		case SENT -> EnumSet.of(PUBLISHED);
		case PUBLISHED, DECLINED -> EnumSet.noneOf(StatusRequestState.class);
		};
	}
}
