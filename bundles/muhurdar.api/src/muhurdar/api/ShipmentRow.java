package muhurdar.api;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.Shipment;

/** A parcel in a list. */
public record ShipmentRow(Shipment shipment, String name, String orderNumber, ChipSerial chip, String institution) {
}
