package muhurdar.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;

/** One row of a result, read column by column from the left. */
final class Row {

	/** Makes something of a row. */
	interface Reader<R> {
		R read(Row row) throws SQLException;
	}

	private final ResultSet set;
	private int column;

	Row(ResultSet set) {
		this.set = set;
	}

	/** The next column, null if it is. @param type one that JDBC knows */
	<T> @Nullable T next(Class<T> type) throws SQLException {
		return set.getObject(++column, type);
	}

	byte @Nullable [] bytes() throws SQLException {
		return set.getBytes(++column);
	}

	String text() throws SQLException {
		return Objects.requireNonNull(next(String.class));
	}

	int number() throws SQLException {
		return Objects.requireNonNull(next(Integer.class));
	}

	long big() throws SQLException {
		return Objects.requireNonNull(next(Long.class));
	}

	boolean flag() throws SQLException {
		return Objects.requireNonNull(next(Boolean.class));
	}

	@Nullable
	Instant instant() throws SQLException {
		OffsetDateTime at = next(OffsetDateTime.class);
		return at == null ? null : at.toInstant();
	}

	<E extends Enum<E>> @Nullable E constant(Class<E> type) throws SQLException {
		String name = next(String.class);
		return name == null ? null : Enum.valueOf(type, name);
	}
}
