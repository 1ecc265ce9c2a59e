package muhurdar.api;

import java.time.LocalDate;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;

/** An approved order without a card. @param refusal why it cannot be produced now (e.g. too early), null if it can */
public record WaitingRow(OrderId order, String number, String name, String institution, KeyType keyType,
		@Nullable LocalDate end, @Nullable Refusal refusal) {
}
