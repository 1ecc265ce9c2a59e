package muhurdar.ui;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Page;

/** The pages of a list that have been read, and those that have been asked for. Not thread-safe. */
final class Pages<R> {

	private static final int KEPT = 60;

	private final int size;
	private final Map<Integer, List<R>> read = new HashMap<>();
	private final Set<Integer> asked = new HashSet<>();

	/** @param size rows per page */
	Pages(int size) {
		this.size = size;
	}

	/** Reads these pages; may be called from any thread. */
	static <R> Map<Integer, Page<R>> fetch(PagedTable.Source<R> from, Collection<Integer> wanted, int size) {
		Map<Integer, Page<R>> answer = new LinkedHashMap<>();
		for (int page : wanted) {
			answer.put(page, from.page(page * size, size));
		}
		return answer;
	}

	/** Nothing has been asked for any more; what was read stays until {@link #replace}. */
	void forgetAsked() {
		asked.clear();
	}

	/** Those of the wanted pages that are neither there nor asked for; from now on they are asked for. */
	Set<Integer> ask(Set<Integer> wanted) {
		Set<Integer> missing = new TreeSet<>(wanted);
		missing.removeAll(asked);
		missing.removeAll(read.keySet());
		asked.addAll(missing);
		return missing;
	}

	/** They will not come: they may be asked for again. */
	void giveUp(Set<Integer> wanted) {
		asked.removeAll(wanted);
	}

	/** These are the only pages now. @return how many rows the whole list has */
	int replace(Map<Integer, Page<R>> answer) {
		read.clear();
		return add(answer);
	}

	/** Keeps these too, or only these if there would be too many. @return how many rows the whole list has */
	int add(Map<Integer, Page<R>> answer) {
		if (read.size() + answer.size() > KEPT) {
			read.clear();
			asked.retainAll(answer.keySet());
		}
		int total = 0;
		for (Map.Entry<Integer, Page<R>> page : answer.entrySet()) {
			read.put(page.getKey(), page.getValue().rows());
			total = page.getValue().total();
		}
		return total;
	}

	/** Null if it has not been read. */
	@Nullable
	R row(int index) {
		List<R> page = index < 0 ? List.of() : read.getOrDefault(index / size, List.of());
		int at = index % size;
		return at < 0 || at >= page.size() ? null : page.get(at);
	}

	/** Every row that has been read, with its index. */
	void forEach(BiConsumer<Integer, R> each) {
		read.forEach((page, rows) -> {
			for (int i = 0; i < rows.size(); i++) {
				each.accept(page * size + i, rows.get(i));
			}
		});
	}
}
