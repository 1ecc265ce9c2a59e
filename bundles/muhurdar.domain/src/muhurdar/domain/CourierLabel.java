package muhurdar.domain;

/**
 * A courier's label, made for one order before its card is packed: so the label can be told from another's. Only the
 * newest of an order counts, and only until a parcel bears its number.
 *
 * @param number of the parcel to be, {@code G-2026-000031}
 * @param courier id of the courier plug-in
 * @param trackingNumber the carrier's
 */
public record CourierLabel(CourierLabelId id, int version, String number, OrderId order, String courier,
		String trackingNumber, Decision made) implements Versioned<CourierLabelId> {

	/** Whether that is what a scanner reads off it. */
	public boolean says(String code) {
		return code.equals(trackingNumber) || code.equals(number);
	}
}
