package muhurdar.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class ReaderReturnTest {

	private static final String EVIDENCE = "Okuyucu 1, 20.11.2026 10:00\nArıza okuyucuda.\n- Okuyucu: kötü.";
	private final ReaderReturn reported = ReaderReturn.report(new ReaderReturnId(UUID.randomUUID()), "O-2026-000001",
			Samples.INSTITUTION, null, "ACS ACR38T", "RS-1", "kart görülmüyor", at("2026-11-20T07:00:00Z"));

	private static Decision at(String instant) {
		return new Decision(Samples.ENTERED.by(), Instant.parse(instant));
	}

	@Test
	void theEvidenceIsStillThereAfterTwoMovesWithNotesOfTheirOwn() {
		assertNull(reported.newestNote());
		ReaderReturn triaged = reported.to(ReaderReturnState.TRIAGED, at("2026-11-20T07:00:00Z"), EVIDENCE);
		assertEquals("20.11.2026 " + EVIDENCE, triaged.note());
		assertEquals("20.11.2026 Okuyucu 1, 20.11.2026 10:00 · Arıza okuyucuda. · - Okuyucu: kötü.", triaged.newestNote());
		ReaderReturn asked = triaged.to(ReaderReturnState.RETURN_REQUESTED, at("2026-11-20T22:30:00Z"), "arandı\n");
		ReaderReturn received = asked.to(ReaderReturnState.RECEIVED, at("2026-11-25T07:00:00Z"), "kargoyla");
		assertEquals("20.11.2026 " + EVIDENCE + "\n21.11.2026 arandı\n25.11.2026 kargoyla", received.note());
		assertEquals("25.11.2026 kargoyla", received.newestNote());
		assertEquals("25.11.2026 kargoyla",
				received.to(ReaderReturnState.INSPECTED, at("2026-11-26T07:00:00Z"), null).newestNote());
	}
}
