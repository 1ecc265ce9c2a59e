package muhurdar.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.LineReport;
import muhurdar.api.LineReport.Cycle;
import muhurdar.api.LineReport.Failure;
import muhurdar.api.LineReport.Slot;
import muhurdar.api.LineReport.StepTime;
import muhurdar.api.LineReport.Tally;
import muhurdar.cards.MadeCard.End;
import muhurdar.domain.CardStep;
import muhurdar.domain.KeyType;

/** Adds up what was made. */
final class LineFigures {

	/** A longer gap is no handling: somebody was away. */
	private static final Duration AWAY = Duration.ofMinutes(5);

	private final List<MadeCard> made;
	private final Function<String, String> shown;

	/** @param shown an operator's name as it may be shown */
	LineFigures(List<MadeCard> made, Function<String, String> shown) {
		this.made = List.copyOf(made);
		this.shown = shown;
	}

	LineReport report(Instant from, Instant until, Duration slot) {
		return new LineReport(from, until, count(made, End.GOOD), count(made, End.SPOILED),
				tallies(card -> card.last().batch()), tallies(card -> card.last().institution()), tallies(MadeCard::reader),
				tallies(card -> shown.apply(card.last().operator())), steps(), failures(), slots(from, until, slot), cycles());
	}

	private static int count(List<MadeCard> cards, End end) {
		return (int) cards.stream().filter(card -> card.end() == end).count();
	}

	private List<Tally> tallies(Function<MadeCard, @Nullable String> by) {
		Map<String, List<MadeCard>> groups = new TreeMap<>();
		for (MadeCard card : made) {
			if (card.end() != End.BACK_TO_STOCK) {
				@Nullable String name = by.apply(card);
				groups.computeIfAbsent(name == null ? "" : name, fresh -> new ArrayList<>()).add(card);
			}
		}
		List<Tally> tallies = new ArrayList<>();
		groups.forEach((name, cards) -> tallies.add(new Tally(name, count(cards, End.GOOD), count(cards, End.SPOILED))));
		return tallies;
	}

	private List<StepTime> steps() {
		Map<String, Map<CardStep, List<Duration>>> times = new TreeMap<>();
		for (MadeCard card : made) {
			String reader = card.reader();
			card.steps().forEach((step, time) -> times.computeIfAbsent(reader == null ? "" : reader, fresh -> new TreeMap<>())
					.computeIfAbsent(step, fresh -> new ArrayList<>()).add(time));
		}
		List<StepTime> steps = new ArrayList<>();
		times.forEach((reader, own) -> own
				.forEach((step, all) -> steps.add(new StepTime(reader, step, all.size(), median(all).toMillis()))));
		return steps;
	}

	/** The middle one, the upper of two. */
	static Duration median(List<Duration> times) {
		return times.isEmpty() ? Duration.ZERO : Objects.requireNonNull(times.stream().sorted().toList().get(times.size() / 2));
	}

	private List<Failure> failures() {
		Map<String, Failure> failures = new TreeMap<>();
		for (MadeCard card : made) {
			if (card.end() != End.GOOD) {
				CardStep step = card.last().entry().step();
				String detail = card.last().entry().detail();
				String why = detail == null ? "" : detail;
				failures.merge(why + " " + step, new Failure(why, step, 1),
						(one, more) -> new Failure(why, step, one.cards() + more.cards()));
			}
		}
		return List.copyOf(failures.values());
	}

	private List<Slot> slots(Instant from, Instant until, Duration length) {
		List<Slot> slots = new ArrayList<>();
		for (Instant at = from; at.isBefore(until); at = at.plus(length)) {
			Instant begins = at;
			Instant ends = at.plus(length);
			List<MadeCard> within = made.stream().filter(card -> !card.at().isBefore(begins) && card.at().isBefore(ends))
					.toList();
			slots.add(new Slot(begins, length, count(within, End.GOOD), count(within, End.SPOILED)));
		}
		return slots;
	}

	private List<Cycle> cycles() {
		Map<KeyType, List<Duration>> machine = new TreeMap<>();
		Map<KeyType, List<Duration>> handling = new TreeMap<>();
		Map<String, MadeCard> before = new HashMap<>();
		for (MadeCard card : made) {
			KeyType type = card.last().keyType();
			String reader = card.reader();
			if (type != null && card.end() == End.GOOD) {
				machine.computeIfAbsent(type, fresh -> new ArrayList<>()).add(card.machine());
			}
			MadeCard last = reader == null ? null : before.put(reader, card);
			if (type != null && last != null) {
				Duration gap = Duration.between(last.at(), card.drawn());
				if (!gap.isNegative() && gap.compareTo(AWAY) <= 0) {
					handling.computeIfAbsent(type, fresh -> new ArrayList<>()).add(gap);
				}
			}
		}
		List<Cycle> cycles = new ArrayList<>();
		machine.forEach((type, times) -> cycles
				.add(new Cycle(type, times.size(), mean(times), median(handling.getOrDefault(type, List.of())))));
		return cycles;
	}

	private static Duration mean(List<Duration> times) {
		return times.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(times.size());
	}
}
