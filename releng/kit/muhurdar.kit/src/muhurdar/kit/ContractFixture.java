package muhurdar.kit;

import java.util.Optional;

/**
 * What one service is tested with. A bundle or fragment names its fixtures in the manifest header
 * {@code Contract-Fixture}, class names with commas between; each has a public constructor without parameters and is
 * made once.
 */
public sealed interface ContractFixture permits DriverFixture, ProfileFixture {

	/** Whose: the service's property {@code reader.driver} or {@code card.profile}. */
	String service();

	/** What this run lacks for it, in words; its tests are skipped by name, and its service need not be there. Empty if it lacks nothing. */
	default Optional<String> missing() {
		return Optional.empty();
	}
}
