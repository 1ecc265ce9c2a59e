package muhurdar.cards;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import muhurdar.api.Bell;
import muhurdar.api.Page;
import muhurdar.api.Topics;
import muhurdar.api.spi.Store;
import muhurdar.domain.Actor;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Right;
import muhurdar.domain.Uuid7;

/** The stock of cards, and what is known of a single one. */
final class Stock {

	private final Store store;
	private final Bell bell;
	private final Clock clock;

	Stock(Store store, Bell bell, Clock clock) {
		this.store = store;
		this.bell = bell;
		this.clock = clock;
	}

	int receive(List<ChipSerial> serials, String profile, Actor by) {
		int fresh = store.write(by, Right.KEEP_STOCK, "stock", tx -> {
			List<ChipSerial> unknown = serials.stream().distinct().filter(serial -> tx.cardBySerial(serial).isEmpty()).toList();
			unknown.forEach(serial -> tx.cards()
					.put(Card.stock(new CardId(Uuid7.next(clock.instant())), serial, profile, tx.now())));
			return unknown.size();
		});
		bell.ring(Topics.CARD, "stock");
		return fresh;
	}

	Page<Card> in(CardState state, int from, int size, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.cardsIn(state, from, size));
	}

	Optional<Card> find(ChipSerial serial, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> StockRoom.find(tx, serial));
	}

	List<JournalEntry> journal(ChipSerial serial, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.journalOf(serial));
	}
}
