package muhurdar.store.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.jdt.annotation.Nullable;

/** The conditions of a list query and their arguments. */
final class Where {

	private final StringBuilder conditions = new StringBuilder();
	private final List<@Nullable Object> arguments = new ArrayList<>();

	Where and(String condition, @Nullable Object... values) {
		conditions.append(conditions.isEmpty() ? " where " : " and ").append(condition);
		arguments.addAll(Arrays.asList(values));
		return this;
	}

	/** The condition, if there is a value for it. */
	Where andIf(@Nullable Object value, String condition) {
		return value == null ? this : and(condition, value);
	}

	@Nullable
	Object[] arguments(Object... more) {
		List<@Nullable Object> all = new ArrayList<>(arguments);
		all.addAll(Arrays.asList(more));
		return all.toArray();
	}

	@Override
	public String toString() {
		return conditions.toString();
	}
}
