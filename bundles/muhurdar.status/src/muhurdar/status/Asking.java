package muhurdar.status;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Refusal;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.User;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;

/** Who may ask for what, and what is stored then. Everything happens inside the caller's transaction. */
final class Asking {

	private Asking() {
	}

	static Right right(StatusChange change, boolean own) {
		return switch (change) {
		case SUSPEND -> Right.SUSPEND;
		case RESUME -> own ? Right.RESUME_OWN : Right.REQUEST_RESUME;
		case REVOKE -> Right.REQUEST_REVOCATION;
		};
	}

	/** In whose name, and how, this person asks if nothing is said about it. */
	static Wish inOwnName(Case about, User me, StatusChange change, @Nullable HoldCause cause,
			@Nullable RevocationReason reason, String evidence) {
		if (about.ownedBy(me)) {
			return new Wish(change, Requester.HOLDER, RequestChannel.ONLINE, cause, reason, evidence.strip());
		}
		if (me.roles().contains(Role.SYSTEM)) {
			return new Wish(change, Requester.SYSTEM, RequestChannel.FINDING, cause, reason, evidence.strip());
		}
		return me.seesAll() ? new Wish(change, Requester.AUTHORITY, RequestChannel.FINDING, cause, reason, evidence.strip())
				: new Wish(change, Requester.INSTITUTION, RequestChannel.ONLINE, cause, reason, evidence.strip());
	}

	/** Why this person cannot ask for it, or nothing. */
	static Optional<Refusal> refusal(Tx tx, Case about, Wish wish) {
		User me = tx.me();
		boolean own = about.ownedBy(me);
		if (!channels(me, own, wish.requester()).contains(wish.channel())) {
			return no(Why.FIELD_INVALID, "requester", wish.requester());
		}
		if (!own && wish.evidence().isBlank()) {
			return no(Why.FIELD_MISSING, "evidence");
		}
		return switch (wish.change()) {
		case SUSPEND -> about.suspension(me, Objects.requireNonNull(wish.cause()), tx.now());
		case RESUME -> about.opening(tx.now(), Optional.empty()).or(() -> own ? about.holdersOwn() : Optional.empty());
		case REVOKE -> RevocationReason.of(wish.requester()).contains(wish.reason()) ? about.revocation(me, tx.now())
				: no(Why.FIELD_INVALID, "reason", String.valueOf(wish.reason()));
		};
	}

	private static EnumSet<RequestChannel> channels(User me, boolean own, Requester requester) {
		EnumSet<RequestChannel> none = EnumSet.noneOf(RequestChannel.class);
		if (own) {
			return requester == Requester.HOLDER ? EnumSet.of(RequestChannel.ONLINE) : none;
		}
		if (me.roles().contains(Role.SYSTEM)) {
			return requester == Requester.SYSTEM ? EnumSet.of(RequestChannel.FINDING) : none;
		}
		if (!me.seesAll()) {
			return requester == Requester.INSTITUTION ? EnumSet.of(RequestChannel.ONLINE) : none;
		}
		return switch (requester) {
		case HOLDER -> EnumSet.of(RequestChannel.DESK, RequestChannel.PHONE, RequestChannel.LETTER);
		case INSTITUTION -> EnumSet.of(RequestChannel.PHONE, RequestChannel.LETTER);
		case AUTHORITY -> EnumSet.of(RequestChannel.FINDING);
		case SYSTEM -> none;
		};
	}

	/** Stores it; the caller has asked {@link #refusal}. A revocation that has to wait puts on hold at once. */
	static StatusRequest store(Tx tx, Case about, Wish wish, @Nullable String list) {
		User me = tx.me();
		boolean own = about.ownedBy(me);
		Asked asked = new Asked(tx, about.certificate().id(), list);
		return switch (wish.change()) {
		case SUSPEND -> asked.decided(wish);
		case RESUME -> own ? asked.decided(wish) : asked.waiting(wish);
		case REVOKE -> own ? asked.decided(wish) : staged(tx, about, wish, asked);
		};
	}

	private static StatusRequest staged(Tx tx, Case about, Wish wish, Asked asked) {
		StatusRequest revocation = tx.me().seesAll() ? asked.waiting(wish) : asked.unidentified(wish);
		HoldCause cause = holdUntilThen(wish);
		if (!about.heldFor(cause)) {
			new Asked(tx, about.certificate().id(), revocation.number())
					.decided(Wish.suspend(wish.requester(), wish.channel(), cause, wish.evidence()));
		}
		return revocation;
	}

	private static HoldCause holdUntilThen(Wish wish) {
		return switch (wish.requester()) {
		case HOLDER -> wish.reason() == RevocationReason.KEY_COMPROMISE ? HoldCause.LOSS : HoldCause.HOLDER;
		case INSTITUTION -> HoldCause.INSTITUTION;
		case AUTHORITY, SYSTEM -> HoldCause.AUTHORITY;
		};
	}

	/**
	 * Takes it back: the request is declined, and what it put on hold is opened again unless it has been put on hold for
	 * something else since, or was before.
	 */
	static StatusRequest undo(Tx tx, Case about, StatusRequest request) {
		StatusRequest undone = tx.statusRequests().put(request.decline(new Decision(tx.me().id(), tx.now())));
		tx.statusRequestsPartOf(request.number()).stream()
				.filter(part -> part.change() == StatusChange.SUSPEND && part.state() != StatusRequestState.DECLINED)
				.findFirst().filter(hold -> broughtTheHold(about, hold)).ifPresent(hold -> {
					new Asked(tx, about.certificate().id(), request.number())
							.decided(Wish.resume(request.requester(), request.channel(), request.number()));
				});
		return undone;
	}

	private static boolean broughtTheHold(Case about, StatusRequest hold) {
		boolean newest = about.requests().stream().filter(each -> each.state() != StatusRequestState.DECLINED)
				.filter(each -> each.change() != StatusChange.REVOKE)
				.noneMatch(each -> each.received().at().isAfter(hold.received().at()));
		Hold now = about.certificate().hold();
		boolean wasOpen = about.certificate().state() == CertificateState.ISSUED
				|| now != null && !now.since().isBefore(hold.received().at());
		return newest && wasOpen;
	}

	private static Optional<Refusal> no(Why why, Object... arguments) {
		return Optional.of(new Refusal(why, arguments));
	}
}
