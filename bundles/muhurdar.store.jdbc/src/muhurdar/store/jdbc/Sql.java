package muhurdar.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Page;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Id;

/** Statements on one connection; arguments may be values of the domain. Throws what {@link SqlFault#of} says. */
final class Sql {

	private final Connection connection;

	Sql(Connection connection) {
		this.connection = connection;
	}

	<R> List<R> list(Row.Reader<R> reader, String sql, @Nullable Object... arguments) {
		try (PreparedStatement statement = prepare(sql, arguments); ResultSet set = statement.executeQuery()) {
			List<R> rows = new ArrayList<>();
			while (set.next()) {
				rows.add(reader.read(new Row(set)));
			}
			return rows;
		} catch (SQLException e) {
			throw SqlFault.of(e);
		}
	}

	/** The first row. */
	<R> Optional<R> first(Row.Reader<R> reader, String sql, @Nullable Object... arguments) {
		return list(reader, sql, arguments).stream().findFirst();
	}

	int count(String sql, @Nullable Object... arguments) {
		return list(row -> (int) row.big(), sql, arguments).get(0);
	}

	/** @return how many rows it was */
	int update(String sql, @Nullable Object... arguments) {
		try (PreparedStatement statement = prepare(sql, arguments)) {
			return statement.executeUpdate();
		} catch (SQLException e) {
			throw SqlFault.of(e);
		}
	}

	/**
	 * A part of a list, in two steps: its ids, off an index, then the whole rows of those alone.
	 *
	 * @param table with its one-letter alias, for conditions and order; has an {@code id}
	 * @param joined what the columns need besides, joined one to one
	 */
	<R> Page<R> page(Row.Reader<R> reader, String columns, String table, String joined, Where where, String order,
			int from, int size) {
		String id = table.substring(table.length() - 1) + ".id";
		List<UUID> ids = list(row -> Objects.requireNonNull(row.next(UUID.class)), "select " + id + " from " + table + where
				+ " order by " + order + " offset ? rows fetch next ? rows only", where.arguments(from, size));
		List<R> rows = ids.isEmpty() ? List.of() : list(reader, "select " + columns + " from " + table + joined
				+ " where " + id + " = any(?) order by " + order, ids);
		int total = ids.size() < size && (from == 0 || !ids.isEmpty()) ? from + ids.size()
				: count("select count(*) from " + table + where, where.arguments());
		return new Page<>(rows, from, total);
	}

	private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		for (int i = 0; i < arguments.length; i++) {
			statement.setObject(i + 1, plain(arguments[i]));
		}
		return statement;
	}

	private @Nullable Object plain(@Nullable Object value) throws SQLException {
		return switch (value) {
		case null -> null;
		case Id id -> id.value();
		case Enum<?> constant -> constant.name();
		case Instant at -> at.atOffset(ZoneOffset.UTC);
		case Bytes bytes -> bytes.toArray();
		case ChipSerial serial -> serial.hex();
		case List<?> ids -> connection.createArrayOf("uuid", ids.toArray());
		default -> value;
		};
	}
}
