package muhurdar.status;

import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Decision;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Wish;

/** Makes and stores requests about one certificate, inside a transaction. @param partOf see {@link StatusRequest#partOf()} */
record Asked(Tx tx, CertificateId certificate, @Nullable String partOf) {

	/** Done at once, without a second person. */
	StatusRequest decided(Wish wish) {
		return tx.statusRequests().put(identified(wish).decide(me()));
	}

	/** Waits for the second person. */
	StatusRequest waiting(Wish wish) {
		return tx.statusRequests().put(identified(wish));
	}

	/** For an institution: the RA has yet to say that it knows who asked. */
	StatusRequest unidentified(Wish wish) {
		return tx.statusRequests().put(part(StatusRequest.received(newId(), tx.nextNumber(Tx.Series.D), certificate, wish,
				caRequest(), me())));
	}

	private StatusRequest identified(Wish wish) {
		return part(StatusRequest.identified(newId(), tx.nextNumber(Tx.Series.D), certificate, wish, caRequest(), me()));
	}

	private StatusRequest part(StatusRequest request) {
		String whole = partOf;
		return whole == null ? request : request.partOf(whole);
	}

	private UUID caRequest() {
		return Uuid7.next(tx.now());
	}

	private StatusRequestId newId() {
		return new StatusRequestId(Uuid7.next(tx.now()));
	}

	private Decision me() {
		return new Decision(tx.me().id(), tx.now());
	}
}
