package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.CertificateState;
import muhurdar.domain.InstitutionId;

/** Which certificates to list; null means any. */
public record CertificateQuery(@Nullable CertificateState state, @Nullable InstitutionId institution, @Nullable String text) {
}
