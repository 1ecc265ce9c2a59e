package muhurdar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import muhurdar.api.CardTrace.Line;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.ChipSerial;

class CardTraceTest {

	private static final Instant BEGUN = Instant.parse("2026-11-21T09:30:00.123Z");
	private static final List<Line> LINES = List.of(new Line(0, 1200, CardTrace.RESET, "3B00"),
			new Line(1500, 15_000, "00A4040005A0A1A2A3A4", "6F009000"), new Line(17_000, 9_000, "0024018106************", "9000"),
			new Line(30_000, 500, "00B0000000", "CARD_GONE"));

	@Test
	void whatIsWrittenAsTextIsReadBackTheSame() {
		var trace = new CardTrace(new ReaderName("pcsc", "ACS ACR38T 00 01"), BEGUN, new ChipSerial("4D48000000000000000000AB"),
				"akis", 7, LINES);
		assertEquals(trace, CardTrace.parse(trace.text()));
		var nameless = new CardTrace(new ReaderName("pcsc", "Okuyucu Şığ"), BEGUN, null, null, 0, List.of());
		assertEquals(nameless, CardTrace.parse(nameless.text()));
	}

	@Test
	void theTextHasOneLinePerCommandAndAHead() {
		var trace = new CardTrace(new ReaderName("pcsc", "ACR38T"), BEGUN, null, "akis", 0, LINES);
		assertEquals("""
				# muhurdar-trace 1
				# reader pcsc ACR38T
				# begun 2026-11-21T09:30:00.123Z
				# profile akis
				# dropped 0
				# columns start(µs) duration(µs) command answer
				0 1200 reset 3B00
				1500 15000 00A4040005A0A1A2A3A4 6F009000
				17000 9000 0024018106************ 9000
				30000 500 00B0000000 CARD_GONE
				""", trace.text());
	}

	@Test
	void aLineKnowsItsFault() {
		assertEquals(Optional.of(ReaderFault.Kind.CARD_GONE), LINES.get(3).fault());
		assertTrue(LINES.get(1).fault().isEmpty());
		assertTrue(LINES.get(0).isReset());
	}

	@Test
	void aTextThatIsNoTraceIsRefused() {
		String good = new CardTrace(new ReaderName("pcsc", "ACR38T"), BEGUN, null, null, 0, LINES).text();
		for (String bad : List.of("", "0 0 00 90\n", good.replace("trace 1", "trace 2"), good.replace("# reader", "# rider"),
				good.replace("pcsc ACR38T", "pcsc"), good.replace("2026-", "xxxx-"), good.replace("1500 15000", "1500"),
				good.replace("00B0000000", "00b0000000"), good.replace("00B0000000", "00B000000"),
				good.replace("CARD_GONE", "CARD_WENT"), good.replace("30000 500", "-1 500"))) {
			assertThrows(IllegalArgumentException.class, () -> CardTrace.parse(bad), bad);
		}
	}

	@Test
	void theLongestAnswerThereIsCanBeALine() {
		String answer = "00".repeat(65536) + "9000";
		assertEquals(answer, new Line(0, 0, "00B00000000000", answer).answer());
	}
}
