package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;

import muhurdar.api.ExitCode;
import muhurdar.api.ReaderHealth;
import muhurdar.api.Readers;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.HoldCause;
import muhurdar.domain.HolderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** What people type, and what they leave out. */
class TypedTest {

	private static Why why(Runnable typed) {
		return assertThrows(Refusal.class, typed::run).why();
	}

	@Test
	void whatIsNoCardNumberIsSaidToBeNone() {
		for (String wrong : new String[] { "123", "", "1ABBD89C0000000", "1ABBD89C0000000G", "1ABBD8", "1ABBD89C00" }) {
			assertEquals(Why.CHIP_INVALID, why(() -> Numbers.chip(wrong)), wrong);
		}
		assertEquals("1ABBD89C00000001", Numbers.chip(" 1abbd89c00000001").shown());
		assertEquals("4C930001", Numbers.chip("4c930001").shown(), "a PIV card");
	}

	@Test
	void aCardThatIsNotThereIsARefusalAndNoWrongCommand() {
		Readers.Row empty = new Readers.Row(1, new ReaderName("d", "Okuyucu 1"), null, "", Readers.Inside.EMPTY, null, null,
				null, new ReaderHealth(new ReaderName("d", "Okuyucu 1"), 0, 0, 0, 0, 0));
		for (List<Readers.Row> readers : List.of(List.<Readers.Row>of(), List.of(empty))) {
			assertEquals(1, ExitCode.of(why(() -> CardCommand.withACard(readers))).code());
		}
	}

	@Test
	void aReaderThatWasAskedNothingHasNoRateAndOneThatWasHasMilliseconds() {
		ReaderName name = new ReaderName("d", "Okuyucu 1");
		Map<String, @Nullable Object> idle = ReaderCommand.shown(row(new ReaderHealth(name, 0, 0, 0, 0, 0)));
		assertNull(idle.get("error rate"));
		assertNull(idle.get("p95 ms"));
		assertEquals(0, idle.get("insertions"));
		Map<String, @Nullable Object> busy = ReaderCommand.shown(row(new ReaderHealth(name, 2, 200, 1, 900, 12_340)));
		assertEquals(0.5, busy.get("error rate"));
		assertEquals(12.34, busy.get("p95 ms"));
		assertEquals(2, busy.get("insertions"));
		assertEquals(100.0, ReaderCommand.shown(row(new ReaderHealth(name, 0, 0, 1, 0, 0))).get("error rate"),
				"no connection came about");
	}

	private static Readers.Row row(ReaderHealth health) {
		return new Readers.Row(1, health.reader(), null, "", Readers.Inside.EMPTY, null, null, null, health);
	}

	@Test
	void anIdentityNumberWithAWrongCheckDigitIsNotLookedFor() {
		assertEquals(Why.IDENTITY_NO_INVALID, why(() -> Numbers.person("99999000017")));
		assertEquals(Why.IDENTITY_NO_INVALID, why(() -> Numbers.person("12345678901")));
		assertEquals("99999000016", Numbers.person(" 99999000016 "));
		assertEquals("IŞIL ÖZDEMİR", Numbers.person("IŞIL ÖZDEMİR"));
	}

	@Test
	void onlyTheHolderSuspendsWithoutSayingWhy() {
		HolderId holder = new HolderId(UUID.randomUUID());
		assertEquals(HoldCause.HOLDER, StatusCommand.cause(holder, holder));
		assertEquals(Why.FIELD_MISSING, why(() -> StatusCommand.cause(holder, null)));
		assertEquals(Why.FIELD_MISSING, why(() -> StatusCommand.cause(holder, new HolderId(UUID.randomUUID()))));
	}

	@Test
	void daysAndTimesAreReadAsPeopleHereWriteThem() {
		assertEquals(LocalDate.of(2026, 12, 3), Days.day("03.12.2026"));
		assertEquals(LocalDate.of(2026, 12, 3), Days.day("2026-12-03"));
		assertEquals(Instant.parse("2026-12-03T11:30:00Z"), Days.time("03.12.2026 14:30"));
		assertEquals(Instant.parse("2026-12-03T11:30:00Z"), Days.time("2026-12-03T14:30"));
		assertEquals(Instant.parse("2026-12-03T11:30:00Z"), Days.time("2026-12-03T11:30:00Z"));
	}

	@Test
	void whatOtherCommandsDoOrTheCaAloneIsNotOffered() {
		assertFalse(new StatusCommand.Causes().contains("AT_ISSUE"));
		assertTrue(new DeliveryCommand.Moves().contains("RETURNED"));
		for (String own : new String[] { "PACKED", "HANDED_OVER", "DELIVERED" }) {
			assertFalse(new DeliveryCommand.Moves().contains(own), own);
		}
	}
}
