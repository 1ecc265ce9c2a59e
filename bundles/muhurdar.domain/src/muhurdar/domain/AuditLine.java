package muhurdar.domain;

import java.time.Instant;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Every attempt, refused and failed ones too.
 *
 * @param sequence given by the store, ascending
 * @param detail the Why of a refusal, the class of a fault, or a remark on what was done; never a secret, never a name
 */
public record AuditLine(long sequence, Instant at, UserId user, Right right, String subject, Outcome outcome,
		@Nullable String detail) {
}
