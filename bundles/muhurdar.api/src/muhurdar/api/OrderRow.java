package muhurdar.api;

import java.time.Instant;
import java.time.LocalDate;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.HolderId;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderStage;
import muhurdar.domain.OrderState;

/** An order in a list. @param end of the certificate that it replaces; @param orderedBy login */
public record OrderRow(OrderId id, int version, String number, OrderState state, OrderKind kind, OrderStage stage,
		HolderId holder, String name, String maskedIdentityNo, String institution, KeyType keyType, @Nullable LocalDate end,
		boolean consent, String orderedBy, Instant orderedAt, @Nullable String note) {
}
