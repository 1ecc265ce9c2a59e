package muhurdar.domain;

/** A public institution whose staff hold certificates. */
public record Institution(InstitutionId id, int version, String name, String province) implements Versioned<InstitutionId> {
}
