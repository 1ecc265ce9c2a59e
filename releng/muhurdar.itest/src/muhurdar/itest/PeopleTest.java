package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import muhurdar.api.Access;
import muhurdar.api.Demo;
import muhurdar.api.Orders;
import muhurdar.api.People;
import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.Folding;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Institution;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Outcome;
import muhurdar.domain.Refusal;
import muhurdar.domain.Role;
import muhurdar.domain.User;
import muhurdar.domain.Why;
import muhurdar.itest.Fixture.Person;

class PeopleTest {

	private final Fixture house = new Fixture();
	private final People people = House.service(People.class);
	private final Access access = House.service(Access.class);

	private List<HolderId> found(String text, Actor by) {
		return people.search(text, 10, by).stream().map(Holder::id).toList();
	}

	@Test
	void oneBoxTakesAnyCodeOrName() {
		Person person = house.person();
		var finished = house.finished(person, OrderKind.RENEWAL, house.old(person));
		Holder holder = person.holder();
		for (String text : List.of(holder.identityNo(), finished.order().number(), finished.card().serial().shown(),
				finished.card().serial().hex(), finished.certificate().serialNumber(), " " + holder.surname() + " ",
				Folding.fold(holder.fullName()), holder.surname().toLowerCase(Locale.of("tr")))) {
			assertEquals(List.of(holder.id()), found(text, house.operator), text);
		}
		assertEquals(List.of(), found("  ", house.operator));
	}

	@Test
	void aPersonOfAnotherInstitutionIsNotThereForAnOfficer() {
		Holder holder = house.person().holder();
		Actor stranger = new Fixture().officer;
		assertEquals(List.of(holder.id()), found(holder.identityNo(), house.officer));
		assertEquals(List.of(), found(holder.identityNo(), stranger));
		assertEquals(Why.NOT_YOURS, assertThrows(Refusal.class, () -> people.person(holder.id(), stranger)).why());
	}

	@Test
	void theStripShowsEverythingToTheRaAndReadingItIsAudited() {
		Person person = house.person();
		Certificate old = house.old(person);
		var finished = house.finished(person, OrderKind.RENEWAL, old);
		var strip = people.person(person.holder().id(), house.operator);
		assertEquals(List.of(finished.order().id()), strip.orders().stream().map(order -> order.id()).toList());
		assertEquals(List.of(finished.card().id()), strip.cards().stream().map(card -> card.id()).toList());
		assertEquals(List.of(finished.certificate().id(), old.id()),
				strip.certificates().stream().map(Certificate::id).toList());
		assertTrue(house.read(tx -> tx.auditLines(0, 50).rows().stream()
				.anyMatch(line -> line.subject().equals(person.holder().id().toString())
						&& line.user().equals(house.operator.user()) && line.outcome() == Outcome.DONE)));
	}

	@Test
	void everyOfficeSearchesButSeesItsOwnRecordsOnly() {
		Person person = house.person();
		house.finished(person, OrderKind.RENEWAL, house.old(person));
		assertEquals(List.of(person.holder().id()), found(person.holder().identityNo(), house.dispatcher));
		assertTrue(people.person(person.holder().id(), house.dispatcher).orders().isEmpty());
		assertFalse(people.person(person.holder().id(), house.dispatcher).certificates().isEmpty(), "anyone may suspend");
	}

	@Test
	void aHolderSeesTheOwnStripAndNobodyElse() {
		Person person = house.person();
		Person other = house.person();
		house.old(person);
		assertEquals(1, people.person(person.holder().id(), person.actor()).certificates().size());
		assertEquals(List.of(), found(other.holder().identityNo(), person.actor()));
		assertEquals(Why.NOT_YOURS, assertThrows(Refusal.class, () -> people.person(other.holder().id(), person.actor())).why());
	}

	@Test
	void anAdministratorHasNoBusinessWithPeople() {
		Actor administrator = house.user(Role.ADMINISTRATOR, null);
		assertEquals(Why.NOT_ALLOWED, assertThrows(Refusal.class, () -> found("DENEK", administrator)).why());
	}

	@Test
	void anOfficerChoosesAmongTheOwnInstitutionsOnly() {
		assertEquals(List.of(house.institution.id()),
				people.institutions(house.officer).stream().map(Institution::id).toList());
		assertTrue(people.institutions(house.operator).size() >= 1);
	}

	@Test
	void aDemosUsersArePickedByTheirLogin() {
		House.service(Demo.class).prepare();
		List<User> users = access.users();
		assertTrue(users.stream().noneMatch(user -> user.roles().contains(Role.SYSTEM)));
		assertTrue(users.stream().anyMatch(user -> user.login().equals("ayse.demir")));
		Actor ayse = access.signIn("ayse.demir");
		assertEquals("Ayşe Demir", access.user(ayse).name());
		assertEquals(Why.NOT_FOUND, assertThrows(Refusal.class, () -> access.signIn("kimse")).why());
		assertEquals(Why.NOT_FOUND, assertThrows(Refusal.class,
				() -> access.signIn(access.user(Actor.SYSTEM).login())).why(), "nobody signs in as the workstation");
	}

	@Test
	void anOrderThatWaitsIsCountedForWhoApprovesIt() {
		Certificate old = house.old(house.person());
		assertEquals(1, access.counts(house.officer).orders().waiting());
		int before = access.counts(house.operator).orders().waiting();
		House.service(Orders.class).renew(List.of(old.id()), KeyType.RSA_2048, house.officer);
		assertEquals(before + 1, access.counts(house.operator).orders().waiting());
		assertEquals(0, access.counts(house.officer).orders().waiting());
		assertEquals(0, access.counts(house.user(Role.ADMINISTRATOR, null)).orders().waiting());
	}

	@Test
	void aFinishedCardIsCountedForWhoPacksIt() {
		int before = access.counts(house.dispatcher).deliveries().waiting();
		Person person = house.person();
		house.finished(person, OrderKind.RENEWAL, house.old(person));
		assertEquals(before + 1, access.counts(house.dispatcher).deliveries().waiting());
		assertEquals(0, access.counts(house.dispatcher).certificates().waiting());
	}

	@Test
	void onlyWhoMayReadsTheAuditLog() {
		assertEquals(Why.NOT_ALLOWED, assertThrows(Refusal.class, () -> access.audit(0, 5, house.operator)).why());
		assertFalse(access.audit(0, 5, house.supervisor).rows().isEmpty());
	}
}
