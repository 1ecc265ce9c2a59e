package muhurdar.deliveries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import muhurdar.paper.EnvelopeSheet;

class PaperDeskTest {

	private static EnvelopeSheet sheet(int envelope, int copy) {
		return new EnvelopeSheet(envelope, "P-2026-000001", "S-2026-000001", "IŞIL ÇAĞLAYAN", "Kurum", null, copy);
	}

	@Test
	void theAuditLineSaysWhichCopyOfWhichEnvelopeWasPrinted() {
		assertEquals("copy 1: 0001 0003, copy 2: 0002",
				PaperDesk.copies(List.of(sheet(1, 1), sheet(2, 2), sheet(3, 1))));
	}
}
