package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringQuery.Standing;
import muhurdar.api.ExpiringRow;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Orders;
import muhurdar.api.RowResult;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.Decision;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderCondition;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderId;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderRules;
import muhurdar.domain.OrderStage;
import muhurdar.domain.OrderState;
import muhurdar.domain.Outcome;
import muhurdar.domain.Refusal;
import muhurdar.domain.Role;
import muhurdar.domain.User;
import muhurdar.domain.Why;
import muhurdar.itest.Fixture.Person;

class OrdersTest {

	private final Fixture house = new Fixture();
	private final Orders orders = House.service(Orders.class);
	private final LocalDate today = LocalDate.ofInstant(Instant.now(), OrderRules.ZONE);
	private final Consent form = new Consent(ConsentKind.PAPER_FORM, today, "F-2026-17");

	private RowResult<CertificateId, Order> renew(Certificate certificate, Actor by) {
		return orders.renew(List.of(certificate.id()), KeyType.RSA_2048, by).getFirst();
	}

	private Order renewed(Certificate certificate, Actor by) {
		RowResult<CertificateId, Order> result = renew(certificate, by);
		assertNull(result.refusal());
		return result.value();
	}

	private Order complete(Order waiting) {
		return orders.recordConsent(waiting.id(), waiting.version(), form, house.operator);
	}

	/** Ordered by the officer, with its form. */
	private Order ordered() {
		return complete(renewed(house.old(house.person()), house.officer));
	}

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	private static Why why(RowResult<?, ?> row) {
		assertNotNull(row.refusal(), "was not refused");
		return row.refusal().why();
	}

	private Holder change(Holder holder, String surname, HolderCondition condition, LocalDate consentOn) {
		return house.write(tx -> tx.holders().put(new Holder(holder.id(), holder.version(), holder.identityNo(),
				holder.givenName(), surname, holder.institution(), condition, holder.email(), holder.mobile(),
				holder.address(), consentOn)));
	}

	@Test
	void anOrderGoesFromTheOfficersListToItsApproval() {
		Certificate old = house.old(house.person());
		Order waiting = renewed(old, house.officer);
		assertTrue(waiting.number().matches("S-[0-9]{4}-[0-9]{6}"), waiting.number());
		assertEquals(OrderState.AWAITING_CONSENT, waiting.state());
		assertEquals(OrderStage.AWAITING_CONSENT, orders.progress(waiting.id(), house.officer).stage());
		Order complete = complete(waiting);
		assertEquals(OrderStage.ORDERED, orders.progress(waiting.id(), house.officer).stage());
		Order approved = orders.approve(complete.id(), complete.version(), house.otherOperator);
		assertEquals(OrderState.APPROVED, approved.state());
		assertEquals(approved, orders.find(" " + waiting.number().toLowerCase() + " ", house.officer).orElseThrow());
		OrderRow row = orders.search(new OrderQuery(null, house.institution.id(), null, true), 0, 10, house.officer).rows()
				.getFirst();
		assertEquals(OrderStage.APPROVED, row.stage());
		assertEquals(OrderRules.endOf(old), row.end());
	}

	@Test
	void eOnayOnRecordReplacesTheForm() {
		Person person = house.person();
		change(person.holder(), person.holder().surname(), HolderCondition.ACTIVE, today.minusDays(9));
		Order order = renewed(house.old(person), house.officer);
		assertEquals(OrderState.SUBMITTED, order.state());
		assertEquals(ConsentKind.E_ONAY, order.consent().kind());
		assertEquals(today.minusDays(9), order.consent().on());
	}

	@Test
	void everyRowOfABulkOrderIsAnsweredByItself() {
		Certificate good = house.old(house.person());
		Certificate suspended = suspended(house.old(house.person()));
		List<RowResult<CertificateId, Order>> results = orders.renew(List.of(suspended.id(), good.id(), good.id()),
				KeyType.EC_P384, house.officer);
		assertEquals(List.of(suspended.id(), good.id(), good.id()), results.stream().map(RowResult::key).toList());
		assertEquals(Why.CERTIFICATE_SUSPENDED, why(results.get(0)));
		assertEquals(KeyType.EC_P384, results.get(1).value().keyType());
		assertEquals(Why.OPEN_ORDER, why(results.get(2)));
		assertEquals(List.of(results.get(1).value().number()), results.get(2).refusal().arguments());
	}

	private Certificate suspended(Certificate certificate) {
		return house.write(tx -> tx.certificates().put(certificate.suspended(HoldCause.HOLDER, tx.now())));
	}

	@Test
	void theListSaysOnTheRowWhyARenewalCannotBeOrdered() {
		Certificate good = house.old(house.person());
		Certificate held = suspended(house.old(house.person()));
		Person married = house.person();
		Certificate oldName = house.old(married);
		change(married.holder(), "YENİSOYADI", HolderCondition.ACTIVE, null);
		Certificate ordered = house.old(house.person());
		Order order = renewed(ordered, house.officer);
		assertNull(row(good, null).refusal());
		assertEquals(Why.CERTIFICATE_SUSPENDED, row(held, null).refusal().why());
		assertEquals(Why.NAME_CHANGED, row(oldName, null).refusal().why());
		assertEquals(order.number(), row(ordered, null).openOrder());
		assertEquals(OrderStage.AWAITING_CONSENT, row(ordered, null).stage());
		assertNull(row(ordered, null).refusal());
		assertEquals(List.of(good.id()), ids(3, Standing.ORDERABLE));
		assertEquals(List.of(ordered.id()), ids(3, Standing.ORDERED));
		assertEquals(2, ids(3, Standing.NOT_POSSIBLE).size());
		assertEquals(List.of(), ids(1, null), "they end in 65 days");
	}

	private ExpiringRow row(Certificate certificate, Standing standing) {
		return rows(3, standing).stream().filter(row -> row.certificate().equals(certificate.id())).findFirst().orElseThrow();
	}

	private List<CertificateId> ids(int months, Standing standing) {
		return rows(months, standing).stream().map(ExpiringRow::certificate).toList();
	}

	private List<ExpiringRow> rows(int months, Standing standing) {
		return orders.expiring(new ExpiringQuery(months, null, standing), 0, 50, house.officer).rows();
	}

	@Test
	void aListOverMoreThanAYearIsRefused() {
		assertEquals(Why.FIELD_INVALID, why(() -> rows(13, null)));
		assertEquals(Why.FIELD_INVALID, why(() -> rows(0, null)));
	}

	@Test
	void anOfficerReachesTheOwnInstitutionOnly() {
		Fixture elsewhere = new Fixture();
		Certificate theirs = elsewhere.old(elsewhere.person());
		assertEquals(Why.NOT_YOURS, why(renew(theirs, house.officer)));
		Order order = renewed(theirs, elsewhere.officer);
		assertEquals(Why.NOT_YOURS, why(() -> orders.find(order.number(), house.officer)));
		assertEquals(Why.NOT_YOURS, why(() -> orders.progress(order.id(), house.officer)));
		OrderQuery all = new OrderQuery(null, null, null, false);
		assertEquals(0, orders.search(all, 0, 10, house.officer).total());
		assertEquals(1, orders.search(all, 0, 10, elsewhere.officer).total());
		assertEquals(0, orders.expiring(new ExpiringQuery(12, elsewhere.institution.id(), null), 0, 10, house.officer).total());
	}

	@Test
	void aFormerOfficerSeesNothingAnyMore() {
		Certificate old = house.old(house.person());
		house.write(tx -> {
			var officer = tx.users().get(house.officer.user());
			return tx.users().put(new User(officer.id(), officer.version(), officer.login(), officer.name(),
					officer.roles(), officer.institution(), officer.memberFrom(), tx.today().minusDays(1), null));
		});
		assertEquals(List.of(), rows(12, null));
		assertEquals(Why.NOT_YOURS, why(renew(old, house.officer)));
	}

	@Test
	void whoOrderedDoesNotApprove() {
		Order order = complete(renewed(house.old(house.person()), house.operator));
		assertEquals(Why.OWN_ORDER_APPROVED, why(() -> orders.approve(order.id(), order.version(), house.operator)));
		assertEquals(OrderState.APPROVED, orders.approve(order.id(), order.version(), house.otherOperator).state());
	}

	@Test
	void anOfficerOrdersTheOwnRenewalButNobodyApprovesTheOwn() {
		Person person = house.person();
		Actor officer = house.user(Role.OFFICER, person.holder().id());
		Actor operator = house.user(Role.OPERATOR, person.holder().id());
		Order order = complete(renewed(house.old(person), officer));
		assertEquals(Why.OWN_CARD, why(() -> orders.approve(order.id(), order.version(), operator)));
	}

	@Test
	void withoutConsentNothingIsApproved() {
		Order order = renewed(house.old(house.person()), house.officer);
		assertEquals(Why.CONSENT_MISSING, why(() -> orders.approve(order.id(), order.version(), house.operator)));
		Order incomplete = orders.incomplete(order.id(), order.version(), "imza yok", house.operator);
		assertEquals("imza yok", incomplete.note());
		assertEquals(OrderState.AWAITING_CONSENT, complete(incomplete).state());
	}

	@Test
	void aFormWithoutReferenceOrFromTomorrowOrOlderThanAnOrderMayBeIsRefused() {
		Order order = renewed(house.old(house.person()), house.officer);
		assertEquals(Why.FIELD_MISSING, why(() -> orders.recordConsent(order.id(), order.version(),
				new Consent(ConsentKind.PAPER_FORM, today, " "), house.operator)));
		assertEquals(Why.FIELD_INVALID, why(() -> orders.recordConsent(order.id(), order.version(),
				new Consent(ConsentKind.PAPER_FORM, today.plusDays(2), "F-1"), house.operator)));
		assertEquals(Why.FIELD_INVALID, why(() -> orders.recordConsent(order.id(), order.version(),
				new Consent(ConsentKind.PAPER_FORM, today.minusMonths(6).minusDays(2), "F-1"), house.operator)));
	}

	@Test
	void whatHasTheRightIsAskedOfTheRoleAndEveryRefusalIsAudited() {
		Order order = ordered();
		assertEquals(Why.NOT_ALLOWED, why(() -> orders.approve(order.id(), order.version(), house.officer)));
		assertEquals(Why.NOT_ALLOWED, why(() -> orders.cancel(order.id(), order.version(), "vazgeçti", house.officer)));
		assertEquals(Why.NOT_ALLOWED, why(renew(house.old(house.person()), house.producer)));
		long refused = house.read(tx -> tx.auditLines(0, 200).rows().stream()
				.filter(line -> line.subject().equals(order.id().toString()) && line.outcome() == Outcome.REFUSED
						&& line.user().equals(house.officer.user()) && Why.NOT_ALLOWED.name().equals(line.detail()))
				.count());
		assertEquals(2, refused);
	}

	@Test
	void ofTwoDesksThatApproveTheSameOrderOneIsTooLate() throws Exception {
		Order order = ordered();
		CountDownLatch both = new CountDownLatch(2);
		List<Object> answers = new ArrayList<>();
		try (var desks = Executors.newFixedThreadPool(2)) {
			List<Future<Object>> running = new ArrayList<>();
			for (Actor desk : List.of(house.operator, house.otherOperator)) {
				Callable<Object> approval = () -> {
					both.countDown();
					both.await();
					try {
						return orders.approve(order.id(), order.version(), desk).state();
					} catch (Refusal refusal) {
						return refusal.why();
					}
				};
				running.add(desks.submit(approval));
			}
			for (Future<Object> each : running) {
				answers.add(each.get());
			}
		}
		assertTrue(answers.contains(OrderState.APPROVED), answers.toString());
		assertTrue(answers.contains(Why.CHANGED_MEANWHILE), answers.toString());
	}

	@Test
	void theRulesAreCheckedAgainAtTheApproval() {
		Person person = house.person();
		Order order = complete(renewed(house.old(person), house.officer));
		change(person.holder(), "YENİSOYADI", HolderCondition.ACTIVE, null);
		assertEquals(Why.NAME_CHANGED, why(() -> orders.approve(order.id(), order.version(), house.operator)));
		assertEquals(OrderState.AWAITING_CONSENT, orders.find(order.number(), house.operator).orElseThrow().state(),
				"a refusal changes nothing");
	}

	@Test
	void aReplacementIsOrderedForASuspendedCertificateWithItsReason() {
		Certificate old = house.old(house.person());
		assertEquals(Why.SUSPEND_FIRST, why(() -> orders.replace(old.id(), KeyType.RSA_2048, "kart okunmuyor", house.operator)));
		assertEquals(Why.REASON_MISSING, why(() -> orders.replace(old.id(), KeyType.RSA_2048, " ", house.operator)));
		suspended(old);
		Order order = orders.replace(old.id(), KeyType.RSA_2048, "kart okunmuyor", house.operator);
		assertEquals(OrderKind.REPLACEMENT, order.kind());
		assertEquals("kart okunmuyor", order.note());
		assertEquals(order, orders.find(order.number(), house.operator).orElseThrow());
	}

	@Test
	void anApprovedOrderIsCancelledUntilItsCardIsKeyed() {
		Order order = ordered();
		Order approved = orders.approve(order.id(), order.version(), house.otherOperator);
		assertEquals(Why.REASON_MISSING, why(() -> orders.cancel(approved.id(), approved.version(), "", house.operator)));
		Order cancelled = orders.cancel(approved.id(), approved.version(), "kurumdan ayrıldı", house.operator);
		assertEquals(OrderState.CANCELLED, cancelled.state());
		assertEquals(OrderStage.ENDED, orders.progress(order.id(), house.officer).stage());

		Person person = house.person();
		Order made = house.finished(person, OrderKind.RENEWAL, house.old(person)).order();
		Order stored = orders.find(made.number(), house.operator).orElseThrow();
		assertEquals(Why.WRONG_STATE, why(() -> orders.cancel(stored.id(), stored.version(), "vazgeçti", house.operator)));
	}

	@Test
	void aRejectedOrderLeavesRoomForAnother() {
		Certificate old = house.old(house.person());
		Order first = renewed(old, house.officer);
		Order rejected = orders.reject(first.id(), first.version(), "yanlış kişi", house.operator);
		assertEquals(OrderState.REJECTED, rejected.state());
		assertNotEquals(first.number(), renewed(old, house.officer).number());
	}

	@Test
	void anOrderThatIsNotCompletedInSixMonthsLapses() {
		Order forgotten = enteredBefore(house.person(), 6, 1);
		Order young = enteredBefore(house.person(), 6, -1);
		assertTrue(orders.lapse(Actor.SYSTEM) >= 1);
		assertEquals(OrderState.LAPSED, orders.find(forgotten.number(), house.operator).orElseThrow().state());
		assertEquals(OrderState.AWAITING_CONSENT, orders.find(young.number(), house.operator).orElseThrow().state());
	}

	private Order enteredBefore(Person person, int months, int days) {
		Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS).atZone(OrderRules.ZONE)
				.minusMonths(months).minusDays(days).toInstant();
		return house.write(tx -> tx.orders().put(Order.submit(new OrderId(UUID.randomUUID()),
				tx.nextNumber(Tx.Series.S), OrderKind.NEW, person.holder(), null, KeyType.RSA_2048, null,
				new Decision(house.officer.user(), at))));
	}

	@Test
	void progressIsReadOffTheCardOfTheOrder() {
		Person person = house.person();
		var finished = house.finished(person, OrderKind.RENEWAL, house.old(person));
		var progress = orders.progress(finished.order().id(), house.operator);
		assertEquals(OrderStage.PRODUCED, progress.stage());
		assertEquals(finished.card().serial(), progress.card().serial());
		assertEquals(finished.certificate().id(), progress.certificate().id());
		assertNull(progress.shipment());
	}

	@Test
	void ordersAreFoundByNumberNameIdentityAndChip() {
		Person person = house.person();
		var finished = house.finished(person, OrderKind.RENEWAL, house.old(person));
		Stream.of(finished.order().number(), person.holder().identityNo(), finished.card().serial().shown(),
				person.holder().surname().toLowerCase(Locale.of("tr")))
				.forEach(text -> assertEquals(List.of(finished.order().id()),
						orders.search(new OrderQuery(null, null, " " + text, false), 0, 10, house.officer).rows().stream()
								.map(OrderRow::id).toList(),
						text));
	}
}
