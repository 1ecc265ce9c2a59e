package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Certificate;
import muhurdar.domain.ChipSerial;

/** A certificate in a list. */
public record CertificateRow(Certificate certificate, String name, String maskedIdentityNo, String institution,
		@Nullable ChipSerial chip, boolean inForce, boolean delivered) {
}
