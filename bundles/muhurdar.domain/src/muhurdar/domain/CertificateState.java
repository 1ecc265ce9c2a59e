package muhurdar.domain;

import java.util.EnumSet;
import java.util.Set;

/** A certificate as the RA knows it. SUSPENDED: on hold (certificateHold). Whether it is in force also depends on its dates. */
public enum CertificateState implements Steps<CertificateState> {
	REQUESTED, SUSPENDED, ISSUED, CA_REFUSED, REVOKED;

	@Override
	public Set<CertificateState> next() {
		return switch (this) {
		case REQUESTED -> EnumSet.of(SUSPENDED, ISSUED, CA_REFUSED);
		case SUSPENDED -> EnumSet.of(ISSUED, REVOKED);
		case ISSUED -> EnumSet.of(SUSPENDED, REVOKED);
		case CA_REFUSED, REVOKED -> EnumSet.noneOf(CertificateState.class);
		};
	}
}
