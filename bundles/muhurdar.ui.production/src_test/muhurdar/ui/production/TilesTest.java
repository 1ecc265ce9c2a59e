package muhurdar.ui.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;

import org.junit.jupiter.api.Test;

import muhurdar.api.Bench;
import muhurdar.api.Bench.Show;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import muhurdar.ui.Tile;
import muhurdar.ui.Tone;

class TilesTest {

	private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

	@Test
	void theCardToTakeOutSaysItsEnvelopeAndOnlyTheSurnameWithALetter() {
		Tile tile = Tiles.tile(bench(Show.TAKE_OUT, null, null, "IŞIL ÖZDEMİR", 412, null), NOW);
		assertEquals("P-2026-000017 · ÖZDEMİR I.", tile.small());
		assertEquals(true, tile.line().endsWith("0412"), tile.line());
		assertEquals(Tone.DONE, tile.tone());
	}

	@Test
	void aFailedCardIsRedAndSaysWhy() {
		Tile tile = Tiles.tile(bench(Show.FAILED, null, null, null, null, new Refusal(Why.CARD_UNKNOWN, "1234")), NOW);
		assertEquals(Tone.LATE, tile.tone());
		assertEquals(false, tile.small().isEmpty());
	}

	@Test
	void aHalfMadeCardIsAskedForByItsNumberAndIsNotToBePutAside() {
		var lost = new Refusal(Why.CARD_COMES_BACK, CardStep.KEY);
		assertEquals(Messages.Tile_Again, Tiles.tile(bench(Show.FAILED, null, null, null, null, lost), NOW).line());
		var wanted = new Bench.Tile(3, "ACS 3", Show.PUT_BACK, null, null, null, null, new ChipSerial("00112233445566778899AABB"),
				null, null, NOW);
		Tile tile = Tiles.tile(wanted, NOW);
		assertEquals("445566778899AABB", tile.line());
		assertEquals(Messages.Tile_GoesOn, tile.small());
	}

	@Test
	void progressIsShownOnlyWhenTheRestIsKnown() {
		assertEquals(25, Tiles.tile(bench(Show.WORKING, CardStep.KEY, 12, "A B", null, null), NOW).progress());
		assertNull(Tiles.tile(bench(Show.WORKING, CardStep.KEY, null, "A B", null, null), NOW).progress());
		assertEquals(0, Tiles.percent(Duration.ofSeconds(-3), 5), "clocks may be a little apart");
		assertEquals(100, Tiles.percent(Duration.ofSeconds(3), 0));
	}

	@Test
	void everyStateOfAReaderLooksDifferent() {
		long looks = EnumSet.allOf(Show.class).stream()
				.map(show -> Tiles.tile(bench(show, null, null, null, null, null), NOW))
				.map(tile -> tile.tone() + tile.icon() + tile.headline()).distinct().count();
		assertEquals(Show.values().length, looks);
	}

	@Test
	void aBatchTakesFromOneToFiveHundredCards() {
		assertEquals(40, WaitingPart.number("40"));
		assertEquals(500, WaitingPart.number("500"));
		assertEquals(0, WaitingPart.number("501"));
		assertEquals(0, WaitingPart.number("kırk"));
		assertEquals(0, WaitingPart.number("-1"));
	}

	private static Bench.Tile bench(Show show, CardStep step, Integer left, String name, Integer envelope,
			Refusal refusal) {
		return new Bench.Tile(3, "ACS 3", show, show == Show.TAKE_OUT ? "P-2026-000017" : null, step, left, name, null, envelope,
				refusal, NOW.minusSeconds(4));
	}
}
