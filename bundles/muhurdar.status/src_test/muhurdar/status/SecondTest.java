package muhurdar.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import muhurdar.domain.Refusal;
import muhurdar.domain.Role;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.User;
import muhurdar.domain.Why;

class SecondTest {

	private static Optional<Why> why(StatusRequest request, User me) {
		return Second.refusal(Made.about(Made.held(), request), request, me, Made.NOW).map(Refusal::why);
	}

	@Test
	void anotherPersonConfirmsAndNotTheOneWhoAsked() {
		for (StatusRequest request : new StatusRequest[] { Made.opening(1), Made.revocation(1) }) {
			assertEquals(Optional.empty(), why(request, Made.SUPERVISOR));
			assertEquals(Optional.of(Why.SECOND_PERSON_NEEDED), why(request, Made.OPERATOR));
		}
	}

	@Test
	void nobodyConfirmsAboutTheOwnCertificate() {
		User owner = new User(Made.SUPERVISOR.id(), 1, "amir", "Amir", EnumSet.of(Role.SUPERVISOR, Role.HOLDER), null, null,
				null, Made.HOLDER.id());
		assertEquals(Optional.of(Why.OWN_CARD), why(Made.opening(1), owner));
		assertEquals(Optional.of(Why.OWN_CARD), why(Made.revocation(1), owner));
	}

	@Test
	void anInstitutionsRevocationTakesTwoPeopleOfTheAuthority() {
		StatusRequest received = Made.institutionsRevocation(1);
		User colleague = new User(Made.OTHER_OPERATOR.id(), 1, "sorumlu", "Sorumlu", EnumSet.of(Role.OFFICER), null, null,
				null, null);
		assertEquals(Optional.of(Why.SECOND_PERSON_NEEDED), why(received, Made.OFFICER));
		assertEquals(Optional.of(Why.NOT_ALLOWED), why(received, colleague));
		assertEquals(Optional.empty(), why(received, Made.OPERATOR));
		StatusRequest identified = received.identify(Made.by(Made.OPERATOR));
		assertEquals(Optional.of(Why.SECOND_PERSON_NEEDED), why(identified, Made.OPERATOR));
		assertEquals(Optional.empty(), why(identified, Made.SUPERVISOR));
	}
}
