package muhurdar.paper;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.ChipSerial;

/**
 * Lies in the card's envelope, from the hall to the packing desk.
 *
 * @param envelope its barcode is the number as people see it, see {@link Papering#envelope}
 * @param chip null while no card has been made
 * @param copy from 1
 */
public record EnvelopeSheet(int envelope, String batch, String order, String name, String institution,
		@Nullable ChipSerial chip, int copy) {
}
