package muhurdar.api;

import java.time.Instant;

import muhurdar.domain.CardId;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;

/**
 * What the bench has to make: one drawn card for one order. The name is for the screen and the certificate.
 *
 * @param notBefore of the certificate: the old one's end for a renewal
 */
public record CardJob(CardId card, ChipSerial serial, OrderId order, String orderNumber, int envelope, KeyType keyType,
		String givenName, String surname, String identityNo, Instant notBefore, Instant notAfter) {

	@Override
	public String toString() {
		return "CardJob[" + serial.shown() + " " + orderNumber + "]";
	}
}
