package muhurdar.api;

import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Refusal;

/**
 * What a wish would do to certificates, before anybody is asked.
 *
 * @param entries by which the CRL grows
 * @param bytes by which it grows, about
 */
public record StatusPreview(List<Row> rows, int entries, int bytes) {

	/**
	 * @param openOrders numbers of the holder's orders that have not led to a delivered card
	 * @param openShipments numbers of the holder's parcels under way
	 * @param successor serial number of the certificate that takes over, null if there is none
	 * @param successorFrom from when that is valid
	 * @param refusal why it cannot be done, null if it can
	 */
	public record Row(CertificateId certificate, @Nullable String serialNumber, String name, String institution,
			CertificateState state, Instant until, List<String> openOrders, List<String> openShipments,
			@Nullable String successor, @Nullable Instant successorFrom, @Nullable Refusal refusal) {
	}

	/** How many of them it can be done to. */
	public int possible() {
		return (int) rows.stream().filter(row -> row.refusal() == null).count();
	}
}
