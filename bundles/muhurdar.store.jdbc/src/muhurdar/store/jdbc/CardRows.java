package muhurdar.store.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.LineRow;
import muhurdar.api.Page;
import muhurdar.domain.BatchId;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyId;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.KeyType;
import muhurdar.domain.OrderId;
import muhurdar.domain.Unblocking;
import muhurdar.domain.UnblockingId;

/** Cards, the production journal, card master keys and unblockings. */
final class CardRows extends Table<CardId, Card> {

	static final Kind<CardId, Card> CARD = new Kind<CardId, Card>("card", Card.class, "t.serial")
			.derive("shown", card -> card.serial().shown()).derive("live_order", CardRows::liveOrder);
	static final Kind<CardKeyId, CardKey> CARD_KEY = new Kind<>("card_key", CardKey.class, "t.number");
	static final Kind<UnblockingId, Unblocking> UNBLOCKING = new Kind<>("unblocking", Unblocking.class, "t.asked_at, t.id");
	static final Mapping<JournalEntry> JOURNAL = new Mapping<>(JournalEntry.class);

	private final OrderRows orders;

	CardRows(Work work, OrderRows orders) {
		super(work, CARD);
		this.orders = orders;
	}

	private static @Nullable OrderId liveOrder(Card card) {
		return switch (card.state()) {
		case RESERVED, KEYED, CERTIFIED, SEALED, CHECKED, IN_SAFE -> card.order();
		case IN_STOCK, MISSING, SPOILED, LOST, KILLED, DESTROYED -> null;
		};
	}

	@Override
	public Card put(Card changed) {
		// a card that goes back to stock has forgotten its order
		OrderId order = changed.order() != null || changed.version() == 0 ? changed.order() : get(changed.id()).order();
		Card card = super.put(changed);
		refresh(card.id());
		if (order != null) {
			orders.refresh(order);
		}
		return card;
	}

	/** Derives again what depends on its parcel. */
	void refresh(CardId id) {
		String awaits = "(k.state = 'CHECKED' and not exists (select 1 from shipment s where s.live_card = k.id))";
		work.sql().update("update card k set awaits_parcel = " + awaits + " where k.id = ? and k.awaits_parcel <> " + awaits,
				id);
	}

	Optional<Card> bySerial(ChipSerial serial) {
		return first("where t.serial = ?", serial);
	}

	List<Card> shown(String digits) {
		return list("where t.shown = ? order by t.serial", digits);
	}

	List<Card> ofBatch(BatchId batch) {
		return list("where t.batch_id = ? order by t.envelope, t.changed_at, t.id", batch);
	}

	List<Card> ofOrder(OrderId order) {
		return list("where t.order_id = ? order by t.changed_at desc, t.id desc", order);
	}

	Page<Card> in(CardState state, int from, int size) {
		return page(new Where().and("k.state = ?", state), "k.serial", from, size);
	}

	Page<Card> withoutParcel(int from, int size) {
		return page(new Where().and("k.awaits_parcel = true"), "k.changed_at, k.id", from, size);
	}

	private Page<Card> page(Where where, String order, int from, int size) {
		return work.sql().page(CARD.mapping()::read, CARD.mapping().select("k"), "card k", "", where, order, from, size);
	}

	void journal(JournalEntry entry) {
		work.mustWrite();
		work.sql().update("insert into journal (card_id, serial, step, phase, by_id, at, detail, reader)"
				+ " values (?, ?, ?, ?, ?, ?, ?, ?)", entry.card(), entry.serial(), entry.step(), entry.phase(), entry.by(),
				entry.at(), entry.detail(), entry.reader());
	}

	/** Cards come to their end with CHECK, or with what failed; an order that was passed over is no card's end. */
	List<LineRow> journal(Instant from, Instant until) {
		return work.sql().list(
				row -> new LineRow(JOURNAL.read(row), row.constant(KeyType.class),
						row.next(String.class), row.next(String.class), row.text()),
				"select " + JOURNAL.select("t") + ", o.key_type, b.number, i.name, u.name from journal t"
						+ " join card k on k.id = t.card_id join users u on u.id = t.by_id"
						+ " left join batch b on b.id = k.batch_id left join orders o on o.id = k.order_id"
						+ " left join institution i on i.id = o.institution_id"
						+ " where t.at < ? and t.card_id in (select e.card_id from journal e where e.at >= ? and e.at < ?"
						+ " and (e.step = 'CHECK' and e.phase = 'AFTER' or e.step <> 'DRAW' and e.phase = 'FAILED'))"
						+ " order by t.sequence",
				until, from, until);
	}

	List<JournalEntry> journal(ChipSerial serial) {
		return work.sql().list(JOURNAL::read, "select " + JOURNAL.select("t")
				+ " from journal t where t.serial = ? order by t.sequence", serial);
	}
}
