package muhurdar.status;

import java.time.Instant;
import java.util.Optional;

import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.User;
import muhurdar.domain.Why;

/** The second person's yes. */
final class Second {

	private Second() {
	}

	/** Why this person cannot give it now, or nothing: somebody else than all before, not about the own certificate. */
	static Optional<Refusal> refusal(Case about, StatusRequest request, User me, Instant now) {
		if (request.state() != StatusRequestState.RECEIVED && request.state() != StatusRequestState.IDENTIFIED) {
			return no(Why.WRONG_STATE, request.state(), StatusRequestState.DECIDED);
		}
		if (about.ownedBy(me)) {
			return no(Why.OWN_CARD);
		}
		Decision identified = request.decided();
		if (me.id().equals(request.received().by()) || identified != null && me.id().equals(identified.by())) {
			return no(Why.SECOND_PERSON_NEEDED);
		}
		if (request.state() == StatusRequestState.RECEIVED && !me.seesAll()) {
			return no(Why.NOT_ALLOWED, Right.REQUEST_REVOCATION);
		}
		return switch (request.change()) {
		case RESUME -> about.opening(now, Optional.of(request));
		case SUSPEND, REVOKE -> about.alive(now);
		};
	}

	private static Optional<Refusal> no(Why why, Object... arguments) {
		return Optional.of(new Refusal(why, arguments));
	}
}
