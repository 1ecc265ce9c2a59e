package muhurdar.domain;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A PIN, PUK, key or security word while it is needed. It prints as {@code ***} and is wiped by {@link #close()};
 * it never becomes a String. It lies outside of the Java heap, where no garbage collector can leave a copy of it behind
 * by moving it; one that nobody closes is wiped when it is collected. Not thread-safe: one owner at a time.
 */
public final class Secret implements AutoCloseable {

	private static final Cleaner CLEANER = Cleaner.create();

	private final ByteBuffer memory;
	private final Cleaner.Cleanable wiping;
	private boolean closed;

	private Secret(ByteBuffer memory) {
		this.memory = memory;
		wiping = CLEANER.register(this, () -> wipe(memory));
	}

	private static void wipe(ByteBuffer memory) {
		for (int i = 0; i < memory.capacity(); i++) {
			memory.put(i, (byte) 0);
		}
	}

	/** One that is put together where it stays; nobody may keep the buffer. @param length in bytes, all of which are put */
	public static Secret of(int length, Consumer<ByteBuffer> writer) {
		ByteBuffer memory = ByteBuffer.allocateDirect(length);
		var secret = new Secret(memory);
		try {
			writer.accept(memory);
			if (memory.hasRemaining()) {
				throw new IllegalArgumentException("half a secret");
			}
		} catch (RuntimeException | Error e) {
			secret.close();
			throw e;
		}
		return secret;
	}

	/** Several secrets as one, in this order; they stay their owners'. */
	public static Secret joined(Secret... parts) {
		return of(Arrays.stream(parts).mapToInt(Secret::length).sum(), to -> {
			for (Secret part : parts) {
				to.put(part.bytes());
			}
		});
	}

	/** Takes the bytes over and wipes the array they came in. */
	public static Secret taking(byte[] bytes) {
		try {
			return of(bytes.length, memory -> memory.put(bytes));
		} finally {
			Arrays.fill(bytes, (byte) 0);
		}
	}

	/** Takes a typed word over as UTF-8 and wipes the array it came in. */
	public static Secret typed(char[] word) {
		ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(word));
		try {
			return of(encoded.remaining(), memory -> memory.put(encoded));
		} finally {
			Arrays.fill(encoded.array(), (byte) 0);
			Arrays.fill(word, '\0');
		}
	}

	/** The bytes where they are, read-only; zeros as soon as the secret is closed. */
	public ByteBuffer bytes() {
		if (closed) {
			throw new IllegalStateException("secret already wiped");
		}
		return memory.duplicate().clear().asReadOnlyBuffer();
	}

	/** What is done with the bytes in an array. */
	@FunctionalInterface
	public interface Use<T, X extends Exception> {
		T of(byte[] bytes) throws X;
	}

	/**
	 * Lends the bytes to what takes an array only: a copy, which is wiped when the use is over. The shorter that is, the
	 * less likely is it that the array is moved meanwhile, and an old copy of it left in the heap.
	 */
	public <T, X extends Exception> T use(Use<T, X> use) throws X {
		byte[] copy = new byte[length()];
		try {
			bytes().get(copy);
			return use.of(copy);
		} finally {
			Arrays.fill(copy, (byte) 0);
		}
	}

	/** Length in bytes. */
	public int length() {
		return memory.capacity();
	}

	@Override
	public void close() {
		closed = true;
		wiping.clean();
	}

	@Override
	public String toString() {
		return "***";
	}
}
