package muhurdar.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Id;
import muhurdar.domain.Versioned;

/** Which table holds the records of a kind, and what the store derives from them for its indexes. */
final class Kind<I extends Id, R extends Record & Versioned<I>> {

	private final String table;
	private final String order;
	private final Mapping<R> mapping;
	private final Map<String, Function<R, @Nullable Object>> derived = new LinkedHashMap<>();
	/** Put together at the first use. */
	private volatile @Nullable String insert;
	private volatile @Nullable String update;

	/** @param order of {@link Table#all} */
	Kind(String table, Class<R> type, String order) {
		this.table = table;
		this.order = order;
		mapping = new Mapping<>(type);
	}

	Kind<I, R> derive(String column, Function<R, @Nullable Object> value) {
		derived.put(column, value);
		return this;
	}

	Mapping<R> mapping() {
		return mapping;
	}

	String table() {
		return table;
	}

	String order() {
		return order;
	}

	private List<String> columns() {
		List<String> all = new ArrayList<>(mapping.columns());
		all.addAll(derived.keySet());
		return all;
	}

	@Nullable
	Object[] values(R record, Object... more) {
		List<@Nullable Object> all = mapping.values(record);
		derived.values().forEach(value -> all.add(value.apply(record)));
		all.addAll(List.of(more));
		return all.toArray();
	}

	String insert() {
		String known = insert;
		return known != null ? known : (insert = "insert into " + table + " (" + String.join(", ", columns()) + ") values ("
				+ columns().stream().map(column -> "?").collect(Collectors.joining(", ")) + ")");
	}

	String update() {
		String known = update;
		return known != null ? known : (update = "update " + table + " set "
				+ columns().stream().map(column -> column + " = ?").collect(Collectors.joining(", "))
				+ " where id = ? and version = ?");
	}

	/** @param rest conditions, order; the table is called {@code t} */
	String select(String rest) {
		return "select " + mapping.select("t") + " from " + table + " t " + rest;
	}
}
