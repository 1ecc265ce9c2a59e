package muhurdar.api;

import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Actor;

/**
 * What hall and dispatch put on paper, as PDF; who may pack may print. Every call is a print: it is in the audit log,
 * with the number of the copy, before the PDF exists. No PIN, PUK or identity number is on any of them. Thread-safe; may
 * block on the store.
 */
public interface Papers {

	/**
	 * A page of A5 for each envelope of a batch, with its number as Code 128; before the card is made as well as after.
	 *
	 * @param only the envelope that is wanted, null for all
	 * @throws muhurdar.domain.Refusal NOT_FOUND, WRONG_STATE if the batch is cancelled
	 */
	Paper envelopes(String batchNumber, @Nullable Integer only, Locale language, Actor by);

	/** What belongs to a batch, A4, to be ticked off and signed by two. */
	Paper packingList(String batchNumber, Locale language, Actor by);

	/**
	 * The courier's label, A6, of a card to be packed or of a packed parcel: address, tracking number as Code 128, shipment number as QR code.
	 *
	 * @param number of the shipment, or tracking number
	 * @throws muhurdar.domain.Refusal NOT_FOUND if there is none or a newer one, WRONG_STATE if the parcel is gone
	 */
	Paper label(String number, Locale language, Actor by);

	/**
	 * The packed parcels that a courier is to take along, A4, signed by both; copies are counted by day.
	 *
	 * @param courier its id
	 * @throws muhurdar.domain.Refusal NOT_FOUND if there is no parcel for it
	 */
	Paper manifest(String courier, Locale language, Actor by);
}
