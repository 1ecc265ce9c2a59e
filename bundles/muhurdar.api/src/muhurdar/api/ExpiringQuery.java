package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.InstitutionId;

/**
 * Which certificates to list by end date.
 *
 * @param months those that end within so many months from today, 1 to 12
 * @param institution only that one, null for all in the asker's scope
 * @param standing only those of that standing, null for all
 */
public record ExpiringQuery(int months, @Nullable InstitutionId institution, @Nullable Standing standing) {

	/** Where a certificate stands as to its renewal. */
	public enum Standing {
		ORDERABLE, ORDERED, NOT_POSSIBLE
	}
}
