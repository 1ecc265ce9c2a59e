package muhurdar.ui.production;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import muhurdar.api.Bench.Show;
import muhurdar.api.Bench.Tile;
import muhurdar.api.Settings;

class SoundsTest {

	private final AtomicInteger tones = new AtomicInteger();
	private boolean on = true;
	private final Sounds sounds = new Sounds(() -> on, tones::incrementAndGet);

	private static Tile tile(String reader, Show show, int second) {
		return new Tile(1, reader, show, null, null, null, null, null, null, null, Instant.ofEpochSecond(second));
	}

	@Test
	void aReaderThatAsksForAHandIsHeardOnce() {
		for (Show show : Show.values()) {
			int before = tones.get();
			sounds.hear(List.of(tile("A", show, show.ordinal())));
			sounds.hear(List.of(tile("A", show, show.ordinal())));
			boolean asks = show == Show.PUT_IN || show == Show.PUT_BACK || show == Show.TAKE_OUT || show == Show.FAILED
					|| show == Show.DRAINED;
			assertEquals(asks ? 1 : 0, tones.get() - before, show.toString());
		}
	}

	@Test
	void manyAtOnceAreOneToneAndTheNextCardIsAnother() {
		sounds.hear(List.of(tile("A", Show.TAKE_OUT, 1), tile("B", Show.PUT_IN, 1)));
		assertEquals(1, tones.get());
		sounds.hear(List.of(tile("A", Show.WORKING, 2), tile("B", Show.PUT_IN, 1)));
		assertEquals(1, tones.get());
		sounds.hear(List.of(tile("A", Show.TAKE_OUT, 3), tile("B", Show.PUT_IN, 1)));
		assertEquals(2, tones.get());
	}

	@Test
	void itIsOffUnlessTheSettingSaysSo() {
		assertEquals(false, Settings.HALL_SOUND.defaultValue());
		on = false;
		sounds.hear(List.of(tile("A", Show.FAILED, 1)));
		assertEquals(0, tones.get());
		on = true;
		sounds.hear(List.of(tile("A", Show.FAILED, 1)));
		assertEquals(0, tones.get(), "what was there already is not news");
	}
}
