package muhurdar.store.jdbc;

import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Repository;
import muhurdar.domain.Id;
import muhurdar.domain.Refusal;
import muhurdar.domain.Versioned;
import muhurdar.domain.Why;

/** The records of a kind in a transaction. */
class Table<I extends Id, R extends Record & Versioned<I>> implements Repository<I, R> {

	final Work work;
	private final Kind<I, R> kind;

	Table(Work work, Kind<I, R> kind) {
		this.work = work;
		this.kind = kind;
	}

	@Override
	public R get(I id) {
		return find(id).orElseThrow(() -> new Refusal(Why.NOT_FOUND, id));
	}

	@Override
	public R get(I id, int version) {
		R found = get(id);
		if (found.version() != version) {
			throw work.changed(id);
		}
		return found;
	}

	@Override
	public Optional<R> find(I id) {
		return first("where t.id = ?", id);
	}

	@Override
	public R put(R changed) {
		work.mustWrite();
		int before = changed.version();
		R after = kind.mapping().withVersion(changed, before + 1);
		int rows = before == 0 ? work.sql().update(kind.insert(), kind.values(after))
				: work.sql().update(kind.update(), kind.values(after, changed.id(), before));
		if (rows == 0) {
			throw work.changed(changed.id());
		}
		return after;
	}

	@Override
	public List<R> all() {
		return list("order by " + kind.order());
	}

	/** @param rest conditions, order; the table is called {@code t} */
	List<R> list(String rest, @Nullable Object... arguments) {
		return work.sql().list(kind.mapping()::read, kind.select(rest), arguments);
	}

	Optional<R> first(String rest, @Nullable Object... arguments) {
		return work.sql().first(kind.mapping()::read, kind.select(rest), arguments);
	}
}
