package muhurdar.cards;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import muhurdar.api.BatchCount;
import muhurdar.api.OnTable;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Tally;
import muhurdar.domain.Why;

/** Where the cards are that were drawn for a batch, and whether what lies on the table agrees with it. */
final class Counting {

	private Counting() {
	}

	static BatchCount tally(Tx tx, Batch batch) {
		return new BatchCount(batch, tx.cardsDrawnFor(batch.id()).stream().map(card -> line(tx, batch.id(), card)).toList());
	}

	private static BatchCount.Line line(Tx tx, BatchId batch, Card card) {
		if (card.state() == CardState.MISSING) {
			return new BatchCount.Line(card, Tally.DECLARED, false);
		}
		if (!Objects.equals(batch, card.batch())) { // it went back, and perhaps on
			return new BatchCount.Line(card, Tally.BACK, card.state() == CardState.IN_STOCK);
		}
		return switch (card.state()) {
		case IN_STOCK, MISSING -> throw new IllegalStateException("in stock, and of a batch: " + card);
		case RESERVED -> new BatchCount.Line(card, card.kept() ? Tally.BACK : Tally.HALF_MADE, true);
		case KEYED, CERTIFIED, SEALED -> new BatchCount.Line(card, Tally.HALF_MADE, true);
		case CHECKED -> tx.shipmentOfCard(card.id()).isPresent() ? new BatchCount.Line(card, Tally.PACKED, false)
				: new BatchCount.Line(card, Tally.GOOD, true);
		case SPOILED -> new BatchCount.Line(card, card.inSafe() ? Tally.IN_SAFE : Tally.SPOILED, true);
		case IN_SAFE -> new BatchCount.Line(card, Tally.IN_SAFE, true);
		case DESTROYED -> new BatchCount.Line(card, Tally.IN_SAFE, false);
		case LOST -> new BatchCount.Line(card, Tally.DECLARED, false);
		case KILLED -> new BatchCount.Line(card, Tally.PACKED, false);
		};
	}

	/** @throws Refusal BATCH_NOT_ENDED, COUNT_DIFFERS, CARDS_UNACCOUNTED, CARDS_NOT_OF_BATCH */
	static void mustAgree(Tx tx, BatchCount count, OnTable table) {
		if (count.of(Tally.HALF_MADE) > 0) {
			throw new Refusal(Why.BATCH_NOT_ENDED, count.batch().number());
		}
		switch (table) {
		case OnTable.Counted counted -> mustAgree(count, counted);
		case OnTable.Scanned scanned -> mustAgree(tx, count, scanned.serials());
		}
	}

	private static void mustAgree(BatchCount count, OnTable.Counted counted) {
		Map<Tally, Integer> numbers = Map.of(Tally.GOOD, counted.good(), Tally.SPOILED, counted.spoiled(), Tally.IN_SAFE,
				counted.inSafe(), Tally.BACK, counted.back());
		for (Tally tally : List.of(Tally.GOOD, Tally.SPOILED, Tally.IN_SAFE, Tally.BACK)) {
			int found = numbers.getOrDefault(tally, 0);
			int expected = count.here(tally).size();
			if (found != expected) {
				throw new Refusal(Why.COUNT_DIFFERS, tally, expected, found);
			}
		}
	}

	private static void mustAgree(Tx tx, BatchCount count, List<ChipSerial> serials) {
		Set<CardId> drawn = new HashSet<>();
		count.lines().forEach(line -> drawn.add(line.card().id()));
		Set<CardId> seen = new HashSet<>();
		List<ChipSerial> strange = new ArrayList<>();
		for (ChipSerial serial : serials) {
			StockRoom.find(tx, serial).map(Card::id).filter(drawn::contains).ifPresentOrElse(seen::add,
					() -> strange.add(serial));
		}
		if (!strange.isEmpty()) {
			throw new Refusal(Why.CARDS_NOT_OF_BATCH, strange, count.batch().number());
		}
		List<ChipSerial> unseen = Stream.of(Tally.GOOD, Tally.SPOILED, Tally.BACK).flatMap(tally -> count.here(tally).stream())
				.filter(card -> !seen.contains(card.id())).map(Card::serial).toList();
		if (!unseen.isEmpty()) {
			throw new Refusal(Why.CARDS_UNACCOUNTED, unseen.size(), unseen);
		}
	}

	/** Every spoiled card lies in the safe. @throws Refusal CARDS_NOT_IN_SAFE */
	static void mustBeInSafe(BatchCount count) {
		List<ChipSerial> outside = count.here(Tally.SPOILED).stream().map(Card::serial).toList();
		if (!outside.isEmpty()) {
			throw new Refusal(Why.CARDS_NOT_IN_SAFE, outside);
		}
	}

	/**
	 * A card of the batch that should be here and is not: a finished one LOST, a blank one MISSING. A spoiled one has to
	 * be found.
	 *
	 * @throws Refusal CARD_UNKNOWN, CARDS_NOT_OF_BATCH, WRONG_STATE
	 */
	static Card declare(Tx tx, BatchCount count, ChipSerial serial) {
		Card card = StockRoom.find(tx, serial).orElseThrow(() -> new Refusal(Why.CARD_UNKNOWN, serial));
		BatchCount.Line line = count.lines().stream().filter(each -> each.here() && each.card().id().equals(card.id()))
				.findFirst().orElseThrow(() -> new Refusal(Why.CARDS_NOT_OF_BATCH, List.of(serial), count.batch().number()));
		if (line.tally() == Tally.BACK) {
			Card blank = card.kept() ? card.release(tx.now()) : card;
			return tx.cards().put(blank.to(CardState.MISSING, tx.now()));
		}
		return tx.cards().put(card.to(CardState.LOST, tx.now()));
	}
}
