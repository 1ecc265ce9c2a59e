package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class OrderRulesTest {

	private static final Instant NOW = local("2026-10-01T10:00");
	private static final Instant END = local("2026-12-03T12:00");

	private final Holder holder = Samples.holder(HolderCondition.ACTIVE);
	private final Certificate old = certificate(CertificateState.ISSUED, END);

	private static Instant local(String dateTime) {
		return LocalDateTime.parse(dateTime).atZone(OrderRules.ZONE).toInstant();
	}

	private Certificate certificate(CertificateState state, Instant end) {
		return Samples.certificate(holder, state, end);
	}

	private Optional<Refusal> renewal(Certificate of, Instant at, int months) {
		return OrderRules.renewal(holder, of, List.of(of), List.of(), at, months);
	}

	private static void allowed(Optional<Refusal> answer) {
		assertEquals(Optional.empty(), answer.map(Refusal::why));
	}

	private static void refused(Why why, Optional<Refusal> answer) {
		assertEquals(Optional.of(why), answer.map(Refusal::why));
	}

	// renewal

	@Test
	void aCertificateInForceInItsLastThreeMonthsIsRenewed() {
		allowed(renewal(old, NOW, 3));
	}

	@Test
	void beforeTheLastThreeMonthsItIsTooEarlyAndTheFirstDayIsTold() {
		Optional<Refusal> early = renewal(old, local("2026-09-02T23:59:59"), 3);
		refused(Why.TOO_EARLY_TO_RENEW, early);
		assertEquals(List.of(LocalDate.of(2026, 12, 3), LocalDate.of(2026, 9, 3)), early.get().arguments());
		allowed(renewal(old, local("2026-09-03T00:00"), 3));
	}

	@Test
	void daysCountInIstanbulNotInGreenwich() {
		// 22:30 in Greenwich is half past one of the next day in Istanbul
		allowed(renewal(old, Instant.parse("2026-09-02T22:30:00Z"), 3));
		refused(Why.TOO_EARLY_TO_RENEW, renewal(old, Instant.parse("2026-09-02T20:59:59Z"), 3));
		Certificate endsAfterMidnight = certificate(CertificateState.ISSUED, Instant.parse("2026-12-03T21:30:00Z"));
		assertEquals(LocalDate.of(2026, 12, 4), OrderRules.endOf(endsAfterMidnight));
		refused(Why.TOO_EARLY_TO_RENEW, renewal(endsAfterMidnight, local("2026-09-03T12:00"), 3));
	}

	@Test
	void threeMonthsBeforeTheEndOfAMonthIsTheLastDayOfAShorterOne() {
		Certificate endOfMay = certificate(CertificateState.ISSUED, local("2027-05-31T12:00"));
		refused(Why.TOO_EARLY_TO_RENEW, renewal(endOfMay, local("2027-02-27T23:59"), 3));
		allowed(renewal(endOfMay, local("2027-02-28T00:00"), 3));
		Certificate leap = certificate(CertificateState.ISSUED, local("2028-05-31T12:00"));
		refused(Why.TOO_EARLY_TO_RENEW, renewal(leap, local("2028-02-28T12:00"), 3));
		allowed(renewal(leap, local("2028-02-29T12:00"), 3));
	}

	@Test
	void theListOfEndsHoldsExactlyWhatMayBeOrdered() {
		for (LocalDate today = LocalDate.of(2027, 1, 1); today.getYear() < 2029; today = today.plusDays(1)) {
			for (int months : new int[] { 1, 2, 3, 12 }) {
				LocalDate last = OrderRules.lastEndWithin(today, months);
				for (LocalDate end = last.minusDays(4); !end.isAfter(last.plusDays(4)); end = end.plusDays(1)) {
					assertEquals(!end.isAfter(last), !today.isBefore(end.minusMonths(months)), today + " " + months + " " + end);
				}
			}
		}
	}

	@Test
	void theNumberOfMonthsIsASetting() {
		allowed(renewal(old, local("2026-11-03T00:00"), 1));
		refused(Why.TOO_EARLY_TO_RENEW, renewal(old, local("2026-11-02T12:00"), 1));
	}

	@Test
	void anExpiredCertificateIsNotRenewed() {
		allowed(renewal(old, END.minusMillis(1), 3));
		Optional<Refusal> late = renewal(old, END, 3);
		refused(Why.CERTIFICATE_EXPIRED, late);
		assertEquals(List.of(LocalDate.of(2026, 12, 3)), late.get().arguments());
	}

	@Test
	void aCertificateThatIsNotOpenIsNotRenewed() {
		refused(Why.CERTIFICATE_SUSPENDED, renewal(certificate(CertificateState.SUSPENDED, END), NOW, 3));
		refused(Why.CERTIFICATE_REVOKED, renewal(certificate(CertificateState.REVOKED, END), NOW, 3));
		refused(Why.WRONG_STATE, renewal(certificate(CertificateState.REQUESTED, END), NOW, 3));
		refused(Why.WRONG_STATE, renewal(certificate(CertificateState.CA_REFUSED, END), NOW, 3));
	}

	@Test
	void aChangedNameIsAReplacementNotARenewal() {
		refused(Why.NAME_CHANGED, OrderRules.renewal(Samples.renamed(holder, "YILDIZ"), old, List.of(old), List.of(), NOW, 3));
	}

	@Test
	void whoLeftOrDiedGetsNoCard() {
		Holder gone = Samples.holder(HolderCondition.LEFT_INSTITUTION);
		Holder dead = Samples.holder(HolderCondition.DECEASED);
		refused(Why.HOLDER_LEFT, OrderRules.renewal(gone, old, List.of(old), List.of(), NOW, 3));
		refused(Why.HOLDER_DECEASED, OrderRules.renewal(dead, old, List.of(old), List.of(), NOW, 3));
		Order approved = Samples.approved(Samples.order(holder, OrderKind.RENEWAL, old, Samples.FORM));
		refused(Why.HOLDER_DECEASED, OrderRules.packing(approved, dead, old, NOW));
		refused(Why.HOLDER_LEFT, OrderRules.production(approved, gone, old, List.of(old), NOW, 90));
	}

	@Test
	void aNewerCertificateThatWaitsOrIsInForceLeavesNothingToRenew() {
		for (CertificateState state : EnumSet.of(CertificateState.SUSPENDED, CertificateState.ISSUED)) {
			Certificate newer = certificate(state, END.plusSeconds(1));
			refused(Why.NEWER_CERTIFICATE, OrderRules.renewal(holder, old, List.of(newer, old), List.of(), NOW, 3));
		}
		for (CertificateState state : EnumSet.of(CertificateState.REVOKED, CertificateState.CA_REFUSED)) {
			Certificate dead = certificate(state, END.plusSeconds(1));
			allowed(OrderRules.renewal(holder, old, List.of(dead, old), List.of(), NOW, 3));
		}
		Certificate older = certificate(CertificateState.ISSUED, END.minusSeconds(1));
		allowed(OrderRules.renewal(holder, old, List.of(old, older), List.of(), NOW, 3));
	}

	@Test
	void aHolderHasOneOpenOrder() {
		Order open = Samples.order(holder, OrderKind.RENEWAL, old, null);
		Optional<Refusal> no = OrderRules.renewal(holder, old, List.of(old), List.of(open), NOW, 3);
		refused(Why.OPEN_ORDER, no);
		assertEquals(List.of("S-2026-000007"), no.get().arguments());
		allowed(OrderRules.renewal(holder, old, List.of(old), List.of(open.end(OrderState.CANCELLED, "vazgeçti")), NOW, 3));
	}

	// replacement

	@Test
	void aReplacementNeedsTheOldOneSuspendedOrRevoked() {
		refused(Why.SUSPEND_FIRST, replacement(CertificateState.ISSUED, NOW));
		allowed(replacement(CertificateState.SUSPENDED, NOW));
		allowed(replacement(CertificateState.REVOKED, NOW));
		refused(Why.WRONG_STATE, replacement(CertificateState.REQUESTED, NOW));
		refused(Why.CERTIFICATE_EXPIRED, replacement(CertificateState.ISSUED, END));
		refused(Why.CERTIFICATE_EXPIRED, replacement(CertificateState.SUSPENDED, END));
		allowed(replacement(CertificateState.REVOKED, END));
	}

	private Optional<Refusal> replacement(CertificateState state, Instant at) {
		Certificate dead = certificate(state, END);
		return OrderRules.replacement(holder, dead, List.of(dead), List.of(), at);
	}

	@Test
	void aReplacementIsForTheNewestCertificateAndTheOnlyOpenOrder() {
		Certificate dead = certificate(CertificateState.REVOKED, END);
		Certificate newer = certificate(CertificateState.ISSUED, END.plusSeconds(1));
		refused(Why.NEWER_CERTIFICATE, OrderRules.replacement(holder, dead, List.of(newer, dead), List.of(), NOW));
		Order open = Samples.order(holder, OrderKind.REPLACEMENT, dead, null);
		refused(Why.OPEN_ORDER, OrderRules.replacement(holder, dead, List.of(dead), List.of(open), NOW));
	}

	@Test
	void aReplacementMayBringAnotherName() {
		Certificate dead = certificate(CertificateState.SUSPENDED, END);
		allowed(OrderRules.replacement(Samples.renamed(holder, "YILDIZ"), dead, List.of(dead), List.of(), NOW));
	}

	// approval

	@Test
	void anOrderIsCheckedAgainWhenItIsApproved() {
		Order order = Samples.order(holder, OrderKind.RENEWAL, old, Samples.FORM);
		allowed(OrderRules.approval(order, holder, old, List.of(old), List.of(), NOW));
		refused(Why.NAME_CHANGED,
				OrderRules.approval(order, Samples.renamed(holder, "YILDIZ"), old, List.of(old), List.of(), NOW));
		refused(Why.CERTIFICATE_SUSPENDED, OrderRules.approval(order, holder,
				certificate(CertificateState.SUSPENDED, END), List.of(), List.of(), NOW));
		refused(Why.NEWER_CERTIFICATE, OrderRules.approval(order, holder, old,
				List.of(certificate(CertificateState.SUSPENDED, END.plusSeconds(1))), List.of(), NOW));
		refused(Why.OPEN_ORDER, OrderRules.approval(order, holder, old, List.of(old),
				List.of(Samples.order(holder, OrderKind.NEW, null, null)), NOW));
	}

	@Test
	void aRenewalWhoseOldCertificateRanOutOnTimeIsStillApprovedMadeAndPacked() {
		Order order = Samples.order(holder, OrderKind.RENEWAL, old, Samples.FORM);
		Instant later = END.plusSeconds(86_400);
		allowed(OrderRules.approval(order, holder, old, List.of(old), List.of(), later));
		allowed(OrderRules.production(Samples.approved(order), holder, old, List.of(old), later, 15));
		allowed(OrderRules.packing(Samples.approved(order), holder, old, later));
		refused(Why.NAME_CHANGED, OrderRules.packing(Samples.approved(order), Samples.renamed(holder, "YILDIZ"), old, later));
	}

	@Test
	void aReplacementIsNotMadeForACertificateThatWasOpenedAgain() {
		Certificate reopened = certificate(CertificateState.ISSUED, END);
		Order order = Samples.order(holder, OrderKind.REPLACEMENT, reopened, Samples.FORM);
		refused(Why.SUSPEND_FIRST, OrderRules.approval(order, holder, reopened, List.of(reopened), List.of(), NOW));
		refused(Why.SUSPEND_FIRST,
				OrderRules.production(Samples.approved(order), holder, reopened, List.of(reopened), NOW, 15));
		refused(Why.SUSPEND_FIRST, OrderRules.packing(Samples.approved(order), holder, reopened, NOW));
		allowed(OrderRules.packing(Samples.approved(order), holder, reopened, END));
	}

	// production

	@Test
	void aRenewalIsMadeInItsLeadAndNotBefore() {
		Order order = Samples.approved(Samples.order(holder, OrderKind.RENEWAL, old, Samples.FORM));
		Optional<Refusal> early = OrderRules.production(order, holder, old, List.of(old), local("2026-11-17T23:59"), 15);
		refused(Why.TOO_EARLY_TO_PRODUCE, early);
		assertEquals(List.of(LocalDate.of(2026, 11, 18)), early.get().arguments());
		allowed(OrderRules.production(order, holder, old, List.of(old), local("2026-11-18T00:00"), 15));
	}

	@Test
	void newAndReplacementAreMadeAtOnce() {
		Certificate dead = certificate(CertificateState.SUSPENDED, END);
		Order replacement = Samples.approved(Samples.order(holder, OrderKind.REPLACEMENT, dead, Samples.FORM));
		allowed(OrderRules.production(replacement, holder, dead, List.of(dead), local("2026-09-01T10:00"), 15));
		Order first = Samples.approved(Samples.order(holder, OrderKind.NEW, null, Samples.FORM));
		allowed(OrderRules.production(first, holder, null, List.of(), NOW, 15));
	}

	@Test
	void whatIsNotApprovedIsNeitherMadeNorPacked() {
		Order waiting = Samples.order(holder, OrderKind.RENEWAL, old, Samples.FORM);
		Order cancelled = Samples.approved(waiting).end(OrderState.CANCELLED, "vazgeçti");
		for (Order order : List.of(waiting, cancelled)) {
			refused(Why.WRONG_STATE, OrderRules.production(order, holder, old, List.of(old), NOW, 90));
			refused(Why.WRONG_STATE, OrderRules.packing(order, holder, old, NOW));
		}
	}

	@Test
	void theOrdersOwnCertificateIsNoNewerOne() {
		Order order = Samples.approved(Samples.order(holder, OrderKind.RENEWAL, old, Samples.FORM));
		Certificate own = Samples.made(holder, order.id(), CertificateState.SUSPENDED, END.plusSeconds(9));
		allowed(OrderRules.production(order, holder, old, List.of(own, old), NOW, 90));
		Certificate other = Samples.made(holder, new OrderId(UUID.randomUUID()), CertificateState.SUSPENDED, END.plusSeconds(9));
		refused(Why.NEWER_CERTIFICATE, OrderRules.production(order, holder, old, List.of(other, old), NOW, 90));
	}

	@Test
	void aRenewalIsDroppedWhenTheOldCertificateDiesEarly() {
		Order order = Samples.approved(Samples.order(holder, OrderKind.RENEWAL, old, Samples.FORM));
		Instant inLead = local("2026-11-20T10:00");
		for (CertificateState state : EnumSet.of(CertificateState.SUSPENDED, CertificateState.REVOKED)) {
			Certificate dead = certificate(state, END);
			assertTrue(OrderRules.production(order, holder, dead, List.of(dead), inLead, 15).isPresent());
			assertTrue(OrderRules.packing(order, holder, dead, inLead).isPresent());
		}
		refused(Why.CERTIFICATE_SUSPENDED,
				OrderRules.packing(order, holder, certificate(CertificateState.SUSPENDED, END), END.plusSeconds(1)));
	}

	// cancelling and lapsing

	@Test
	void anOrderIsCancelledUntilItsCardIsKeyed() {
		Set<CardState> tooLate = EnumSet.of(CardState.KEYED, CardState.CERTIFIED, CardState.SEALED, CardState.CHECKED,
				CardState.IN_SAFE);
		for (CardState state : CardState.values()) {
			assertEquals(tooLate.contains(state), OrderRules.cancellation(List.of(Samples.card(state))).isPresent(),
					state.name());
		}
		allowed(OrderRules.cancellation(List.of()));
		refused(Why.WRONG_STATE,
				OrderRules.cancellation(List.of(Samples.card(CardState.SPOILED), Samples.card(CardState.KEYED))));
	}

	@Test
	void sixMonthsCountByTheCalendarInIstanbul() {
		assertEquals(local("2026-02-28T10:00"), OrderRules.lapsesBefore(local("2026-08-31T10:00"), 6));
		assertEquals(local("2026-04-01T10:00"), OrderRules.lapsesBefore(NOW, 6));
	}
}
