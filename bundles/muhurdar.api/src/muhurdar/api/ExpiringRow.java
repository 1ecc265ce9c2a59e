package muhurdar.api;

import java.time.LocalDate;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.HolderId;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderStage;
import muhurdar.domain.Refusal;

/**
 * A certificate that ends soon, and what can be done.
 *
 * @param refusal why a renewal cannot be ordered, null if it can or is ordered
 * @param openOrder number of the open order, null if there is none
 * @param stage of that order
 */
public record ExpiringRow(CertificateId certificate, HolderId holder, String name, String maskedIdentityNo,
		String institution, LocalDate end, boolean consent, CertificateState state, @Nullable OrderId order,
		@Nullable String openOrder, @Nullable OrderStage stage, @Nullable Refusal refusal) {
}
