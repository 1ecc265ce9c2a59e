package muhurdar.store.jdbc;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Id;

/**
 * Lays a record out as columns: a component is one column, named in snake_case ({@code _id} is added where it is an id
 * of something else); a record within the record gives its columns with the component's name before them, and is null
 * when all of them are.
 */
final class Mapping<R extends Record> {

	private static final Set<String> RESERVED = Set.of("right");

	/** Some columns side by side. */
	private interface Part {
		void flatten(@Nullable Object value, List<@Nullable Object> into);

		@Nullable
		Object read(Row row) throws SQLException;
	}

	private final Group group;
	private final List<String> columns = new ArrayList<>();
	private final Map<String, String> selects = new ConcurrentHashMap<>();

	Mapping(Class<R> type) {
		group = new Group(type, "", columns);
	}

	List<String> columns() {
		return columns;
	}

	/** For a select list. @param alias of the table */
	String select(String alias) {
		return selects.computeIfAbsent(alias,
				name -> columns.stream().map(column -> name + "." + column).collect(Collectors.joining(", ")));
	}

	/** One value per column; ids, enums, times are left as they are (see {@link Sql}). */
	List<@Nullable Object> values(R record) {
		List<@Nullable Object> values = new ArrayList<>(columns.size());
		group.flatten(record, values);
		return values;
	}

	/** Reads {@link #select} off the row. */
	R read(Row row) throws SQLException {
		return Objects.requireNonNull(readOrNull(row));
	}

	/** The same, null if every column is: nothing was joined. */
	@SuppressWarnings("unchecked")
	@Nullable
	R readOrNull(Row row) throws SQLException {
		return (R) group.read(row);
	}

	/** The record with another version. */
	@SuppressWarnings("unchecked")
	R withVersion(R record, int version) {
		return (R) group.with(record, "version", version);
	}

	private static Part part(RecordComponent component, String prefix, List<String> columns) {
		Class<?> type = component.getType();
		String name = prefix + component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
		if (Id.class.isAssignableFrom(type)) {
			columns.add(name.equals("id") ? name : name + "_id");
			return new IdColumn(constructor(type));
		}
		if (type.isRecord() && type != ChipSerial.class) {
			return new Group(type, name + "_", columns);
		}
		columns.add(RESERVED.contains(name) ? name + "_" : name);
		if (type == Set.class) {
			return new EnumSetColumn((Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]);
		}
		return new Column(type);
	}

	private static Constructor<?> constructor(Class<?> type) {
		Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			return type.getDeclaredConstructor(types);
		} catch (NoSuchMethodException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Object make(Constructor<?> constructor, @Nullable Object... values) {
		try {
			return Objects.requireNonNull(constructor.newInstance(values));
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException(constructor.getDeclaringClass().getSimpleName() + " cannot be read", e);
		}
	}

	private static @Nullable Object get(RecordComponent component, Object record) {
		try {
			return component.getAccessor().invoke(record);
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException(component + " cannot be read", e);
		}
	}

	private record Column(Class<?> type) implements Part {

		@Override
		public void flatten(@Nullable Object value, List<@Nullable Object> into) {
			into.add(value);
		}

		@Override
		@SuppressWarnings({ "unchecked", "rawtypes" })
		public @Nullable Object read(Row row) throws SQLException {
			if (type == Instant.class) {
				return row.instant();
			}
			if (type == Bytes.class) {
				byte[] bytes = row.bytes();
				return bytes == null ? null : Bytes.of(bytes);
			}
			if (type == ChipSerial.class) {
				String hex = row.next(String.class);
				return hex == null ? null : new ChipSerial(hex);
			}
			if (type.isEnum()) {
				return row.constant((Class<Enum>) type);
			}
			if (type == int.class) {
				return row.next(Integer.class);
			}
			if (type == long.class) {
				return row.next(Long.class);
			}
			return row.next(type);
		}
	}

	private record IdColumn(Constructor<?> constructor) implements Part {

		@Override
		public void flatten(@Nullable Object value, List<@Nullable Object> into) {
			into.add(value);
		}

		@Override
		public @Nullable Object read(Row row) throws SQLException {
			UUID value = row.next(UUID.class);
			return value == null ? null : make(constructor, value);
		}
	}

	/** Names with commas between them. */
	private record EnumSetColumn(Class<?> type) implements Part {

		@Override
		public void flatten(@Nullable Object value, List<@Nullable Object> into) {
			into.add(((Set<?>) Objects.requireNonNull(value)).stream().map(Object::toString).sorted()
					.collect(Collectors.joining(",")));
		}

		@Override
		@SuppressWarnings({ "unchecked", "rawtypes" })
		public Object read(Row row) throws SQLException {
			return Arrays.stream(row.text().split(",")).filter(name -> !name.isEmpty())
					.map(name -> Enum.valueOf((Class<Enum>) type, name)).collect(Collectors.toSet());
		}
	}

	private static final class Group implements Part {

		private final RecordComponent[] components;
		private final Part[] parts;
		private final Constructor<?> constructor;

		Group(Class<?> type, String prefix, List<String> columns) {
			components = type.getRecordComponents();
			parts = Arrays.stream(components).map(component -> part(component, prefix, columns)).toArray(Part[]::new);
			constructor = constructor(type);
		}

		@Override
		public void flatten(@Nullable Object record, List<@Nullable Object> into) {
			for (int i = 0; i < parts.length; i++) {
				parts[i].flatten(record == null ? null : get(components[i], record), into);
			}
		}

		@Override
		public @Nullable Object read(Row row) throws SQLException {
			@Nullable Object[] values = new @Nullable Object[parts.length];
			boolean none = true;
			for (int i = 0; i < parts.length; i++) {
				values[i] = parts[i].read(row);
				none &= values[i] == null;
			}
			return none ? null : make(constructor, values);
		}

		Object with(Object record, String name, Object value) {
			return make(constructor, Arrays.stream(components)
					.map(component -> component.getName().equals(name) ? value : get(component, record)).toArray());
		}
	}
}
