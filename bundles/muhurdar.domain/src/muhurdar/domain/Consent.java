package muhurdar.domain;

import java.time.LocalDate;

/** The holder's consent. @param reference where the evidence is found: form number, E-Onay record */
public record Consent(ConsentKind kind, LocalDate on, String reference) {
}
