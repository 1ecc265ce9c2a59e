package muhurdar.domain;

import java.time.Instant;

/** Why and since when a certificate is on hold. */
public record Hold(HoldCause cause, Instant since) {
}
