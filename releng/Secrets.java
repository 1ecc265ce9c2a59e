import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.pki.Diversification;
import muhurdar.simulators.LocalDesk;
import muhurdar.simulators.RemoteDesk;

/**
 * Lets the product make cards that live in another process, dumps its heap with all objects, dead ones too, before any
 * collection (one that is there is searched again), and searches the dump and every file of its data folder for the PINs and PUKs on those cards in every usual
 * encoding. Decoys that nobody ever used must not be found, one that was planted must. Run by releng/secrets; the
 * product's plug-ins are the class path.
 */
final class Secrets {

	private static final String PLANTED = "planted.txt";
	private static final int DECOYS = 100;
	private static final int HOLDERS = 6;
	private static final int HEAP_MEGABYTES = 1400;
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Path product;
	private final Path work;
	private final Path data;
	private final String type;
	private final int cards;
	private final Random random = new Random();
	private final String planted;
	private final Map<String, Integer> found = new TreeMap<>();
	private final List<String> findings = new ArrayList<>();

	private Secrets(Path product, Path work, String type, int cards) throws IOException {
		this.product = product;
		this.work = work;
		this.data = work.resolve("data");
		this.type = type;
		this.cards = cards;
		Path before = data.resolve(PLANTED);
		planted = Files.exists(before) ? Files.readAllLines(before).getFirst() : planted();
	}

	/** PRODUCT WORK TYPE CARDS */
	public static void main(String[] arguments) throws Exception {
		var secrets = new Secrets(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
		System.exit(secrets.run() ? 0 : 1);
	}

	private boolean run() throws Exception {
		Path dump = work.resolve("heap.hprof");
		if (Files.notExists(dump)) {
			make(dump);
		}
		List<Needle> needles = needles();
		System.out.printf("secrets.%s.needles: %d%n", type, needles.size());
		try (Dump heap = new Dump(dump)) {
			heap.search(needles, (needle, at) -> found("heap", needle, () -> heap.holder(at)));
			System.out.printf("secrets.%s.heap: %d MB, %d objects%n", type, Files.size(dump) >> 20, heap.objects());
		}
		int files = 0;
		for (Path file : files()) {
			files++;
			try (Dump text = new Dump(file)) {
				text.search(needles, (needle, at) -> found("files", needle, () -> data.relativize(file) + " at " + at));
			}
		}
		System.out.printf("secrets.%s.files: %d%n", type, files);
		return judge();
	}

	// --- the product makes cards -----------------------------------------------------------------------------------

	private void make(Path dump) throws Exception {
		Process box = new ProcessBuilder(java("java"), "-cp", product.resolve("plugins") + "/*",
				"muhurdar.simulators.CardProcess", "--folder", work.resolve("cards").toString(), "--port", "0", "--readers", "2",
				"--cards", String.valueOf(cards + 1), "--type", type, "--scale", "0", "--keys", String.valueOf(cards))
				.redirectError(work.resolve("cards.log").toFile()).start();
		try (var out = box.inputReader()) {
			String ready = out.lines().filter(line -> line.startsWith("ready ")).findFirst()
					.orElseThrow(() -> new IllegalStateException("the card process did not start"));
			int port = Integer.parseInt(ready.substring("ready ".length()));
			make(port, dump);
		} finally {
			box.destroy();
			box.waitFor();
		}
	}

	private void make(int port, Path dump) throws Exception {
		try (RemoteDesk desk = new RemoteDesk("127.0.0.1", port)) {
			make(port, desk, dump);
		}
	}

	private void make(int port, RemoteDesk desk, Path dump) throws Exception {
		Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Files.writeString(data.resolve(PLANTED), String.join("\n", shown()));
		command(port, "--as", "elif.yildiz", "orders", "order", "--first", String.valueOf(cards + 1));
		command(port, "--as", "can.ozturk", "orders", "approve", "--all");
		String planned = command(port, "--as", "burak.sahin", "--json", "batch", "plan", "--at-most", String.valueOf(cards + 1));
		String batch = planned.replaceAll("(?s).*\"number\":\"(P-[0-9-]+)\".*", "$1");
		// the demo lays more cards into the box than are wanted now
		ChipSerial spare = desk.box().getLast();
		for (ReaderName reader = desk.readers().getFirst(); desk.box().size() > cards;) {
			desk.insert(reader, desk.box().getLast());
			desk.remove(reader);
		}
		Path gc = work.resolve("gc.log");
		// nothing is collected: what was ever made is still in the heap
		String options = "-XX:+UseSerialGC -XX:MetaspaceSize=256m -Xms%dm -Xmx%dm -Xmn%dm -Xlog:gc:file=%s".formatted(
				HEAP_MEGABYTES, HEAP_MEGABYTES,
				HEAP_MEGABYTES - 150, gc);
		for (String form : shown()) {
			options += " -Dplanted." + Integer.toHexString(form.hashCode()) + "=" + form;
		}
		Process process = start(port, options, "--as", "burak.sahin", "batch", "run", "--trace", data.resolve("trace").toString(),
				batch);
		try {
			// the batch has one order more than there are cards: it waits with the last dialogue still in memory
			await("all cards made", process,
					() -> desk.box().isEmpty() && desk.readers().stream().allMatch(reader -> desk.cardIn(reader).isEmpty()));
			run("heap dump", java("jcmd"), String.valueOf(process.pid()), "GC.heap_dump", "-all", dump.toString());
			long collected = Files.readAllLines(gc).stream().filter(line -> line.contains("Pause")).count();
			System.out.printf("secrets.%s.collections: %d%n", type, collected);
			if (collected > 0) {
				findings.add("the heap was collected: " + Files.readString(gc));
			}
			desk.insert(desk.readers().getFirst(), spare);
			if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IllegalStateException("the batch did not end well, see " + data.resolve("product.log"));
			}
		} finally {
			process.destroyForcibly().waitFor();
		}
	}

	private interface Condition {
		boolean met() throws Exception;
	}

	private static void await(String what, Process alive, Condition condition) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.met()) {
			if (System.nanoTime() > end || alive.waitFor(100, TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException("waited in vain for: " + what);
			}
		}
	}

	private Process start(int port, String options, String... arguments) throws IOException {
		List<String> line = new ArrayList<>(
				List.of(product.resolve("muhurdar").toString(), "--data", data.toString(), "--no-ui"));
		line.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(line);
		builder.environment().put("MUHURDAR_JAVA_OPTIONS", "-Dmuhurdar.simulator=tcp:127.0.0.1:" + port
				+ " -Dmuhurdar.simulator.hands=0 -Dmuhurdar.test.pin=" + (type.equals("piv") ? "8-characters" : "12-digits") + " "
				+ options);
		return builder.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("product.log").toFile())).start();
	}

	private String command(int port, String... arguments) throws Exception {
		Path out = data.resolve("product.log");
		long before = Files.exists(out) ? Files.size(out) : 0;
		Process process = start(port, "", arguments);
		int code = process.waitFor();
		byte[] all = Files.readAllBytes(out);
		String said = new String(all, (int) before, all.length - (int) before, StandardCharsets.UTF_8);
		if (code != 0) {
			throw new IllegalStateException(String.join(" ", arguments) + " ended with " + code + "\n" + said);
		}
		return said;
	}

	private static void run(String what, String... line) throws Exception {
		Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(what + ": " + said);
		}
	}

	private static String java(String tool) {
		return Path.of(System.getProperty("java.home"), "bin", tool).toString();
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> all = Files.walk(data)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

	// --- what is looked for ----------------------------------------------------------------------------------------

	private enum Kind {
		PIN, PUK, DECOY, PLANTED
	}

	/** @param form in which encoding */
	private record Needle(Kind kind, String form, byte[] bytes, int anchor) {

		Needle(Kind kind, String form, byte[] bytes) {
			this(kind, form, bytes, IntStream.rangeClosed(0, bytes.length - 4).boxed()
					.max(Comparator.comparing(at -> IntStream.range(at, at + 4).filter(i -> bytes[i] != 0).count()))
					.orElseThrow());
		}

		/** Four bytes of it; the anchor is where they have the fewest zeros, of which a heap is full. */
		int word(int at) {
			return ByteBuffer.wrap(bytes).getInt(at);
		}
	}

	private List<Needle> needles() throws IOException, GeneralSecurityException {
		List<Needle> needles = new ArrayList<>();
		try (LocalDesk desk = new LocalDesk(work.resolve("cards"),
				new LocalDesk.Options(2, 0, 1, 0, false, Duration.ZERO))) {
			for (ChipSerial chip : chips()) {
				desk.lookInto(chip).pin().ifPresent(pin -> needles.addAll(needles(Kind.PIN, ascii(pin))));
				try (Secret key = masterKey()) {
					needles.addAll(needles(Kind.PUK, ascii(Diversification.puk(key, 1, chip))));
				}
			}
		}
		long pins = needles.stream().filter(needle -> needle.kind() == Kind.PIN && needle.form().equals("ASCII")).count();
		System.out.printf("secrets.%s.pins: %d%n", type, pins);
		if (pins != cards + 1) {
			findings.add(pins + " PINs are known of " + (cards + 1) + " cards");
		}
		Set<String> decoys = new HashSet<>();
		while (decoys.size() < DECOYS) {
			decoys.add(random.ints(12, 0, 10).mapToObj(Integer::toString).reduce("", String::concat));
		}
		decoys.forEach(decoy -> needles.addAll(needles(Kind.DECOY, decoy)));
		needles.addAll(needles(Kind.PLANTED, planted));
		return needles;
	}

	private List<ChipSerial> chips() throws IOException {
		try (Stream<Path> all = Files.walk(work.resolve("cards"))) {
			return all.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".card"))
					.map(name -> new ChipSerial(name.substring(0, name.length() - ".card".length()))).toList();
		}
	}

	/** The only one that a new data folder has. */
	private Secret masterKey() throws IOException, GeneralSecurityException {
		try (Secret password = password("puk"); InputStream in = Files.newInputStream(data.resolve("keys/puk.p12"))) {
			char[] word = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password.copy())).array();
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(in, word);
			return Secret.taking(store.getKey("puk-1", word).getEncoded());
		}
	}

	private Secret password(String name) {
		try (Stream<String> lines = Files.lines(data.resolve("keys/passwords"))) {
			return Secret.typed(lines.filter(line -> line.startsWith(name + "=")).findFirst()
					.orElseThrow(() -> new IllegalStateException("no password " + name)).substring(name.length() + 1)
					.toCharArray());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String ascii(Secret secret) {
		try (secret) {
			return new String(secret.copy(), StandardCharsets.US_ASCII);
		}
	}

	/**
	 * A length before any of these changes nothing; where a form would be so short that chance finds it, it is looked for as it
	 * is sent: a PIN block of 8 bytes (ISO 9564-1, format 2).
	 */
	private static List<Needle> needles(Kind kind, String secret) {
		Map<String, byte[]> forms = new TreeMap<>();
		byte[] ascii = secret.getBytes(StandardCharsets.US_ASCII);
		forms.put("ASCII", ascii);
		forms.put("UTF-16BE", secret.getBytes(StandardCharsets.UTF_16BE));
		forms.put("UTF-16LE", secret.getBytes(StandardCharsets.UTF_16LE));
		String hex = HexFormat.of().formatHex(ascii);
		for (String letters : List.of("hex", "HEX")) {
			String digits = letters.equals("hex") ? hex : hex.toUpperCase(Locale.ROOT);
			forms.put(letters, digits.getBytes(StandardCharsets.US_ASCII));
			forms.put(letters + " UTF-16BE", digits.getBytes(StandardCharsets.UTF_16BE));
			forms.put(letters + " UTF-16LE", digits.getBytes(StandardCharsets.UTF_16LE));
		}
		for (int before = 0; before < 3; before++) {
			forms.put("Base64 +" + before, base64(ascii, before));
		}
		if (secret.chars().allMatch(c -> c >= '0' && c <= '9')) {
			byte[] bcd = HexFormat.of().parseHex(secret);
			if (bcd.length >= 6) {
				forms.put("BCD", bcd);
			} else {
				forms.put("BCD in a PIN block", HexFormat.of().parseHex("2%x%sffffff".formatted(secret.length(), secret)));
			}
			byte[] values = new byte[ascii.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = (byte) (ascii[i] - '0');
			}
			forms.put("digit values", values);
			if (secret.length() >= 12) {
				long number = Long.parseLong(secret);
				forms.put("long, big-endian", ByteBuffer.allocate(8).putLong(number).array());
				forms.put("long, little-endian", ByteBuffer.allocate(8).putLong(Long.reverseBytes(number)).array());
			}
		}
		if (hex.equals(hex.toUpperCase(Locale.ROOT))) {
			forms.keySet().removeIf(form -> form.startsWith("HEX"));
		}
		List<Needle> needles = new ArrayList<>();
		forms.forEach((form, bytes) -> needles.add(new Needle(kind, form, bytes)));
		return needles;
	}

	/** The characters that do not depend on what stands before and after. */
	private static byte[] base64(byte[] secret, int before) {
		byte[] shifted = new byte[before + secret.length];
		System.arraycopy(secret, 0, shifted, before, secret.length);
		String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
		int from = before == 0 ? 0 : before + 1;
		int to = shifted.length * 8 / 6;
		return text.substring(from, to).getBytes(StandardCharsets.US_ASCII);
	}

	/** Twelve digits that are letters and signs in BCD, so that they can be planted by the command line. */
	private String planted() {
		StringBuilder digits = new StringBuilder();
		for (int i = 0; i < 6; i++) {
			digits.append(4 + random.nextInt(3)).append(1 + random.nextInt(9));
		}
		return digits.toString();
	}

	/** The planted one as ASCII, hexadecimal digits, Base64 and BCD. */
	private List<String> shown() {
		byte[] ascii = planted.getBytes(StandardCharsets.US_ASCII);
		String hex = HexFormat.of().formatHex(ascii);
		String bcd = new String(HexFormat.of().parseHex(planted), StandardCharsets.US_ASCII);
		List<String> forms = new ArrayList<>(List.of(planted, hex, bcd));
		for (int before = 0; before < 3; before++) {
			forms.add(Base64.getEncoder().encodeToString(("x".repeat(before) + planted).getBytes(StandardCharsets.US_ASCII)));
		}
		return forms;
	}

	// --- what is found ---------------------------------------------------------------------------------------------

	private void found(String where, Needle needle, Supplier<String> holder) {
		found.merge(where + " " + needle.kind() + (needle.kind() == Kind.PLANTED ? " " + needle.form() : ""), 1, Integer::sum);
		if (needle.kind() != Kind.PLANTED) {
			// finding the holder takes long: of the first ones only
			findings.add("%s as %s in the %s: %s".formatted(needle.kind(), needle.form(), where,
					findings.size() < HOLDERS ? holder.get() : "…"));
		}
	}

	private boolean judge() throws IOException {
		for (String where : List.of("heap", "files")) {
			for (String form : List.of("ASCII", "hex", "BCD", "Base64 +0", "Base64 +1", "Base64 +2")) {
				if (!found.containsKey(where + " PLANTED " + form)) {
					findings.add("the planted one was not found as " + form + " in the " + where);
				}
			}
			for (Kind kind : List.of(Kind.PIN, Kind.PUK, Kind.DECOY)) {
				System.out.printf("secrets.%s.%s.%s: %d%n", type, where, kind.name().toLowerCase(Locale.ROOT),
						found.getOrDefault(where + " " + kind, 0));
			}
			System.out.printf("secrets.%s.%s.planted: %d%n", type, where,
					found.entrySet().stream().filter(entry -> entry.getKey().startsWith(where + " PLANTED"))
							.mapToInt(Map.Entry::getValue).sum());
		}
		long masked = 0;
		for (Path file : files()) {
			masked += file.toString().endsWith(".trace") && Files.readString(file).contains("****") ? 1 : 0;
		}
		System.out.printf("secrets.%s.traces: %d%n", type, masked);
		if (masked == 0) {
			findings.add("no trace was written that hides anything");
		}
		findings.stream().distinct().limit(60).forEach(finding -> System.out.println("secrets.finding: " + finding));
		return findings.isEmpty();
	}

	// --- a heap dump (HPROF 1.0.2), or any file --------------------------------------------------------------------

	private static final class Dump implements AutoCloseable {

		private static final ValueLayout.OfShort U2 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
		private static final ValueLayout.OfInt U4 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
		private static final ValueLayout.OfLong ID = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
		private static final int[] SIZES = { 0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8 };

		private final Arena arena = Arena.ofConfined();
		private final MemorySegment bytes;
		private final Map<Long, String> names = new HashMap<>();
		private final Map<Long, Long> classes = new HashMap<>();

		Dump(Path file) throws IOException {
			try (FileChannel channel = FileChannel.open(file)) {
				bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
			}
		}

		@Override
		public void close() {
			arena.close();
		}

		/** By four bytes of each, and then by all. */
		void search(List<Needle> needles, BiConsumer<Needle, Long> hit) {
			boolean[] starts = new boolean[1 << 22];
			Map<Integer, List<Needle>> byStart = new HashMap<>();
			for (Needle needle : needles) {
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

		private void hits(List<Needle> needles, long at, BiConsumer<Needle, Long> hit) {
			for (Needle needle : needles) {
				long start = at - needle.anchor();
				if (isAt(needle.bytes(), start)) {
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
}
