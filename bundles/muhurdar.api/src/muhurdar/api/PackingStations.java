package muhurdar.api;

import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Actor;
import muhurdar.domain.CardReading;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.PackingStop;
import muhurdar.domain.Shipment;

/**
 * Right card, right envelope, right person: the envelope is scanned, the chip in the reader is read, the courier's label
 * is scanned, and a card is packed only if all three belong to one order. If they do not, the station stops until a
 * supervisor who did not pack there clears it; that lives in the store and outlives a restart. How far a station is with
 * one card does not: it begins again with the envelope. Every person begins with the envelope.
 *
 * <p>A station is known by its name. Thread-safe; may block on the store, the network (CRL) and the CA.
 */
public interface PackingStations {

	/** The name of the station at this desk: the desk's, else the computer's. */
	String here();

	Standing at(String station, Actor by);

	/**
	 * What the scanner read: the envelope's barcode, or the label's when it is awaited, which packs the card.
	 *
	 * @throws muhurdar.domain.Refusal ENVELOPE_UNKNOWN, LABEL_MISSING, LABEL_EXPECTED, HOLD_NOT_PUBLISHED, order rules and
	 *             four eyes: the station goes on; PACKING_STOPPED if it was stopped before
	 */
	Standing scan(String station, String code, Actor by);

	/**
	 * The card that was put into the reader, read with a fresh connection.
	 *
	 * @throws muhurdar.domain.Refusal WRONG_STATE if no card is awaited, and as above
	 */
	Standing card(String station, CardReading reading, Actor by);

	/** Leaves the envelope at hand; what is stopped stays so. */
	Standing back(String station, Actor by);

	/** All that wait for a supervisor, oldest first; none for those who do not see all. */
	List<PackingStop> stops(Actor by);

	/**
	 * Lets the station go on.
	 *
	 * @throws muhurdar.domain.Refusal NOT_FOUND if it is not stopped, FOUR_EYES for who packed there, REASON_MISSING
	 */
	PackingStop clear(String station, String reason, Actor by);

	/** What a station waits for. */
	enum Step {
		ENVELOPE, CARD, LABEL,
		/** For a supervisor. */
		STOPPED
	}

	/**
	 * A station as it stands.
	 *
	 * @param task the envelope at hand, null unless CARD or LABEL
	 * @param stop null unless STOPPED
	 * @param packed what this call has packed, null for any other call
	 */
	record Standing(String station, Step step, @Nullable Task task, @Nullable PackingStop stop, @Nullable Shipment packed) {
	}

	/** What belongs together. @param chip the card's, as the store has it */
	record Task(int envelope, ChipSerial chip, String order, String name, String trackingNumber) {
	}
}
