package muhurdar.domain;

import java.time.Instant;

/** Who did it and when. */
public record Decision(UserId by, Instant at) {
}
