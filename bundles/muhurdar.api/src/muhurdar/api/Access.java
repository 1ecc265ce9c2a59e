package muhurdar.api;

import java.util.List;

import muhurdar.domain.Actor;
import muhurdar.domain.AuditLine;
import muhurdar.domain.User;

/** Who is at the desk. Until real sign-in exists, the demo's users are picked by name. Thread-safe. */
public interface Access {

	/** Everybody who can be picked, by role. */
	List<User> users();

	/** Starts a session for a demo user; refuses NOT_A_DEMO on any other store, NOT_FOUND for an unknown login. */
	Actor signIn(String login);

	User user(Actor actor);

	/** Moves with every committed write of any desk: lists look again when it has. Cheap. */
	long changeNumber();

	/** True if the store was made by the demo. */
	boolean demo();

	/** What waits for this person: counts per perspective. */
	Counts counts(Actor by);

	/** @param late how many of those are late or failed */
	record Count(int waiting, int late) {
	}

	record Counts(Count orders, Count production, Count deliveries, Count certificates, Count readers) {
	}

	/** Newest first. */
	Page<AuditLine> audit(int from, int size, Actor by);
}
