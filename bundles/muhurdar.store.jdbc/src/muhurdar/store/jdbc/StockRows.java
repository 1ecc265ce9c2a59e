package muhurdar.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.BoxRow;
import muhurdar.domain.BatchId;
import muhurdar.domain.Box;
import muhurdar.domain.BoxId;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;

/** Boxes of cards, and which cards were taken out of stock for which batch. */
final class StockRows extends Table<BoxId, Box> {

	static final Kind<BoxId, Box> BOX = new Kind<>("box", Box.class, "t.received_at, t.id");
	private static final String DRAWN = "exists (select 1 from batch_card d where d.card_id = t.id and d.batch_id = ?)";

	/** The cards of a box that are in one state. */
	private record Part(@Nullable Box box, CardState state, int cards, ChipSerial first, ChipSerial last) {

		Optional<BoxId> id() {
			Box known = box;
			return known == null ? Optional.empty() : Optional.of(known.id());
		}
	}

	private final CardRows cards;

	StockRows(Work work, CardRows cards) {
		super(work, BOX);
		this.cards = cards;
	}

	Optional<Box> byLabel(String label) {
		return first("where t.label = ?", label);
	}

	/** Newest first, at the end the cards of no box. */
	List<BoxRow> rows() {
		Map<Optional<BoxId>, List<Part>> boxes = new LinkedHashMap<>();
		work.sql().list(StockRows::part, "select c.state, c.cards, c.first, c.last, " + BOX.mapping().select("b")
				+ " from (select box_id, state, count(*) as cards, min(serial) as first, max(serial) as last from card"
				+ " group by box_id, state) c left join box b on b.id = c.box_id"
				+ " order by b.received_at desc nulls last, b.id desc, c.state")
				.forEach(part -> boxes.computeIfAbsent(part.id(), id -> new ArrayList<>()).add(part));
		return boxes.values().stream().map(StockRows::row).toList();
	}

	private static Part part(Row row) throws SQLException {
		CardState state = Objects.requireNonNull(row.constant(CardState.class));
		int count = (int) row.big();
		ChipSerial first = new ChipSerial(row.text());
		ChipSerial last = new ChipSerial(row.text());
		return new Part(BOX.mapping().readOrNull(row), state, count, first, last);
	}

	private static BoxRow row(List<Part> parts) {
		Map<CardState, Integer> counts = new LinkedHashMap<>();
		parts.forEach(part -> counts.put(part.state(), part.cards()));
		return new BoxRow(parts.getFirst().box(), parts.stream().map(Part::first).min(ChipSerial::compareTo).orElseThrow(),
				parts.stream().map(Part::last).max(ChipSerial::compareTo).orElseThrow(), counts);
	}

	List<Card> of(BoxId box) {
		return cards.list("where t.box_id = ? order by t.serial", box);
	}

	void drawn(BatchId batch, CardId card, boolean kept) {
		work.mustWrite();
		work.sql().update("insert into batch_card (batch_id, card_id, kept) select k.batch, k.card, k.kept"
				+ " from (select cast(? as uuid) as batch, cast(? as uuid) as card, cast(? as boolean) as kept) k"
				+ " where not exists (select 1 from batch_card d where d.batch_id = k.batch and d.card_id = k.card)", batch,
				card, kept);
	}

	void undrawn(BatchId batch, CardId card) {
		work.mustWrite();
		work.sql().update("delete from batch_card where batch_id = ? and card_id = ?", batch, card);
	}

	boolean keeps(BatchId batch) {
		return work.sql().count("select count(*) from batch_card where batch_id = ? and kept = true", batch) > 0;
	}

	boolean keptFor(BatchId batch, CardId card) {
		return work.sql().count("select count(*) from batch_card where batch_id = ? and card_id = ? and kept = true", batch,
				card) > 0;
	}

	List<Card> drawnFor(BatchId batch) {
		return cards.list("where " + DRAWN + " order by t.envelope, t.serial", batch);
	}

	/** Spoiled and returned cards, those that wait for the safe first. */
	List<Card> doomed() {
		return cards.list("where t.state in ('SPOILED', 'IN_SAFE')"
				+ " order by case when t.state = 'SPOILED' and t.custody_safe_at is null then 0 else 1 end, t.serial");
	}
}
