package muhurdar.store.jdbc;

import java.util.List;
import java.util.Optional;

import muhurdar.domain.StatusList;
import muhurdar.domain.StatusListId;
import muhurdar.domain.StatusListItem;
import muhurdar.domain.StatusListState;

/** Lists of status requests and the certificates on them. */
final class StatusListRows extends Table<StatusListId, StatusList> {

	static final Kind<StatusListId, StatusList> LIST = new Kind<>("status_list", StatusList.class,
			"t.received_at desc, t.id desc");

	private static final Mapping<StatusListItem> ITEM = new Mapping<>(StatusListItem.class);

	StatusListRows(Work work) {
		super(work, LIST);
	}

	Optional<StatusList> byNumber(String number) {
		return first("where t.number = ?", number);
	}

	List<StatusList> in(StatusListState state) {
		return list("where t.state = ? order by t.received_at, t.id", state);
	}

	List<StatusListItem> items(StatusListId list) {
		return work.sql().list(ITEM::read,
				"select " + ITEM.select("t") + " from status_list_item t where t.list_id = ? order by t.position", list);
	}

	void add(StatusListItem item) {
		work.mustWrite();
		work.sql().update(
				"insert into status_list_item (list_id, position, certificate_id, request_id, refusal) values (?, ?, ?, ?, ?)",
				item.list(), item.position(), item.certificate(), item.request(), item.refusal());
	}

	/** A request once there stays: of two desks that ask at once, one is too late. */
	void put(StatusListItem item) {
		work.mustWrite();
		if (work.sql().update(
				"update status_list_item set request_id = ?, refusal = ? where list_id = ? and position = ?"
						+ " and (request_id is null or request_id = cast(? as uuid))",
				item.request(), item.refusal(), item.list(), item.position(), item.request()) == 0) {
			throw work.changed(item.certificate());
		}
	}
}
