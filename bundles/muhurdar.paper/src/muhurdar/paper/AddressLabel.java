package muhurdar.paper;

import muhurdar.domain.Address;

/**
 * The courier's label on a parcel. It does not tell what is inside.
 *
 * @param sender where it comes back to, lines; may be empty
 * @param number of the shipment, as QR code
 * @param trackingNumber the carrier's, as Code 128
 */
public record AddressLabel(String sender, String courier, String number, String trackingNumber, String name,
		String institution, Address address) {
}
