package muhurdar.status;

import muhurdar.api.spi.Tx;
import muhurdar.domain.Certificate;
import muhurdar.domain.StatusRequest;

/** A request under way and its certificate. */
record Job(StatusRequest request, Certificate certificate) {

	static Job load(Tx tx, StatusRequest request) {
		return new Job(request, tx.certificates().get(request.certificate()));
	}
}
