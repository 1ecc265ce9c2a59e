package muhurdar.status;

import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Decision;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.Uuid7;

/** One person asking for something about one certificate, inside a transaction: makes and stores the requests. */
record Asked(Tx tx, CertificateId certificate, Requester requester, String evidence) {

	StatusRequest suspension(HoldCause cause) {
		return tx.statusRequests().put(identified(StatusChange.SUSPEND, cause, null).decide(me()));
	}

	/** @param decided done at once, without a second person */
	StatusRequest opening(boolean decided) {
		StatusRequest asked = identified(StatusChange.RESUME, null, null);
		return tx.statusRequests().put(decided ? asked.decide(me()) : asked);
	}

	StatusRequest revocation(RevocationReason reason, boolean decided) {
		StatusRequest asked = identified(StatusChange.REVOKE, null, reason);
		return tx.statusRequests().put(decided ? asked.decide(me()) : asked);
	}

	/** For an institution: the RA has yet to say that it knows who asked. */
	StatusRequest unidentifiedRevocation(RevocationReason reason) {
		return tx.statusRequests().put(StatusRequest.received(newId(), tx.nextNumber(Tx.Series.D), StatusChange.REVOKE,
				certificate, requester, null, reason, Uuid7.next(tx.now()), me(), evidence));
	}

	private StatusRequest identified(StatusChange change, @Nullable HoldCause cause, @Nullable RevocationReason reason) {
		UUID caRequest = Uuid7.next(tx.now());
		return StatusRequest.identified(newId(), tx.nextNumber(Tx.Series.D), change, certificate, requester, cause,
				reason, caRequest, me(), evidence);
	}

	private StatusRequestId newId() {
		return new StatusRequestId(Uuid7.next(tx.now()));
	}

	private Decision me() {
		return new Decision(tx.me().id(), tx.now());
	}
}
