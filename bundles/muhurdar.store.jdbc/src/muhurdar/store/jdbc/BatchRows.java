package muhurdar.store.jdbc;

import java.util.List;
import java.util.Optional;

import muhurdar.api.BatchRow;
import muhurdar.api.Page;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchItem;
import muhurdar.domain.BatchState;
import muhurdar.domain.Desk;
import muhurdar.domain.DeskId;

/** Batches and the orders in them. */
final class BatchRows extends Table<BatchId, Batch> {

	static final Kind<BatchId, Batch> BATCH = new Kind<>("batch", Batch.class, "t.planned_at, t.id");

	static final Kind<DeskId, Desk> DESK = new Kind<>("desk", Desk.class, "t.name, t.id");

	private static final Mapping<BatchItem> ITEM = new Mapping<>(BatchItem.class);

	BatchRows(Work work) {
		super(work, BATCH);
	}

	Optional<Batch> byNumber(String number) {
		return first("where t.number = ?", number);
	}

	List<Batch> in(BatchState state) {
		return list("where t.state = ? order by t.planned_at, t.id", state);
	}

	Page<BatchRow> rows(int from, int size) {
		return work.sql().page(
				row -> new BatchRow(BATCH.mapping().read(row), (int) row.big(), (int) row.big(), (int) row.big()),
				BATCH.mapping().select("b") + ", (select count(*) from batch_item i where i.batch_id = b.id)"
						+ ", (select count(*) from card k where k.batch_id = b.id and k.spoiled_because is null"
						+ " and k.state in ('CHECKED', 'IN_SAFE', 'LOST', 'KILLED', 'DESTROYED'))"
						+ ", (select count(*) from card k where k.batch_id = b.id and k.spoiled_because is not null)",
				"batch b", "", new Where(), "b.planned_at desc, b.id desc", from, size);
	}

	void add(BatchItem item) {
		work.mustWrite();
		work.sql().update("insert into batch_item (batch_id, order_id, envelope) values (?, ?, ?)", item.batch(),
				item.order(), item.envelope());
	}

	List<BatchItem> items(BatchId batch) {
		return items("where t.batch_id = ?", batch);
	}

	List<BatchItem> open(BatchId batch) {
		return items("where t.batch_id = ? and not exists (select 1 from card k where k.live_order = t.order_id)"
				+ " and not exists (select 1 from shipment s where s.order_id = t.order_id"
				+ " and s.state in ('DELIVERED', 'DELIVERED_UNPROVEN'))", batch);
	}

	/** Locks its row. */
	boolean hold(BatchItem item) {
		work.mustWrite();
		return work.sql().update("update batch_item set envelope = envelope where batch_id = ? and order_id = ?", item.batch(),
				item.order()) == 1;
	}

	/** What is drawn at this moment is waited for first, and then seen: a statement sees what was committed before it. */
	int moveOpen(BatchId from, BatchId to, int atMost) {
		work.mustWrite();
		work.sql().update("update batch_item set envelope = envelope where batch_id = ?", from);
		List<BatchItem> open = open(from);
		List<BatchItem> last = open.subList(Math.max(0, open.size() - atMost), open.size());
		last.forEach(item -> work.sql().update("update batch_item set batch_id = ? where batch_id = ? and order_id = ?", to, from,
				item.order()));
		return last.size();
	}

	private List<BatchItem> items(String where, BatchId batch) {
		return work.sql().list(ITEM::read, "select " + ITEM.select("t") + " from batch_item t " + where
				+ " order by t.sequence", batch);
	}
}
