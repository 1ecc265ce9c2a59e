package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.Refusal;

/** What became of one row of a bulk action: a value, or the reason why not. */
public record RowResult<K, V>(K key, @Nullable V value, @Nullable Refusal refusal) {

	public static <K, V> RowResult<K, V> done(K key, V value) {
		return new RowResult<>(key, value, null);
	}

	public static <K, V> RowResult<K, V> refused(K key, Refusal refusal) {
		return new RowResult<>(key, null, refusal);
	}
}
