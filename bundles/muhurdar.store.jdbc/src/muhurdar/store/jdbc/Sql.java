package muhurdar.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
	 * A part of a list.
	 *
	 * @param counted what is counted: the tables of {@code tables} that matter for the number of rows
	 */
	<R> Page<R> page(Row.Reader<R> reader, String columns, String tables, String counted, Where where, String order,
			int from, int size) {
		List<R> rows = list(reader, "select " + columns + " from " + tables + where + " order by " + order
				+ " offset ? rows fetch next ? rows only", where.arguments(from, size));
		int total = rows.size() < size && (from == 0 || !rows.isEmpty()) ? from + rows.size()
				: count("select count(*) from " + counted + where, where.arguments());
		return new Page<>(rows, from, total);
	}

	private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		for (int i = 0; i < arguments.length; i++) {
			statement.setObject(i + 1, plain(arguments[i]));
		}
		return statement;
	}

	private static @Nullable Object plain(@Nullable Object value) {
		return switch (value) {
		case null -> null;
		case Id id -> id.value();
		case Enum<?> constant -> constant.name();
		case Instant at -> at.atOffset(ZoneOffset.UTC);
		case Bytes bytes -> bytes.toArray();
		case ChipSerial serial -> serial.hex();
		default -> value;
		};
	}
}
