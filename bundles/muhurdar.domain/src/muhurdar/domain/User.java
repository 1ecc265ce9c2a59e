package muhurdar.domain;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Somebody who signs in.
 *
 * @param login lower-case ASCII, unique
 * @param institution the officer's, by membership from {@code memberFrom} to {@code memberUntil} (inclusive, null = open)
 * @param holder the own record if the person also holds certificates
 */
public record User(UserId id, int version, String login, String name, Set<Role> roles,
		@Nullable InstitutionId institution, @Nullable LocalDate memberFrom, @Nullable LocalDate memberUntil,
		@Nullable HolderId holder) implements Versioned<UserId> {

	public User {
		roles = Set.copyOf(roles);
	}

	/** Whether one of the roles brings the right. */
	public boolean has(Right right) {
		return roles.stream().anyMatch(role -> role.rights().contains(right));
	}

	/** True if this person sees everybody's records, not only an institution's or the own ones. */
	public boolean seesAll() {
		return roles.stream().anyMatch(role -> role != Role.OFFICER && role != Role.HOLDER);
	}

	/** The one institution whose records an officer sees on that day, null if there is none. */
	public @Nullable InstitutionId institutionOn(LocalDate day) {
		boolean member = roles.contains(Role.OFFICER) && (memberFrom == null || !day.isBefore(memberFrom))
				&& (memberUntil == null || !day.isAfter(memberUntil));
		return member ? institution : null;
	}

	/** Refuses with {@link Why#NOT_YOURS} what lies outside this person's scope. */
	public void mustReach(HolderId whose, InstitutionId where, LocalDate day) {
		if (!seesAll() && !Objects.equals(whose, holder) && !Objects.equals(where, institutionOn(day))) {
			throw new Refusal(Why.NOT_YOURS);
		}
	}

	@Override
	public String toString() {
		return login;
	}
}
