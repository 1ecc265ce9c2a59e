package muhurdar.domain;

/**
 * A stored record. {@link #version()} counts its changes: 0 has never been stored, and the store refuses to put a
 * record whose version is not the stored one ({@link Why#CHANGED_MEANWHILE}).
 */
public interface Versioned<I extends Id> {

	I id();

	int version();
}
