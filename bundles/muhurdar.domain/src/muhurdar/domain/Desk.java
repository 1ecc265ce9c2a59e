package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A place of production: readers, and the data folder in which the desk keeps its id. Stored when it first runs a batch.
 *
 * @param name of the computer, for people
 * @param seenAt when it last began to run a batch
 * @param givenUp who said that it will never finish what it has begun; forgotten when it runs a batch again
 * @param because the reason for that
 */
public record Desk(DeskId id, int version, String name, Instant seenAt, @Nullable Decision givenUp,
		@Nullable String because) implements Versioned<DeskId> {

	public static Desk first(DeskId id, String name, Instant at) {
		return new Desk(id, 0, name, at, null, null);
	}

	/** Its name, or the end of its id if it never told one. */
	public String shown() {
		String digits = id.toString();
		return name.isEmpty() ? "…" + digits.substring(digits.length() - 8) : name;
	}

	public Desk seen(String now, Instant at) {
		return new Desk(id, version, now, at, null, null);
	}

	public Desk giveUp(Decision by, String reason) {
		return new Desk(id, version, name, seenAt, by, reason);
	}
}
