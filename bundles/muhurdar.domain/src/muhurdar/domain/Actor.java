package muhurdar.domain;

import java.util.UUID;

/** Who acts. Carries no rights: they are looked up where the work is done. */
public record Actor(UserId user, UUID session) {

	/** The workstation itself: recovery, lapse, revocation of cards that never left the hall. */
	public static final Actor SYSTEM = new Actor(new UserId(new UUID(0x7000, 2L << 62)), new UUID(0, 0));
}
