package muhurdar.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.domain.*;

/** Who gets in, and what is written down about it. */
abstract class RightsContract extends ListsContract {

	private Actor actor(Role... roles) {
		return actor(null, roles);
	}

	private Actor actor(InstitutionId institution, Role... roles) {
		return new Actor(write(tx -> new Fixture(tx).user("u" + UUID.randomUUID(), institution, roles)).id(),
				UUID.randomUUID());
	}

	private List<AuditLine> audit() {
		return read(tx -> tx.auditLines(0, 100).rows());
	}

	@Test
	void nobodyUnknownAndNobodyWithoutTheRightGetsIn() {
		Actor nobody = new Actor(new UserId(UUID.randomUUID()), UUID.randomUUID());
		Actor officer = actor(Role.OFFICER);
		assertEquals(Why.NOT_ALLOWED, refused(() -> store.read(nobody, Right.SEE_ORDERS, tx -> 1)));
		assertEquals(Why.NOT_ALLOWED, refused(() -> store.write(officer, Right.APPROVE_ORDER, "S-1", tx -> 1)));
		assertEquals(1, store.read(officer, Right.SEE_ORDERS, tx -> 1));

		List<AuditLine> lines = audit();
		assertEquals(List.of("REFUSED NOT_ALLOWED APPROVE_ORDER S-1", "REFUSED NOT_ALLOWED SEE_ORDERS "),
				lines.stream().limit(2).map(RightsContract::words).toList());
		assertEquals(nobody.user(), lines.get(1).user());
	}

	private static String words(AuditLine line) {
		return line.outcome() + " " + line.detail() + " " + line.right() + " " + line.subject();
	}

	@Test
	void everyAttemptToWriteIsInTheAuditLogAndAnUnsuccessfulOneChangesNothing() {
		Institution kept = write(tx -> new Fixture(tx).institution("Kurum"));
		assertEquals(Why.OWN_CARD, refused(() -> store.write(Actor.SYSTEM, Right.RUN_DEMO, "a", tx -> {
			new Fixture(tx).institution("Refused");
			throw new Refusal(Why.OWN_CARD);
		})));
		assertThrows(ArithmeticException.class, () -> store.write(Actor.SYSTEM, Right.RUN_DEMO, "b", tx -> {
			new Fixture(tx).institution("Failed");
			throw new ArithmeticException("Ayşe");
		}));
		assertEquals(List.of(kept), read(tx -> tx.institutions().all()));
		assertEquals(
				List.of("FAILED java.lang.ArithmeticException RUN_DEMO b", "REFUSED OWN_CARD RUN_DEMO a",
						"DONE null RUN_DEMO test"),
				audit().stream().map(RightsContract::words).toList());
	}

	@Test
	void aRemarkOnWhatWasDoneStandsInItsAuditLine() {
		write(tx -> {
			tx.remark("copy 1");
			tx.remark("copy 2");
			return 1;
		});
		assertEquals("DONE copy 2 RUN_DEMO test", words(audit().getFirst()));
		assertThrows(IllegalStateException.class, () -> read(tx -> {
			tx.remark("x");
			return 1;
		}));
	}

	@Test
	void plainReadsAreAuditedOnlyWhenRefused() {
		read(tx -> tx.institutions().all());
		store.readAudited(Actor.SYSTEM, Right.RUN_DEMO, "file", tx -> 1);
		refused(() -> store.readAudited(Actor.SYSTEM, Right.RUN_DEMO, "file", tx -> {
			throw new Refusal(Why.NOT_YOURS);
		}));
		refused(() -> read(tx -> tx.institutions().get(new InstitutionId(UUID.randomUUID()))));
		assertEquals(List.of("REFUSED NOT_FOUND RUN_DEMO ", "REFUSED NOT_YOURS RUN_DEMO file", "DONE null RUN_DEMO file"),
				audit().stream().map(RightsContract::words).toList());
	}

	@Test
	void aStoreCallWithinAStoreCallIsAFaultAndSoIsAWriteWithinARead() {
		assertThrows(IllegalStateException.class, () -> read(tx -> read(inner -> 1)));
		assertThrows(IllegalStateException.class, () -> read(tx -> new Fixture(tx).institution("Kurum")));
		assertThrows(IllegalStateException.class, () -> read(tx -> tx.nextCount("x")));
		assertThrows(IllegalStateException.class, () -> read(tx -> {
			tx.note("p", "k", "v");
			return 1;
		}));
		assertEquals(List.of(), read(tx -> tx.institutions().all()));
	}
}
