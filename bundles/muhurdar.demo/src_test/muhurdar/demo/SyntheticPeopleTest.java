package muhurdar.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import muhurdar.demo.SyntheticPeople.Someone;
import muhurdar.demo.SyntheticPeople.Special;
import muhurdar.domain.IdentityNo;

class SyntheticPeopleTest {

	@Test
	void twoHundredPeopleHaveNumbersThatNobodyHasAndNobodySharesOne() {
		var people = SyntheticPeople.all(0);
		assertEquals(200, people.size());
		assertEquals(200, people.stream().map(Someone::identityNo).distinct().count());
		assertTrue(people.stream().allMatch(someone -> IdentityNo.valid(someone.identityNo())));
		assertTrue(people.stream().allMatch(someone -> someone.identityNo().startsWith("99999")));
	}

	@Test
	void tenThousandMoreHaveValidNumbersToo() {
		var people = SyntheticPeople.all(10_000);
		assertEquals(10_200, people.stream().map(Someone::identityNo).filter(IdentityNo::valid).distinct().count());
	}

	@Test
	void atLeast64CanBeProducedNowAndEverySpecialCaseIsThere() {
		var people = SyntheticPeople.all(0);
		long now = people.stream().filter(someone -> someone.special() == Special.NONE && someone.consent()
				&& someone.endsInDays() != null && someone.endsInDays() > 0 && someone.endsInDays() <= 15).count();
		assertTrue(now >= 64, now + " people");
		assertEquals(EnumSet.allOf(Special.class),
				people.stream().map(Someone::special).collect(Collectors.toCollection(() -> EnumSet.noneOf(Special.class))));
		assertTrue(people.stream().anyMatch(someone -> someone.endsInDays() == null), "somebody without a certificate");
		assertTrue(people.stream().anyMatch(someone -> someone.endsInDays() != null && someone.endsInDays() < 0));
		assertTrue(people.stream().anyMatch(someone -> someone.endsInDays() != null && someone.endsInDays() > 350));
	}

	@Test
	void everyInstitutionHasItsShareOfThem() {
		var counts = SyntheticPeople.all(0).stream().collect(Collectors.groupingBy(Someone::institution, Collectors.counting()));
		assertEquals(3, counts.size());
		assertTrue(counts.values().stream().allMatch(count -> count > 60), counts.toString());
	}
}
