package muhurdar.domain;

import java.time.Instant;

/**
 * One thing that happened to a chip or to the certificate on it.
 *
 * @param what a step, a state or a change, which there is a word for
 * @param detail a number or a name of a thing, empty if there is none; never a person's name
 */
public record ChipEvent(Instant at, Enum<?> what, String detail) {
}
