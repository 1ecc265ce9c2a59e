import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A heap dump (HPROF 1.0.2), or any file, in which needles are looked for. For releng/secrets. */
final class SecretsDump implements AutoCloseable {

	private static final ValueLayout.OfShort U2 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
	private static final ValueLayout.OfInt U4 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
	private static final ValueLayout.OfLong ID = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
	private static final int[] SIZES = { 0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8 };

	private final Arena arena = Arena.ofConfined();
	private final MemorySegment bytes;
	private final Map<Long, String> names = new HashMap<>();
	private final Map<Long, Long> classes = new HashMap<>();

	SecretsDump(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
		}
	}

	@Override
	public void close() {
		arena.close();
	}

	/** By four bytes of each, and then by all. */
	void search(List<SecretsNeedle> needles, BiConsumer<SecretsNeedle, Long> hit) {
		boolean[] starts = new boolean[1 << 22];
		Map<Integer, List<SecretsNeedle>> byStart = new HashMap<>();
		for (SecretsNeedle needle : needles) {
			int start = needle.word(needle.anchor());
			starts[bucket(start)] = true;
			byStart.computeIfAbsent(start, same -> new ArrayList<>()).add(needle);
		}
		int window = 0;
		byte[] chunk = new byte[1 << 20];
		for (long base = 0; base < bytes.byteSize(); base += chunk.length) {
			int length = (int) Math.min(chunk.length, bytes.byteSize() - base);
			MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, base, chunk, 0, length);
			for (int i = 0; i < length; i++) {
				window = window << 8 | chunk[i] & 0xFF;
				if (starts[bucket(window)]) {
					hits(byStart.getOrDefault(window, List.of()), base + i - 3, hit);
				}
			}
		}
	}

	private void hits(List<SecretsNeedle> needles, long at, BiConsumer<SecretsNeedle, Long> hit) {
		for (SecretsNeedle needle : needles) {
			long start = at - needle.anchor();
			if (isAt(needle.bytes(), start)
					&& !(needle.isWholeNumber() && (isHex(start - 1) || isHex(start + needle.bytes().length)))) {
				hit.accept(needle, start);
			}
		}
	}

	private static int bucket(int start) {
		return start * 0x9E3779B1 >>> 10;
	}

	private boolean isAt(byte[] needle, long at) {
		if (at < 0 || at + needle.length > bytes.byteSize()) {
			return false;
		}
		for (int i = needle.length - 1; i >= 0; i--) {
			if (bytes.get(ValueLayout.JAVA_BYTE, at + i) != needle[i]) {
				return false;
			}
		}
		return true;
	}

	private boolean isHex(long at) {
		return at >= 0 && at < bytes.byteSize() && HexFormat.isHexDigit(bytes.get(ValueLayout.JAVA_BYTE, at));
	}

	/** Sees every object; ends when it says so. */
	private interface Visitor {
		/** @param type its class, or the type of its elements (4 to 11) */
		boolean ends(long from, long to, long id, long type);
	}

	/** A class has itself as its class. */
	private record Found(long from, long to, long id, long type) {
	}

	long objects() {
		long[] count = { 0 };
		walk((from, to, id, type) -> count[0]++ < 0);
		return count[0];
	}

	/** The object in which these bytes are, and who refers to it, two steps up. */
	String holder(long at) {
		StringBuilder text = new StringBuilder();
		Found object = first((from, to, id, type) -> from <= at && at < to);
		for (int steps = 0; steps < 3 && object != null; steps++) {
			text.append(steps == 0 ? "" : " <- ").append(name(object));
			long held = object.id();
			object = first((from, to, id, type) -> type >= 16 && refers(from, to, held));
		}
		return text.isEmpty() ? "outside of objects" : text.toString();
	}

	private boolean refers(long from, long to, long held) {
		for (long at = from; at + 8 <= to; at++) {
			if (bytes.get(ID, at) == held) {
				return true;
			}
		}
		return false;
	}

	private Found first(Visitor condition) {
		Found[] found = new Found[1];
		walk((from, to, id, type) -> {
			if (condition.ends(from, to, id, type)) {
				found[0] = new Found(from, to, id, type);
			}
			return found[0] != null;
		});
		return found[0];
	}

	private String name(Found object) {
		if (object.type() < 16) {
			return List.of("boolean", "char", "float", "double", "byte", "short", "int", "long").get((int) object.type() - 4)
					+ "[" + (object.to() - object.from()) / SIZES[(int) object.type()] + "]";
		}
		return names.getOrDefault(classes.get(object.type()), "?").replace('/', '.')
				+ (object.id() == object.type() ? " (static)" : "");
	}

	private void walk(Visitor visitor) {
		long at = 0;
		while (bytes.get(ValueLayout.JAVA_BYTE, at) != 0) {
			at++;
		}
		for (at += 1 + 4 + 8; at < bytes.byteSize();) {
			int tag = bytes.get(ValueLayout.JAVA_BYTE, at);
			long body = at + 9;
			long end = body + Integer.toUnsignedLong(bytes.get(U4, at + 5));
			switch (tag) {
			case 0x01 -> names.put(bytes.get(ID, body), new String(
					bytes.asSlice(body + 8, end - body - 8).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
			case 0x02 -> classes.put(bytes.get(ID, body + 4), bytes.get(ID, body + 16));
			case 0x0C, 0x1C -> {
				if (segment(body, end, visitor)) {
					return;
				}
			}
			default -> {
				// threads and stacks
			}
			}
			at = end;
		}
	}

	private boolean segment(long start, long end, Visitor visitor) {
		long at = start;
		while (at < end) {
			int tag = bytes.get(ValueLayout.JAVA_BYTE, at++) & 0xFF;
			switch (tag) {
			case 0xFF, 0x05, 0x07 -> at += 8;
			case 0x01 -> at += 16;
			case 0x02, 0x03, 0x08 -> at += 16;
			case 0x04, 0x06 -> at += 12;
			case 0x20 -> {
				// the class itself may hold something by a static field
				long from = at;
				at = statics(at);
				if (visitor.ends(from + 8, at, bytes.get(ID, from), bytes.get(ID, from))) {
					return true;
				}
				at += 2 + 9L * (bytes.get(U2, at) & 0xFFFF);
			}
			case 0x21 -> {
				long size = Integer.toUnsignedLong(bytes.get(U4, at + 20));
				if (visitor.ends(at + 24, at + 24 + size, bytes.get(ID, at), bytes.get(ID, at + 12))) {
					return true;
				}
				at += 24 + size;
			}
			case 0x22 -> {
				long size = 8 * Integer.toUnsignedLong(bytes.get(U4, at + 12));
				if (visitor.ends(at + 24, at + 24 + size, bytes.get(ID, at), bytes.get(ID, at + 16))) {
					return true;
				}
				at += 24 + size;
			}
			case 0x23 -> {
				int type = bytes.get(ValueLayout.JAVA_BYTE, at + 16);
				long size = SIZES[type] * Integer.toUnsignedLong(bytes.get(U4, at + 12));
				if (visitor.ends(at + 17, at + 17 + size, bytes.get(ID, at), type)) {
					return true;
				}
				at += 17 + size;
			}
			default -> throw new IllegalStateException("unknown record %02X at %d".formatted(tag, at));
			}
		}
		return false;
	}

	/** Where the static fields of a class end. */
	private long statics(long start) {
		long at = start + 8 + 4 + 6 * 8 + 4;
		int constants = bytes.get(U2, at) & 0xFFFF;
		at += 2;
		for (int i = 0; i < constants; i++) {
			at += 3 + SIZES[bytes.get(ValueLayout.JAVA_BYTE, at + 2)];
		}
		int statics = bytes.get(U2, at) & 0xFFFF;
		at += 2;
		for (int i = 0; i < statics; i++) {
			at += 9 + SIZES[bytes.get(ValueLayout.JAVA_BYTE, at + 8)];
		}
		return at;
	}
}
