package muhurdar.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Certificate;
import muhurdar.domain.HoldCause;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.User;
import muhurdar.domain.Why;

class CaseTest {

	private static Optional<Why> why(Optional<Refusal> refusal) {
		return refusal.map(Refusal::why);
	}

	private static Optional<Why> opening(Case about) {
		return why(about.opening(Made.NOW, Optional.empty()));
	}

	@Test
	void aDeliveredCertificateOnHoldCanBeOpened() {
		assertEquals(Optional.empty(), opening(Made.about(Made.held())));
	}

	@Test
	void anUndeliveredCertificateCannotBeOpened() {
		assertEquals(Optional.of(Why.NOT_DELIVERED),
				opening(new Case(Made.held(), Made.HOLDER, false, List.of())));
	}

	@Test
	void anOpenARevokedAnExpiredAndADeadHoldersCertificateCannotBeOpened() {
		assertEquals(Optional.of(Why.WRONG_STATE), opening(Made.about(Made.held().resumed())));
		Certificate revoked = Made.held().revoked(RevocationReason.KEY_COMPROMISE, Made.NOW);
		assertEquals(Optional.of(Why.CERTIFICATE_REVOKED), opening(Made.about(revoked)));
		assertEquals(Optional.of(Why.CERTIFICATE_EXPIRED),
				why(Made.about(Made.held()).opening(Made.END, Optional.empty())));
		assertEquals(Optional.of(Why.HOLDER_DECEASED),
				opening(new Case(Made.held(), Made.holder(HolderCondition.DECEASED), true, List.of())));
	}

	@Test
	void whatWaitsForAnybodysYesOrForTheAuthorityKeepsItShut() {
		for (StatusRequest open : List.of(Made.revocation(1), Made.institutionsRevocation(1), Made.opening(1),
				Made.suspension(1, HoldCause.LOSS).decide(Made.by(Made.OPERATOR)))) {
			Optional<Refusal> no = Made.about(Made.held(), open).opening(Made.NOW, Optional.empty());
			assertEquals(Optional.of(Why.REQUEST_OPEN), why(no));
			assertEquals(List.of("D-2026-000001"), no.get().arguments());
		}
		assertEquals(Optional.empty(), why(Made.about(Made.held(), Made.opening(1)).opening(Made.NOW,
				Optional.of(Made.opening(1)))));
		assertEquals(Optional.empty(), opening(Made.about(Made.held(), Made.revocation(1).decline(Made.by(Made.SUPERVISOR)))));
	}

	@Test
	void theHolderLiftsOnlyAHoldSetAtIssueOrByTheHolder() {
		for (HoldCause cause : HoldCause.values()) {
			Optional<Refusal> no = Made.about(Made.held().suspended(cause, Made.NOW)).holdersOwn();
			boolean own = cause == HoldCause.AT_ISSUE || cause == HoldCause.HOLDER;
			assertEquals(own ? Optional.empty() : Optional.of(Why.HOLD_NOT_YOURS), why(no), cause.name());
		}
	}

	@Test
	void aLossReportedBeforeTheHoldersOwnWishStaysALoss() {
		Certificate lost = Made.held().resumed().suspended(HoldCause.LOSS, Made.NOW).suspended(HoldCause.HOLDER, Made.NOW);
		assertEquals(Optional.of(Why.HOLD_NOT_YOURS), why(Made.about(lost).holdersOwn()));
	}

	@Test
	void everybodySuspendsForTheirOwnCausesOnly() {
		assertEquals(EnumSet.of(HoldCause.HOLDER, HoldCause.LOSS), allowed(Made.OWNER));
		assertEquals(EnumSet.of(HoldCause.HOLDER, HoldCause.LOSS, HoldCause.INSTITUTION), allowed(Made.OFFICER));
		assertEquals(EnumSet.complementOf(EnumSet.of(HoldCause.AT_ISSUE)), allowed(Made.OPERATOR));
	}

	private static EnumSet<HoldCause> allowed(User by) {
		EnumSet<HoldCause> allowed = EnumSet.noneOf(HoldCause.class);
		for (HoldCause cause : HoldCause.values()) {
			if (Made.about(Made.held().resumed()).suspension(by, cause, Made.NOW).isEmpty()) {
				allowed.add(cause);
			}
		}
		return allowed;
	}

	@Test
	void nothingIsDoneToACertificateAfterItsEnd() {
		Case about = Made.about(Made.held().resumed());
		assertEquals(Optional.of(Why.CERTIFICATE_EXPIRED), why(about.suspension(Made.OPERATOR, HoldCause.LOSS, Made.END)));
		assertEquals(Optional.of(Why.CERTIFICATE_EXPIRED), why(about.revocation(Made.OPERATOR, Made.END)));
		assertEquals(Optional.empty(), why(about.revocation(Made.OPERATOR, Made.END.minusMillis(1))));
	}

	@Test
	void oneRevocationAtATimeIsPreparedButTheHolderNeedNotWaitForIt() {
		Case about = Made.about(Made.held(), Made.revocation(1));
		assertEquals(Optional.of(Why.REQUEST_OPEN), why(about.revocation(Made.OPERATOR, Made.NOW)));
		assertEquals(Optional.empty(), why(about.revocation(Made.OWNER, Made.NOW)));
	}

	@Test
	void aHoldOnItsWayCountsAsOneThatIsThere() {
		assertFalse(Made.about(Made.held()).heldFor(HoldCause.AUTHORITY));
		assertTrue(Made.about(Made.held().suspended(HoldCause.AUTHORITY, Made.NOW)).heldFor(HoldCause.AUTHORITY));
		StatusRequest decided = Made.suspension(1, HoldCause.AUTHORITY).decide(Made.by(Made.OPERATOR));
		assertTrue(Made.about(Made.held(), decided).heldFor(HoldCause.INSTITUTION));
		assertFalse(Made.about(Made.held().resumed(), decided.sent(Made.NOW)).heldFor(HoldCause.LOSS));
	}
}
