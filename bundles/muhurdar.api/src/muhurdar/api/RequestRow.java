package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.HolderId;
import muhurdar.domain.StatusRequest;

/** A request about a certificate's status in a list. @param serialNumber the certificate's, null if it was never issued */
public record RequestRow(StatusRequest request, HolderId holder, String name, String institution,
		@Nullable String serialNumber) {
}
