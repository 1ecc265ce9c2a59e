package muhurdar.api;

import muhurdar.domain.Certificate;
import muhurdar.domain.HolderId;

/** A certificate that has been on hold for long. @param days for which it has been */
public record HoldRow(Certificate certificate, HolderId holder, String name, String institution, int days) {
}
