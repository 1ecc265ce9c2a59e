package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.HolderId;
import muhurdar.domain.OrderId;
import muhurdar.domain.Refusal;

/**
 * A checked card without a parcel.
 *
 * @param trackingNumber on its courier label, null while it has none
 * @param refusal why it cannot be packed now, null if it can
 */
public record PackableRow(CardId card, ChipSerial chip, int envelope, OrderId order, String orderNumber, HolderId holder,
		String name, String institution, @Nullable String trackingNumber, @Nullable Refusal refusal) {
}
