package muhurdar.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Bench.Made;
import muhurdar.api.Bench.Show;
import muhurdar.api.Bench.Tile;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;

/** What the watchers see: a tile per reader and the cards of this run. Thread-safe. */
final class Board {

	private static final int MADE = 500;

	private final Clock clock;
	private final Medians medians;
	private final Runnable changed;
	private final Map<ReaderName, Face> faces = new TreeMap<>();
	private final Deque<Made> made = new ArrayDeque<>();

	/** A tile without its number and its estimate. @param stepSince when the step began */
	record Face(Show show, @Nullable String batch, @Nullable CardStep step, @Nullable String name, @Nullable ChipSerial serial,
			@Nullable Integer envelope, @Nullable Refusal refusal, Instant since, Instant stepSince) {

		static Face of(Show show, Instant at) {
			return new Face(show, null, null, null, null, null, null, at, at);
		}

		Face card(ChipSerial chip) {
			return new Face(show, batch, step, name, chip, envelope, refusal, since, stepSince);
		}

		Face job(@Nullable String of, String person, @Nullable Integer into) {
			return new Face(show, of, step, person, serial, into, refusal, since, stepSince);
		}

		Face at(CardStep now, Instant at) {
			return new Face(show, batch, now, name, serial, envelope, refusal, since, at);
		}

		Face ended(Show how, @Nullable Refusal because, Instant at) {
			return new Face(how, batch, null, name, serial, envelope, because, at, at);
		}
	}

	/** @param changed is called after every change, also while others look: it must not wait */
	Board(Clock clock, Medians medians, Runnable changed) {
		this.clock = clock;
		this.medians = medians;
		this.changed = changed;
	}

	/** The readers that are there now. */
	void readers(Collection<ReaderName> there) {
		boolean different;
		synchronized (this) {
			different = faces.keySet().retainAll(there);
			for (ReaderName reader : there) {
				if (!faces.containsKey(reader)) {
					faces.put(reader, Face.of(Show.IDLE, clock.instant()));
					different = true;
				}
			}
		}
		if (different) {
			changed.run();
		}
	}

	synchronized boolean has(ReaderName reader) {
		return faces.containsKey(reader);
	}

	synchronized Show shown(ReaderName reader) {
		Face face = faces.get(reader);
		return face == null ? Show.IDLE : face.show();
	}

	synchronized List<ReaderName> readers() {
		return List.copyOf(faces.keySet());
	}

	void show(ReaderName reader, Show show) {
		if (shown(reader) != show) {
			change(reader, face -> Face.of(show, clock.instant()));
		}
	}

	void change(ReaderName reader, UnaryOperator<Face> change) {
		synchronized (this) {
			faces.computeIfPresent(reader, (same, face) -> change.apply(face));
		}
		changed.run();
	}

	void step(ReaderName reader, CardStep step) {
		change(reader, face -> face.at(step, clock.instant()));
	}

	/** It gets no more cards. */
	void drained(ReaderName reader, Refusal because) {
		if (shown(reader) != Show.DRAINED) {
			change(reader, face -> Face.of(Show.DRAINED, clock.instant()).ended(Show.DRAINED, because, clock.instant()));
		}
	}

	/** A good card of an earlier run. */
	void takeOut(ReaderName reader) {
		change(reader, face -> face.ended(Show.TAKE_OUT, null, clock.instant()));
	}

	/** This card and no other is wanted in a reader again. */
	void putBack(ReaderName reader, ChipSerial card) {
		Instant now = clock.instant();
		boolean shown;
		synchronized (this) {
			Face face = faces.get(reader);
			shown = face != null && face.show() == Show.PUT_BACK && Objects.equals(card, face.serial());
		}
		if (!shown) {
			change(reader, face -> Face.of(Show.PUT_BACK, now).card(card));
		}
	}

	/** A card has not come to its end, and why not is said until it goes on. */
	void waits(ReaderName reader, Refusal because) {
		change(reader, face -> face.ended(Show.WAITING, because, clock.instant()));
	}

	/** A card has come to its end, good or bad. */
	void ended(ReaderName reader, @Nullable Refusal refusal, Duration time) {
		Instant now = clock.instant();
		change(reader, face -> face.ended(refusal == null ? Show.TAKE_OUT : Show.FAILED, refusal, now));
		synchronized (this) {
			@Nullable Face face = faces.get(reader);
			made.addFirst(new Made(now, face == null ? null : face.batch(), number(reader), reader.name(),
					face == null ? null : face.serial(), face == null ? null : face.name(),
					face == null ? null : face.envelope(), time.toMillis(), refusal));
			if (made.size() > MADE) {
				made.removeLast();
			}
		}
		changed.run();
	}

	/** Forgets what was made before. */
	synchronized void clear() {
		made.clear();
	}

	synchronized List<Made> made() {
		return List.copyOf(made);
	}

	synchronized List<Tile> tiles() {
		List<Tile> tiles = new ArrayList<>();
		Instant now = clock.instant();
		faces.forEach((reader, face) -> tiles.add(new Tile(tiles.size() + 1, reader.name(), face.show(), face.batch(),
				face.step(), secondsLeft(face, now), face.name(), face.serial(), face.envelope(), face.refusal(), face.since())));
		return tiles;
	}

	private @Nullable Integer secondsLeft(Face face, Instant now) {
		CardStep step = face.step();
		if (step == null || !medians.known()) {
			return null;
		}
		long spent = Math.min(medians.median(step), Duration.between(face.stepSince(), now).toMillis());
		return (int) Math.ceilDiv(medians.from(step) - Math.max(0, spent), 1000L);
	}

	private int number(ReaderName reader) {
		return new ArrayList<>(faces.keySet()).indexOf(reader) + 1;
	}
}
