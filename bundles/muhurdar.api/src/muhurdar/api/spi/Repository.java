package muhurdar.api.spi;

import java.util.List;
import java.util.Optional;

import muhurdar.domain.Id;
import muhurdar.domain.Versioned;

/** The stored records of one kind, inside a transaction. */
public interface Repository<I extends Id, R extends Versioned<I>> {

	/** Refuses NOT_FOUND. */
	R get(I id);

	/** Refuses NOT_FOUND, or CHANGED_MEANWHILE if the stored version is another. */
	R get(I id, int version);

	Optional<R> find(I id);

	/**
	 * Inserts (version 0) or updates where the stored version is the record's; refuses CHANGED_MEANWHILE.
	 *
	 * @return the record with its new version
	 */
	R put(R changed);

	/** All; for small kinds (institutions, users) and tests. */
	List<R> all();
}
