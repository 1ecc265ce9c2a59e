package muhurdar.store.jdbc;

import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.Folding;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.Institution;
import muhurdar.domain.InstitutionId;
import muhurdar.domain.User;
import muhurdar.domain.UserId;

/** People and where they belong. */
final class HolderRows extends Table<HolderId, Holder> {

	static final Kind<InstitutionId, Institution> INSTITUTION = new Kind<>("institution", Institution.class,
			"t.sort_key, t.id").derive("sort_key", institution -> SortKey.of(institution.name()));
	static final Kind<UserId, User> USER = new Kind<>("users", User.class, "t.sort_key, t.id")
			.derive("sort_key", user -> SortKey.of(user.name()));
	static final Kind<HolderId, Holder> HOLDER = new Kind<>("holder", Holder.class, "t.sort_key, t.id")
			.derive("sort_key", holder -> SortKey.of(holder.fullName()))
			.derive("folded", holder -> Folding.fold(holder.fullName()));

	private static final String BY_CODE = "select id from holder where identity_no = ?"
			+ " union select holder_id from orders where number = ?"
			+ " union select holder_id from shipment where number = ?"
			+ " union select holder_id from shipment where tracking_number = ?"
			+ " union select holder_id from reader_return where number = ? and holder_id is not null"
			+ " union select holder_id from certificate where serial_number = ?"
			+ " union select o.holder_id from card k join orders o on o.id = k.order_id where k.serial = ?"
			+ " union select o.holder_id from card k join orders o on o.id = k.order_id where k.shown = ?";

	HolderRows(Work work) {
		super(work, HOLDER);
	}

	@Override
	public Holder put(Holder changed) {
		Holder holder = super.put(changed);
		Bytes key = SortKey.of(holder.fullName());
		work.sql().update("update certificate set sort_key = ? where holder_id = ? and sort_key <> ?", key, holder.id(), key);
		return holder;
	}

	List<Holder> search(String text, int limit, @Nullable InstitutionId scope) {
		Where where = new Where().andIf(scope, "h.institution_id = ?");
		if (Searched.isCode(text)) {
			Searched.byCode(where, "h.id", BY_CODE, text);
		} else {
			Searched.byName(where, text);
		}
		return work.sql().page(HOLDER.mapping()::read, HOLDER.mapping().select("h"), "holder h", "", where,
				"h.sort_key, h.id", 0, limit).rows();
	}
}
