package muhurdar.api.spi;

import java.util.function.Function;

import muhurdar.domain.Actor;
import muhurdar.domain.Right;

/**
 * The conveyor between all services: one call, one transaction. {@code write} checks the right, runs, audits in the
 * same transaction; on a Refusal or a fault it rolls back and audits in a second one. Never nested; no card, CA,
 * network or event inside. Thread-safe.
 *
 * <p>The database is opened by the first call, not when the component starts: every call refuses with STORE_IN_USE,
 * STORE_UNREACHABLE or STORE_SCHEMA while it cannot be opened. Of two calls that get into each other's way (the same
 * record, the same unique number, each waiting for the other) one refuses with CHANGED_MEANWHILE; it can be repeated.
 */
public interface Store {

	/** Reads; the right is checked, a refusal is audited. */
	<T> T read(Actor by, Right right, Function<Tx, T> work);

	/** Reads personal files: audited too. */
	<T> T readAudited(Actor by, Right right, Object subject, Function<Tx, T> work);

	/** @param subject what it is about (an id or a number); goes into the audit line */
	<T> T write(Actor by, Right right, Object subject, Function<Tx, T> work);

	/** Moves with every committed write of any desk: lists look again when it has. Cheap. */
	long changeNumber();

	/** True if the store was made by the demo: only then destructive commands and picked users work. */
	boolean demo();

	/** Removes every row but the SYSTEM user, so that a new demo can be made; refuses NOT_A_DEMO on any other store. */
	void clear(Actor by);
}
