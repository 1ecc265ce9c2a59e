package muhurdar.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.LineRow;
import muhurdar.domain.CardId;
import muhurdar.domain.CardStep;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Phase;

/**
 * One card from its draw to its end, as the journal tells it. A card that went back to stock and was drawn again is two.
 *
 * @param last what it is about, and its end
 * @param steps how long each took that has a beginning and an end
 */
record MadeCard(@Nullable String reader, Instant drawn, LineRow last, End end, Map<CardStep, Duration> steps) {

	enum End {
		GOOD, SPOILED, BACK_TO_STOCK
	}

	Instant at() {
		return last.entry().at();
	}

	Duration machine() {
		return Duration.between(drawn, at());
	}

	/** In the order of their ends. @param rows in order; what has not come to its end is left out */
	static List<MadeCard> of(List<LineRow> rows) {
		List<MadeCard> made = new ArrayList<>();
		Map<CardId, List<LineRow>> open = new LinkedHashMap<>();
		for (LineRow row : rows) {
			JournalEntry entry = row.entry();
			if (entry.step() == CardStep.DRAW && entry.phase() == Phase.FAILED) {
				continue; // an order was passed over
			}
			if (entry.step() == CardStep.DRAW) {
				open.remove(entry.card());
			}
			open.computeIfAbsent(entry.card(), fresh -> new ArrayList<>()).add(row);
			if (entry.phase() == Phase.FAILED || entry.step() == CardStep.CHECK && entry.phase() == Phase.AFTER) {
				made.add(of(Objects.requireNonNull(open.remove(entry.card())), row));
			}
		}
		return made;
	}

	private static MadeCard of(List<LineRow> own, LineRow last) {
		Map<CardStep, Instant> begun = new EnumMap<>(CardStep.class);
		Map<CardStep, Duration> steps = new EnumMap<>(CardStep.class);
		for (LineRow row : own) {
			JournalEntry entry = row.entry();
			Instant before = begun.get(entry.step());
			if (entry.phase() == Phase.BEFORE) {
				begun.put(entry.step(), entry.at());
			} else if (entry.phase() == Phase.AFTER && before != null) {
				steps.put(entry.step(), Duration.between(before, entry.at()));
			}
		}
		JournalEntry first = own.getFirst().entry();
		End end = last.entry().phase() == Phase.AFTER ? End.GOOD
				: begun.containsKey(CardStep.KEY) || first.step() != CardStep.DRAW ? End.SPOILED : End.BACK_TO_STOCK;
		return new MadeCard(first.reader(), first.at(), last, end, steps);
	}
}
