package muhurdar.store.jdbc;

import java.util.Optional;

import muhurdar.api.spi.Tx.Series;

/** Numbers that people see, counters, and the notes of plug-ins. A counter's row stays locked until the commit. */
final class Counters {

	/** Rows of {@code change_count}: enough that 16 readers seldom meet. */
	private static final int SHARDS = 64;

	private final Work work;

	Counters(Work work) {
		this.work = work;
	}

	String number(Series series) {
		int year = work.today().getYear();
		return "%s-%d-%06d".formatted(series, year, next("number." + series + "." + year));
	}

	int next(String counter) {
		work.mustWrite();
		if (work.sql().update("update counter set last = last + 1 where name = ?", counter) == 0) {
			work.sql().update("insert into counter (name, last) values (?, 0) on conflict do nothing", counter);
			work.sql().update("update counter set last = last + 1 where name = ?", counter);
		}
		return work.sql().count("select last from counter where name = ?", counter);
	}

	/** Moves {@link #changes}; the last statement of a transaction, so that nobody waits for it long. */
	void change() {
		int shard = (int) (Thread.currentThread().threadId() % SHARDS);
		if (work.sql().update("update change_count set moves = moves + 1 where shard = ?", shard) == 0) {
			work.sql().update("insert into change_count (shard, moves) values (?, 0) on conflict do nothing", shard);
			work.sql().update("update change_count set moves = moves + 1 where shard = ?", shard);
		}
	}

	long changes() {
		return work.sql().list(Row::big, "select moves from change_count").stream().mapToLong(Long::longValue).sum();
	}

	Optional<String> note(String plugin, String name) {
		return work.sql().first(Row::text, "select content from note where plugin = ? and name = ?", plugin, name);
	}

	void note(String plugin, String name, String content) {
		work.mustWrite();
		if (work.sql().update("update note set content = ? where plugin = ? and name = ?", content, plugin, name) == 0) {
			work.sql().update("insert into note (plugin, name, content) values (?, ?, ?)", plugin, name, content);
		}
	}
}
