package muhurdar.ui.production;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Bench;
import muhurdar.api.Bench.Made;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import muhurdar.ui.Background;
import muhurdar.ui.Dates;
import muhurdar.ui.Labels;
import muhurdar.ui.Mark;
import muhurdar.ui.Names;
import muhurdar.ui.Texts;
import muhurdar.ui.Tile;
import muhurdar.ui.Tone;

/** What the bench says, as people read it from two metres. */
final class Tiles {

	private Tiles() {
	}

	static Tile tile(Bench.Tile tile, Instant now) {
		String name = Stream.of(text(tile.batch()), Names.shortened(text(tile.name()))).filter(each -> !each.isEmpty())
				.collect(Collectors.joining(" · "));
		String head = Labels.of(tile.show());
		return switch (tile.show()) {
		case IDLE -> new Tile(tile.number(), Tone.PLAIN, "readers", head, "", tile.reader(), null);
		case PUT_IN -> new Tile(tile.number(), Tone.ACT, "card-in", head, "", tile.reader(), null);
		case PUT_BACK -> new Tile(tile.number(), Tone.ACT, "card-in", head, serial(tile.serial()), Messages.Tile_GoesOn, null);
		case WORKING -> working(tile, name, now);
		case TAKE_OUT -> new Tile(tile.number(), Tone.DONE, "card-out", head,
				tile.envelope() == null ? "" : Texts.fill(Messages.Tile_Envelope, envelope(tile.envelope())), name,
				null);
		case FAILED -> new Tile(tile.number(), Tone.LATE, "late", head,
				comesBack(tile) ? Messages.Tile_Again : Messages.Tile_Aside,
				name.isEmpty() ? sentence(tile.refusal()) : name + ": " + sentence(tile.refusal()), null);
		case DRAINED -> new Tile(tile.number(), Tone.LATE, "readers", head, Messages.Tile_PutBack, sentence(tile.refusal()),
				null);
		case WAITING -> new Tile(tile.number(), Tone.LATE, "wait", head, "", sentence(tile.refusal()), null);
		case DONE -> new Tile(tile.number(), Tone.ENDED, "done", head, "", tile.reader(), null);
		};
	}

	private static boolean comesBack(Bench.Tile tile) {
		Refusal no = tile.refusal();
		return no != null && no.why() == Why.CARD_COMES_BACK;
	}

	private static Tile working(Bench.Tile tile, String name, Instant now) {
		CardStep step = tile.step();
		Integer left = tile.secondsLeft();
		String head = step == null ? Labels.of(tile.show()) : Labels.of(step);
		return new Tile(tile.number(), Tone.WAIT, "key", head, left == null ? "" : Dates.wait(left), name,
				left == null ? null : percent(Duration.between(tile.since(), now), left));
	}

	/** How much of the time is over, 0 to 100. */
	static int percent(Duration over, int secondsLeft) {
		long done = Math.max(0, over.toMillis());
		long all = done + 1000L * Math.max(0, secondsLeft);
		return all == 0 ? 0 : (int) (100 * done / all);
	}

	static Mark result(Made card) {
		Refusal no = card.refusal();
		return no == null ? new Mark(Tone.DONE, Messages.Result_Good) : new Mark(Tone.LATE, Background.sentence(no));
	}

	private static String sentence(@Nullable Refusal refusal) {
		return refusal == null ? "" : Background.sentence(refusal);
	}

	static String envelope(@Nullable Integer number) {
		return number == null ? "" : "%04d".formatted(number);
	}

	static String text(@Nullable String text) {
		return text == null ? "" : text;
	}

	static String serial(@Nullable ChipSerial serial) {
		return serial == null ? "" : serial.shown();
	}

	/** {@code 9,4 sn} in Turkish. */
	static String seconds(long millis) {
		return Texts.fill(Messages.Result_Seconds, String.format(Locale.getDefault(), "%.1f", millis / 1000.0));
	}
}
