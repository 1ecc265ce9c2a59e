package muhurdar.store.jdbc;

import java.io.ByteArrayOutputStream;
import java.text.Collator;
import java.util.Locale;

import muhurdar.domain.Bytes;

/** Bytes whose order is the Turkish order of names, word by word: a space comes before every letter. */
final class SortKey {

	private static final Collator TURKISH = Collator.getInstance(Locale.of("tr"));

	private SortKey() {
	}

	static Bytes of(String name) {
		ByteArrayOutputStream key = new ByteArrayOutputStream();
		for (String word : name.strip().split("\\s+")) {
			synchronized (TURKISH) {
				key.writeBytes(TURKISH.getCollationKey(word).toByteArray());
			}
			key.write(0);
			key.write(0);
		}
		return Bytes.of(key.toByteArray());
	}
}
