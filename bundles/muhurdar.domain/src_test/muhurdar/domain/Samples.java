package muhurdar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Records for tests of the rules. */
final class Samples {

	static final InstitutionId INSTITUTION = new InstitutionId(UUID.randomUUID());
	static final Decision ENTERED = new Decision(new UserId(UUID.randomUUID()), Instant.parse("2026-09-01T08:00:00Z"));
	static final Consent FORM = new Consent(ConsentKind.PAPER_FORM, LocalDate.of(2026, 9, 1), "F-17");

	private Samples() {
	}

	static Holder holder(HolderCondition condition) {
		return new Holder(new HolderId(UUID.randomUUID()), 1, "10000000146", "IŞIL", "ÖZDEMİR", INSTITUTION, condition,
				"isil@example.org", "+905550000000", new Address("Gül Sk. 1", "Çankaya", "Ankara", "06000"), null);
	}

	static Holder renamed(Holder holder, String surname) {
		return new Holder(holder.id(), holder.version(), holder.identityNo(), holder.givenName(), surname,
				holder.institution(), holder.condition(), holder.email(), holder.mobile(), holder.address(),
				holder.consentOn());
	}

	/** In the holder's present name, three years until then. */
	static Certificate certificate(Holder holder, CertificateState state, Instant notAfter) {
		return made(holder, null, state, notAfter);
	}

	static Certificate made(Holder holder, OrderId order, CertificateState state, Instant notAfter) {
		return new Certificate(new CertificateId(UUID.randomUUID()), 1, state, holder.id(), order, null, UUID.randomUUID(),
				holder.givenName(), holder.surname(), KeyType.RSA_2048, "0A", notAfter.minusSeconds(3 * 365 * 86_400L),
				notAfter, null, null, null, null);
	}

	static Order order(Holder holder, OrderKind kind, Certificate old, Consent consent) {
		return Order.submit(new OrderId(UUID.randomUUID()), "S-2026-000007", kind, holder,
				old == null ? null : old.id(), KeyType.RSA_2048, consent, ENTERED);
	}

	static User user(HolderId holder) {
		return new User(new UserId(UUID.randomUUID()), 1, "biri", "Biri", java.util.Set.of(Role.OPERATOR), null, null, null,
				holder);
	}

	static Order approved(Order order) {
		return order.approve(user(null), Instant.parse("2026-09-02T08:00:00Z"));
	}

	static Card card(CardState state) {
		return new Card(new CardId(UUID.randomUUID()), 1, state, new ChipSerial("00112233445566778899AABB"), "akis", null,
				null, null, null, null, null, null, null, null, null, null, null, null, null, ENTERED.at());
	}
}
