package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import muhurdar.api.CallScript;
import muhurdar.api.CallScript.Question;
import muhurdar.api.CertificateStatus;
import muhurdar.api.StatusListRow;
import muhurdar.api.StatusLists;
import muhurdar.api.StatusPreview;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateId;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Decision;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderState;
import muhurdar.domain.Refusal;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusList;
import muhurdar.domain.StatusListItem;
import muhurdar.domain.StatusListState;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestId;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;
import muhurdar.itest.Fixture.Finished;
import muhurdar.itest.Fixture.Person;

/** Who may ask for what in whose name, what it would do, taking it back, many at once, clocks. */
class StatusRequestsTest {

	private static final Wish LEFT = Wish.revoke(Requester.INSTITUTION, RequestChannel.LETTER,
			RevocationReason.AFFILIATION_CHANGED, "2026/114 sayılı yazı");

	private final Fixture house = new Fixture();
	private final CertificateStatus status = House.service(CertificateStatus.class);
	private final StatusLists lists = House.service(StatusLists.class);
	private final CallScript calls = House.service(CallScript.class);
	private final Person person = house.person();
	private final Certificate old = house.old(person);

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	private CertificateState state(Certificate certificate) {
		return house.again(certificate).state();
	}

	private static Wish holders(RequestChannel channel, RevocationReason reason) {
		return Wish.revoke(Requester.HOLDER, channel, reason, "nüfus cüzdanı görüldü");
	}

	@Test
	void nobodyAsksInAnotherNameThanTheRightAllows() {
		assertEquals(Why.FIELD_INVALID, why(() -> status.ask(old.id(), LEFT, person.actor())));
		assertEquals(Why.FIELD_INVALID, why(() -> status.ask(old.id(), LEFT, house.officer)), "an officer writes no letter");
		assertEquals(Why.FIELD_INVALID,
				why(() -> status.ask(old.id(), holders(RequestChannel.DESK, RevocationReason.KEY_COMPROMISE), house.officer)));
		assertEquals(Why.FIELD_INVALID, why(() -> status.ask(old.id(),
				holders(RequestChannel.ONLINE, RevocationReason.KEY_COMPROMISE), house.operator)), "who is not signed in");
		assertEquals(Why.FIELD_INVALID, why(() -> status.ask(old.id(),
				Wish.revoke(Requester.SYSTEM, RequestChannel.FINDING, RevocationReason.SUPERSEDED, "x"), house.operator)));
		assertEquals(CertificateState.ISSUED, state(old));
	}

	@Test
	void aReasonIsPossibleOnlyForWhoCanKnowIt() {
		assertEquals(Why.FIELD_INVALID, why(() -> status.ask(old.id(),
				holders(RequestChannel.DESK, RevocationReason.PRIVILEGE_WITHDRAWN), house.operator)));
		assertEquals(Why.FIELD_INVALID, why(() -> status.ask(old.id(), Wish.revoke(Requester.INSTITUTION,
				RequestChannel.LETTER, RevocationReason.UNSPECIFIED, "yazı"), house.operator)));
		StatusRequest asked = status.ask(old.id(), holders(RequestChannel.DESK, RevocationReason.KEY_COMPROMISE),
				house.operator);
		assertEquals(RequestChannel.DESK, asked.channel());
		assertEquals(HoldCause.LOSS, house.again(old).hold().cause(), "lost: on hold now, revoked after confirmation");
	}

	@Test
	void aCallerIsIdentifiedBeforeARevocationAndNeverBeforeASuspension() {
		Wish byPhone = holders(RequestChannel.PHONE, RevocationReason.KEY_COMPROMISE);
		assertEquals(Why.CALL_NOT_IDENTIFIED, why(() -> status.ask(old.id(), byPhone, house.operator)));
		assertEquals(StatusRequestState.PUBLISHED,
				status.ask(old.id(), Wish.suspend(Requester.HOLDER, RequestChannel.PHONE, HoldCause.LOSS, "telefon"),
						house.operator).state());
		assertTrue(calls.answered(person.holder().id(), right(calls.begin(person.holder().id(), house.operator)),
				house.operator));
		assertEquals(Why.CALL_NOT_IDENTIFIED, why(() -> status.ask(old.id(), byPhone, house.otherOperator)),
				"another operator did not hear the caller");
		assertEquals(StatusRequestState.IDENTIFIED, status.ask(old.id(), byPhone, house.operator).state());
	}

	private Map<Question, String> right(List<Question> questions) {
		assertEquals(CallScript.QUESTIONS, Set.copyOf(questions).size());
		Map<Question, String> said = new EnumMap<>(Question.class);
		for (Question question : questions) {
			said.put(question, switch (question) {
			case IDENTITY_END -> " " + person.holder().identityNo().substring(7);
			case MOBILE_END -> "00 00";
			case EMAIL -> "DENEK@example.org ";
			case DISTRICT -> "cankaya";
			case CERTIFICATE_END -> end();
			});
		}
		return said;
	}

	private String end() {
		var day = old.notAfter().atZone(java.time.ZoneId.of("Europe/Istanbul"));
		return day.getMonthValue() < 10 ? "0" + day.getMonthValue() + "/" + day.getYear()
				: day.getMonthValue() + "/" + day.getYear();
	}

	@Test
	void threeWrongCallsInADayEndTheTelephoneForThatPerson() {
		for (int i = 0; i < 3; i++) {
			Map<Question, String> answers = right(calls.begin(person.holder().id(), house.operator));
			answers.put(answers.keySet().iterator().next(), "yanlış");
			assertFalse(calls.answered(person.holder().id(), answers, house.operator));
			assertEquals(Why.CALL_NOT_IDENTIFIED, why(() -> calls.answered(person.holder().id(), answers, house.operator)),
					"one set of questions is answered once");
		}
		assertEquals(Why.CALL_BLOCKED, why(() -> calls.begin(person.holder().id(), house.otherOperator)));
		assertEquals(Why.NOT_YOURS, why(() -> calls.begin(house.person().holder().id(), house.officer)));
	}

	@Test
	void whoAskedTakesItBackUntilItIsConfirmedAndTheCertificateIsOpenAgain() {
		StatusRequest asked = status.ask(old.id(), LEFT, house.operator);
		assertEquals(CertificateState.SUSPENDED, state(old));
		assertEquals(Why.NOT_YOURS, why(() -> status.undo(asked.number(), house.otherOperator)));
		assertEquals(StatusRequestState.DECLINED, status.undo(asked.number(), house.operator).state());
		assertEquals(CertificateState.ISSUED, state(old));
		assertEquals(Why.WRONG_STATE, why(() -> status.undo(asked.number(), house.operator)));
		assertEquals(Why.WRONG_STATE, why(() -> status.confirm(asked.number(), house.supervisor)));
	}

	@Test
	void takingBackOpensNothingThatWasOnHoldBeforeOrHasBeenReportedLostSince() {
		status.suspend(old.id(), HoldCause.HOLDER, "", person.actor());
		status.undo(status.ask(old.id(), LEFT, house.operator).number(), house.operator);
		assertEquals(CertificateState.SUSPENDED, state(old));

		Certificate other = house.old(house.person());
		StatusRequest asked = status.ask(other.id(), LEFT, house.operator);
		status.suspend(other.id(), HoldCause.LOSS, "telefon", house.otherOperator);
		status.undo(asked.number(), house.operator);
		assertEquals(CertificateState.SUSPENDED, state(other));
	}

	@Test
	void thePreviewSaysWhoseWhatElseIsUnderWayAndWhatTakesOver() {
		Finished renewal = house.finished(person, OrderKind.RENEWAL, old);
		StatusPreview preview = status.preview(List.of(old.id()), LEFT, house.operator);
		StatusPreview.Row row = preview.rows().getFirst();
		assertEquals(person.holder().fullName(), row.name());
		assertEquals(List.of(renewal.order().number()), row.openOrders());
		assertEquals(renewal.certificate().serialNumber(), row.successor());
		assertEquals(renewal.certificate().notBefore(), row.successorFrom());
		assertNull(row.refusal());
		assertEquals(1, preview.entries());
		assertTrue(preview.bytes() > 40 && preview.bytes() < 60, "an entry with a serial number of 16 bytes: " + preview.bytes());
		assertEquals(List.of(), status.history(old.id(), house.operator), "a preview asks for nothing");
		house.pack(renewal, house.dispatcher);
		assertEquals(1, status.preview(List.of(old.id()), LEFT, house.operator).rows().getFirst().openShipments().size());
	}

	@Test
	void aCertificateThatIsNoLongerNeededTakesItsUnproducedRenewalWithIt() {
		Order waiting = house.write(tx -> tx.orders().put(Order.submit(
				new muhurdar.domain.OrderId(muhurdar.domain.Uuid7.next(tx.now())), tx.nextNumber(muhurdar.api.spi.Tx.Series.S),
				OrderKind.RENEWAL, person.holder(), old.id(), old.keyType(), null,
				new Decision(house.officer.user(), tx.now()))));
		StatusRequest asked = status.ask(old.id(), Wish.revoke(Requester.INSTITUTION, RequestChannel.LETTER,
				RevocationReason.CESSATION_OF_OPERATION, "yazı"), house.operator);
		assertTrue(house.read(tx -> tx.orders().get(waiting.id())).alive(), "not before it is confirmed");
		status.confirm(asked.number(), house.supervisor);
		Order ended = house.read(tx -> tx.orders().get(waiting.id()));
		assertEquals(OrderState.CANCELLED, ended.state());
		assertEquals(asked.number(), ended.note());
	}

	@Test
	void aListHasOneDecisionAndAResultForEachAndIsRevokedByTheSecondPerson() {
		List<Certificate> many = some(5);
		Certificate gone = many.get(2);
		status.revoke(gone.id(), RevocationReason.KEY_COMPROMISE, "", holderOf(gone));
		StatusList list = lists.ask(ids(many), LEFT, house.operator);
		assertEquals(StatusListState.WAITING, list.state());
		List<StatusListRow> rows = lists.rows(list.number(), house.operator);
		assertEquals(5, rows.size());
		assertEquals(Why.CERTIFICATE_REVOKED, rows.get(2).item().refusal());
		assertEquals(4, rows.stream().filter(row -> row.state() == StatusRequestState.IDENTIFIED).count());
		assertTrue(Stream.of(0, 1, 3, 4).allMatch(i -> state(many.get(i)) == CertificateState.SUSPENDED), "on hold at once");

		assertEquals(Why.SECOND_PERSON_NEEDED,
				why(() -> lists.confirmAll(list.number(), supervisorWhoIs(list))));
		assertEquals(StatusListState.DONE, lists.confirmAll(list.number(), house.supervisor).state());
		assertTrue(many.stream().allMatch(each -> state(each) == CertificateState.REVOKED));
		assertEquals(4, lists.rows(list.number(), house.operator).stream()
				.filter(row -> row.state() == StatusRequestState.PUBLISHED).count());
		assertEquals(Why.WRONG_STATE, why(() -> lists.confirmAll(list.number(), house.supervisor)));
	}

	/** The asker, become a supervisor meanwhile. */
	private muhurdar.domain.Actor supervisorWhoIs(StatusList list) {
		house.write(tx -> {
			var user = tx.users().get(list.received().by());
			return tx.users().put(new muhurdar.domain.User(user.id(), user.version(), user.login(), user.name(),
					Set.of(muhurdar.domain.Role.OPERATOR, muhurdar.domain.Role.SUPERVISOR), null, null, null, null));
		});
		return new muhurdar.domain.Actor(list.received().by(), java.util.UUID.randomUUID());
	}

	@Test
	void aListThatWasInterruptedGoesOnAndDoesNothingTwice() {
		List<Certificate> many = some(4);
		StatusList list = lists.ask(ids(many), LEFT, house.operator);
		Set<String> before = requests(list);
		// as after a kill between two certificates: the list is asking again, two have nothing yet
		house.write(tx -> {
			StatusList now = tx.statusLists().get(list.id());
			return tx.statusLists().put(new StatusList(now.id(), now.version(), now.number(), StatusListState.ASKING, now.wish(),
					now.received(), null));
		});
		status.publish(house.operator);
		assertEquals(StatusListState.WAITING, house.read(tx -> tx.statusLists().get(list.id())).state());
		assertEquals(before, requests(list));
		many.forEach(each -> assertEquals(2, status.history(each.id(), house.operator).size(), "a hold and a revocation"));
	}

	@Test
	void ofTwoDesksThatGoOnWithAListAtOnceOneIsTooLateAndItsRequestIsNotStored() {
		List<Certificate> many = some(1);
		StatusList list = lists.ask(ids(many), LEFT, house.operator);
		StatusListItem asked = lists.rows(list.number(), house.operator).getFirst().item();
		StatusListItem late = new StatusListItem(asked.list(), asked.position(), asked.certificate(), null, null);
		StatusRequestId other = status.history(many.getFirst().id(), house.operator).stream().map(StatusRequest::id)
				.filter(each -> !each.equals(asked.request())).findFirst().orElseThrow();
		for (StatusListItem put : List.of(late.asked(other), late.refused(Why.REQUEST_OPEN))) {
			assertEquals(Why.CHANGED_MEANWHILE, why(() -> house.write(tx -> {
				tx.put(put);
				return put;
			})));
		}
		assertEquals(asked, lists.rows(list.number(), house.operator).getFirst().item());
	}

	private Set<String> requests(StatusList list) {
		return lists.rows(list.number(), house.operator).stream().map(StatusListRow::request).collect(Collectors.toSet());
	}

	@Test
	void aListIsTakenBackAndItsCertificatesAreOpenAgain() {
		List<Certificate> many = some(3);
		StatusList list = lists.ask(ids(many), LEFT, house.operator);
		assertEquals(StatusListState.WITHDRAWN, lists.withdraw(list.number(), house.operator).state());
		assertTrue(many.stream().allMatch(each -> state(each) == CertificateState.ISSUED));
		assertEquals(Why.LIST_BY_PHONE, why(() -> lists.ask(ids(many),
				holders(RequestChannel.PHONE, RevocationReason.KEY_COMPROMISE), house.operator)));
		assertEquals(Why.NOT_YOURS, why(() -> lists.ask(ids(many), LEFT, house.officer)));
	}

	@Test
	void theSupervisorTakesBackWhatAnOperatorListed() {
		List<Certificate> many = some(2);
		StatusList list = lists.ask(ids(many), LEFT, house.operator);
		assertEquals(StatusListState.WITHDRAWN, lists.withdraw(list.number(), house.supervisor).state());
		assertTrue(many.stream().allMatch(each -> state(each) == CertificateState.ISSUED));
	}

	@Test
	void onlyTheHoldersOwnIdentifiedWishIsFinishedByTheClock() {
		StatusRequest holders = status.ask(old.id(), holders(RequestChannel.DESK, RevocationReason.KEY_COMPROMISE),
				house.operator);
		Certificate other = house.old(house.person());
		StatusRequest ours = status.ask(other.id(), LEFT, house.operator);
		status.publish(house.operator);
		assertEquals(CertificateState.SUSPENDED, state(old), "not yet");
		older(holders, Duration.ofHours(21));
		older(ours, Duration.ofHours(30));
		status.publish(house.operator);
		assertEquals(CertificateState.REVOKED, state(old));
		assertEquals(CertificateState.SUSPENDED, state(other), "it escalates and stays on hold");
		assertTrue(status.late(house.supervisor).stream().anyMatch(row -> row.request().id().equals(ours.id())));
		assertFalse(status.late(house.supervisor).stream().anyMatch(row -> row.request().id().equals(holders.id())));
	}

	private void older(StatusRequest request, Duration by) {
		house.write(tx -> {
			StatusRequest now = tx.statusRequests().get(request.id());
			return tx.statusRequests().put(new StatusRequest(now.id(), now.version(), now.number(), now.state(), now.change(),
					now.certificate(), now.requester(), now.cause(), now.reason(), now.caRequestId(),
					new Decision(now.received().by(), now.received().at().minus(by)), now.decided(), now.sentAt(),
					now.publishedAt(), now.evidence(), now.channel(), now.partOf()));
		});
	}

	@Test
	void holdsThatLastTooLongAreAWorklist() {
		status.suspend(old.id(), HoldCause.INSTITUTION, "yazı", house.operator);
		assertFalse(overdue(old));
		house.write(tx -> {
			Certificate now = tx.certificates().get(old.id());
			Hold hold = now.hold();
			return tx.certificates().put(new Certificate(now.id(), now.version(), now.state(), now.holder(), now.order(),
					now.card(), now.requestId(), now.givenName(), now.surname(), now.keyType(), now.serialNumber(),
					now.notBefore(), now.notAfter(), now.der(), new Hold(hold.cause(), hold.since().minus(Duration.ofDays(31))),
					null, null));
		});
		assertTrue(overdue(old));
		assertFalse(status.overdueHolds(new Fixture().officer).stream()
				.anyMatch(row -> row.certificate().id().equals(old.id())), "another institution's");
	}

	private boolean overdue(Certificate certificate) {
		return status.overdueHolds(house.supervisor).stream()
				.anyMatch(row -> row.certificate().id().equals(certificate.id()) && row.days() == 31);
	}

	private final List<Person> people = new ArrayList<>();

	private List<Certificate> some(int count) {
		return Stream.generate(house::person).limit(count).map(one -> {
			people.add(one);
			return house.old(one);
		}).toList();
	}

	private muhurdar.domain.Actor holderOf(Certificate certificate) {
		return people.stream().filter(one -> one.holder().id().equals(certificate.holder())).findFirst().orElseThrow().actor();
	}

	private static List<CertificateId> ids(List<Certificate> certificates) {
		return certificates.stream().map(Certificate::id).toList();
	}
}
