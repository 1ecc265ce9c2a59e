package muhurdar.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A PIN, PUK, key or security word while it is needed. It prints as {@code ***} and is wiped by {@link #close()};
 * it never becomes a String. Not thread-safe: one owner at a time.
 */
public final class Secret implements AutoCloseable {

	private final byte[] bytes;
	private boolean closed;

	private Secret(byte[] bytes) {
		this.bytes = bytes;
	}

	/** Takes the array over: the caller must not use it again. */
	public static Secret taking(byte[] bytes) {
		return new Secret(bytes);
	}

	/** Takes a typed word over as UTF-8 and wipes the array it came in. */
	public static Secret typed(char[] word) {
		var encoded = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(word));
		byte[] bytes = new byte[encoded.remaining()];
		encoded.get(bytes);
		Arrays.fill(encoded.array(), (byte) 0);
		Arrays.fill(word, '\0');
		return new Secret(bytes);
	}

	/** A copy of the bytes, which the caller wipes. */
	public byte[] copy() {
		if (closed) {
			throw new IllegalStateException("secret already wiped");
		}
		return bytes.clone();
	}

	/** Length in bytes. */
	public int length() {
		return bytes.length;
	}

	@Override
	public void close() {
		closed = true;
		Arrays.fill(bytes, (byte) 0);
	}

	@Override
	public String toString() {
		return "***";
	}
}
