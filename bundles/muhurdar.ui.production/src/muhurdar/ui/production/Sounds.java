package muhurdar.ui.production;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import muhurdar.api.Bench.Show;
import muhurdar.api.Bench.Tile;

/**
 * A short tone when a reader asks for a hand: put in, put back, take out, failed, drained. Off unless the setting says so, and never
 * more than what the tile says already. Display thread only.
 */
final class Sounds {

	private static final Set<Show> ASKING = EnumSet.of(Show.PUT_IN, Show.PUT_BACK, Show.TAKE_OUT, Show.FAILED, Show.DRAINED);

	private final BooleanSupplier on;
	private final Runnable tone;
	private Map<String, Instant> heard = Map.of();

	Sounds(BooleanSupplier on, Runnable tone) {
		this.on = on;
		this.tone = tone;
	}

	/** One tone, however many readers ask for something that they did not ask for at the last call. */
	void hear(List<Tile> tiles) {
		Map<String, Instant> asking = tiles.stream().filter(tile -> ASKING.contains(tile.show()))
				.collect(Collectors.toMap(Tile::reader, Tile::since));
		boolean more = !heard.entrySet().containsAll(asking.entrySet());
		heard = asking;
		if (more && on.getAsBoolean()) {
			tone.run();
		}
	}
}
