import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.pki.Diversification;

/**
 * Lets the product make cards that are not in its process, on one {@link SecretsWay}, dumps its heap with all objects,
 * dead ones too, before any collection, and searches the dump and every file of its data folder, log and traces among
 * them, for the PINs, PUKs and management keys of those cards in every usual encoding. Likewise a process that then
 * uses one of the cards ({@code SecretsUse}). A way whose name ends with {@code -collected} lets the first process collect
 * its heap often instead, and searches also what each collection leaves behind. Decoys that nobody ever used must not be found, one that was planted must. Run
 * by releng/secrets; the product's plug-ins are on the class path.
 */
final class Secrets {

	/** The process that makes cards, and the one that uses one. */
	private static final String MADE = "made";
	private static final String USED = "used";
	/** HotSpot's error file, in the data folder. */
	private static final String CRASH = "crash.log";
	private static final int DECOYS = 100;
	private static final int HOLDERS = 6;
	/** Of a heap in which nothing is collected; seen were 250 and 3.2. */
	private static final int BASE_MEGABYTES = 600;
	private static final int MEGABYTES_PER_CARD = 6;
	/** Of one that is collected with every few cards. */
	private static final int COLLECTED_MEGABYTES = 192;
	/** What the collections left behind. */
	private static final String LEFT = "left";
	/** Of a command without cards: compiled quickly rather than well. */
	private static final List<String> SHORT = List.of("-Dmuhurdar.simulator=off", "-XX:TieredStopAtLevel=1");
	private static final Duration PATIENCE = Duration.ofMinutes(10);
	private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private final Path product;
	private final String name;
	private final Path work;
	private final Path data;
	private final SecretsWay way;
	private final boolean collected;
	private final Random random = new Random();
	private final String planted = planted();
	private final Map<String, Integer> found = new TreeMap<>();
	/** What the kernel wrote when the process crashed that makes cards; null if it hands cores to a program. */
	private Path core;
	private final List<String> findings = new ArrayList<>();

	private Secrets(Path product, String name, Path work, SecretsWay way) {
		this.product = product;
		this.name = name;
		this.work = work;
		this.data = work.resolve("data");
		this.way = way;
		this.collected = name.endsWith("-collected");
	}

	/** PRODUCT WAY CARDS WORK, where WORK/data is the data folder of a product with orders for one card more. */
	public static void main(String[] arguments) throws Exception {
		Path product = Path.of(arguments[0]);
		Path work = Path.of(arguments[3]);
		boolean good;
		try (SecretsWay way = SecretsWay.of(arguments[1], product, work, Integer.parseInt(arguments[2]))) {
			good = new Secrets(product, arguments[1], work, way).run();
		}
		System.exit(good ? 0 : 1);
	}

	private boolean run() throws Exception {
		Files.writeString(data.resolve("planted.txt"), String.join("\n", shown()));
		make();
		List<SecretsNeedle> needles = needles();
		String newPin = fresh();
		use(newPin);
		needles.addAll(SecretsNeedle.ofPin(SecretsNeedle.Kind.PIN, newPin));
		print("needles", needles.size());
		for (String process : List.of(MADE, USED)) {
			search(process, needles);
		}
		core(needles);
		if (collected) {
			leftBehind(needles);
		}
		clipboard();
		tables();
		List<Path> files = files();
		for (Path file : files) {
			try (SecretsDump text = new SecretsDump(file)) {
				text.search(needles, (needle, at) -> found("files", needle, () -> data.relativize(file) + " at " + at));
			}
		}
		print("files", files.size());
		return judge();
	}

	private void print(String what, Object value) {
		System.out.printf("secrets.%s.%s: %s%n", name, what, value);
	}

	// --- two processes that know the secrets for a while ------------------------------------------------------------

	private void make() throws Exception {
		List<String> receive = new ArrayList<>(List.of("card", "receive", "--profile", way.profile()));
		receive.addAll(way.chips());
		Process received = product(SHORT, receive);
		if (received.waitFor() != 0) {
			throw new IllegalStateException("no cards received, see " + data.resolve("product.log"));
		}
		List<String> options = new ArrayList<>(way.options());
		options.add("-Dmuhurdar.test.pin=" + (isPiv() ? "8-characters" : "12-digits"));
		String batch = planned();
		options.addAll(collected ? heap(MADE, COLLECTED_MEGABYTES, COLLECTED_MEGABYTES / 8)
				: uncollected(MADE, BASE_MEGABYTES + MEGABYTES_PER_CARD * way.chips().size()));
		options.add("-XX:ErrorFile=" + data.resolve(CRASH));
		Process process = product(options, List.of("batch", "run", batch));
		try {
			// the batch has one order more than there are cards: it waits with the last dialogue still in memory
			if (collected) {
				try (var left = new SecretsMemory(process).leftBehind(log(MADE), work.resolve(LEFT))) {
					await("all cards made", process, left);
				}
			} else {
				await("all cards made", process, () -> {
					// nothing is left behind
				});
			}
			dump(MADE, process);
			core = new SecretsMemory(process).crash(work);
		} finally {
			process.destroyForcibly().waitFor();
		}
		options.removeIf(option -> option.startsWith("-X") || option.startsWith("-Dplanted."));
		process = product(options, List.of("batch", "run", batch, "--trace", data.resolve("trace").toString()));
		try {
			way.oneMore();
			if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IllegalStateException("the batch did not end well, see " + data.resolve("product.log"));
			}
		} finally {
			process.destroyForcibly().waitFor();
		}
	}

	private String planned() throws Exception {
		Process process = product(SHORT,
				List.of("--json", "batch", "plan", "--at-most", String.valueOf(way.chips().size())));
		if (process.waitFor() != 0) {
			throw new IllegalStateException("no batch planned, see " + data.resolve("product.log"));
		}
		return Files.readString(data.resolve("product.log")).replaceAll("(?s).*\"number\":\"(P-[0-9-]+)\".*", "$1");
	}

	private Process product(List<String> options, List<String> arguments) throws IOException {
		List<String> line = new ArrayList<>(List.of(product.resolve("muhurdar").toString(), "--data", data.toString(), "--no-ui",
				"--as", "burak.sahin"));
		line.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(line);
		builder.environment().put("MUHURDAR_JAVA_OPTIONS", String.join(" ", options));
		return builder.directory(work.toFile()).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("product.log").toFile())).start();
	}

	/** The last card is used with all its secrets, and gets another PIN. */
	private void use(String newPin) throws Exception {
		way.again();
		ChipSerial chip = new ChipSerial(way.chips().getLast());
		List<String> line = new ArrayList<>(List.of(java("java"), "--enable-native-access=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path")));
		line.addAll(way.options());
		line.addAll(uncollected(USED, 400));
		line.addAll(List.of("muhurdar.bench.SecretsUse", way.driver(), way.profile(), chip.hex(),
				data.resolve("trace").resolve("used.trace").toString()));
		Process process = new ProcessBuilder(line)
				.redirectError(ProcessBuilder.Redirect.appendTo(data.resolve("product.log").toFile())).start();
		try (OutputStream out = process.getOutputStream()) {
			for (byte[] secret : List.of(isPiv() ? managementKey(chip) : new byte[0],
					way.pin().getBytes(StandardCharsets.US_ASCII),
					puk(chip), newPin.getBytes(StandardCharsets.US_ASCII))) {
				out.write(secret.length);
				out.write(secret);
			}
			out.flush();
			if (process.inputReader().lines().noneMatch("used"::equals)) {
				throw new IllegalStateException("the card could not be used, see " + data.resolve("product.log"));
			}
			dump(USED, process);
		} finally {
			process.destroyForcibly().waitFor();
		}
	}

	private boolean isPiv() {
		return way.profile().equals("piv");
	}

	/** Nothing is collected: what was ever made is still in the heap. */
	private List<String> uncollected(String process, int megabytes) {
		List<String> options = heap(process, megabytes, megabytes - 150);
		options.add("-XX:SurvivorRatio=1000");
		return options;
	}

	/** The planted one is in it, too. */
	private List<String> heap(String process, int megabytes, int young) {
		// without a small size each thread takes itself a fiftieth of such a heap
		List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:-ResizeTLAB", "-XX:TLABSize=64k",
				"-XX:MetaspaceSize=256m", "-Xms" + megabytes + "m", "-Xmx" + megabytes + "m", "-Xmn" + young + "m",
				"-Xlog:gc:file=" + log(process)));
		for (String form : shown()) {
			options.add("-Dplanted." + Integer.toHexString(form.hashCode()) + "=" + form);
		}
		return options;
	}

	private Path log(String process) {
		return work.resolve(process + ".gc");
	}

	private void dump(String what, Process process) throws Exception {
		SecretsMemory memory = new SecretsMemory(process);
		memory.heap(work.resolve(what + ".hprof"));
		List<String> pauses = Files.readAllLines(log(what)).stream().filter(line -> line.contains("Pause")).toList();
		print(what + ".collections", pauses.size());
		if (pauses.isEmpty() == (collected && what.equals(MADE))) {
			findings.add("the heap was collected, or should have been: " + pauses);
		}
		memory.besideHeap(work.resolve(what + ".memory"));
	}

	private void await(String what, Process alive, Runnable meanwhile) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!way.allMade()) {
			for (int i = 0; i < 100; i++) {
				meanwhile.run();
				if (System.nanoTime() > end || alive.waitFor(1, TimeUnit.MILLISECONDS)) {
					throw new IllegalStateException("waited in vain for: " + what);
				}
			}
		}
	}

	private static String java(String tool) {
		return Path.of(System.getProperty("java.home"), "bin", tool).toString();
	}

	// --- what is looked for ----------------------------------------------------------------------------------------

	private List<SecretsNeedle> needles() throws Exception {
		List<SecretsNeedle> needles = new ArrayList<>();
		Set<String> pins = way.pins();
		pins.forEach(pin -> needles.addAll(SecretsNeedle.ofPin(SecretsNeedle.Kind.PIN, pin)));
		print("cards", way.chips().size());
		print("pins", pins.size());
		print("decoys", DECOYS);
		if (pins.size() != way.chips().size() * way.pinsPerCard()) {
			findings.add(pins.size() + " PINs are known of " + way.chips().size() + " cards");
		}
		way.transportPins().forEach(pin -> needles.addAll(SecretsNeedle.ofPin(SecretsNeedle.Kind.TRANSPORT_PIN, pin)));
		for (String serial : way.chips()) {
			ChipSerial chip = new ChipSerial(serial);
			needles.addAll(SecretsNeedle.ofPin(SecretsNeedle.Kind.PUK, new String(puk(chip), StandardCharsets.US_ASCII)));
			if (isPiv()) {
				needles.addAll(SecretsNeedle.ofKey(SecretsNeedle.Kind.MANAGEMENT_KEY, managementKey(chip)));
			}
		}
		if (isPiv()) {
			// 3DES or, on newer cards, AES-192: the same 24 bytes
			needles.addAll(SecretsNeedle.ofWholeKey(SecretsNeedle.Kind.FACTORY_KEY,
					HexFormat.of().parseHex("0102030405060708".repeat(3))));
			byte[] never = new byte[32];
			random.nextBytes(never);
			needles.addAll(SecretsNeedle.ofKey(SecretsNeedle.Kind.DECOY, never));
		}
		Set<String> decoys = new HashSet<>();
		while (decoys.size() < DECOYS) {
			decoys.add(fresh());
		}
		decoys.forEach(decoy -> needles.addAll(SecretsNeedle.ofPin(SecretsNeedle.Kind.DECOY, decoy)));
		needles.addAll(SecretsNeedle.ofPin(SecretsNeedle.Kind.PLANTED, planted));
		return needles;
	}

	/** As a PIN of the product's test setting. */
	private String fresh() {
		StringBuilder pin = new StringBuilder();
		for (int i = 0; i < (isPiv() ? 8 : 12); i++) {
			pin.append(isPiv() ? CHARACTERS.charAt(random.nextInt(CHARACTERS.length())) : (char) ('0' + random.nextInt(10)));
		}
		return pin.toString();
	}

	private byte[] puk(ChipSerial chip) throws IOException, GeneralSecurityException {
		try (Secret master = masterKey(); Secret puk = Diversification.puk(Diversification.inMemory(master), 1, chip)) {
			return puk.use(byte[]::clone);
		}
	}

	private byte[] managementKey(ChipSerial chip) throws IOException, GeneralSecurityException {
		try (Secret master = masterKey();
				Secret key = Diversification.managementKey(Diversification.inMemory(master), 1, chip)) {
			return key.use(byte[]::clone);
		}
	}

	/** The only one that a new data folder has. */
	private Secret masterKey() throws IOException, GeneralSecurityException {
		try (Secret password = password("puk"); InputStream in = Files.newInputStream(data.resolve("keys/puk.p12"))) {
			char[] word = StandardCharsets.UTF_8.decode(password.bytes()).array();
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

	private void search(String process, List<SecretsNeedle> needles) throws IOException {
		Path heap = work.resolve(process + ".hprof");
		try (SecretsDump dump = new SecretsDump(heap)) {
			dump.search(needles, (needle, at) -> found(process, needle, () -> dump.holder(at)));
			print(process + ".heap", "%d MB, %d objects".formatted(Files.size(heap) >> 20, dump.objects()));
		}
		image(process + ".memory", work.resolve(process + ".memory"), needles);
	}

	/** The memory of a process, or a part of it. */
	private void image(String what, Path image, List<SecretsNeedle> needles) throws IOException {
		try (SecretsDump dump = new SecretsDump(image)) {
			Map<String, Integer> seen = new TreeMap<>();
			dump.search(needles, (needle, at) -> seen.merge(needle.kind() + " as " + needle.form(), 1, Integer::sum));
			if (!seen.containsKey("PLANTED as ASCII")) {
				findings.add("the planted one was not found in the " + what);
			}
			seen.keySet().removeIf(found -> found.startsWith("PLANTED"));
			print(what, "%d MB, found there but for the planted one: %s".formatted(Files.size(image) >> 20, seen));
			// a module's own memory, and a socket's buffers for PIV cards, are neither a profile's nor a real driver's
			if (name.contains("-pcsc") || name.startsWith("akis")) {
				seen.keySet().forEach(found -> findings.add(found + " in the " + what));
			}
		}
	}

	private void core(List<SecretsNeedle> needles) throws IOException {
		if (!Files.readString(data.resolve(CRASH)).contains(planted)) {
			findings.add("the planted one was not found in HotSpot's error file");
		}
		if (core == null) {
			print("crash.core", "left out: the kernel hands cores to a program");
		} else {
			image("crash.core", core, needles);
		}
	}

	/** Of most chips the serial number must be there, or this sees nothing. */
	private void leftBehind(List<SecretsNeedle> needles) throws IOException {
		List<SecretsNeedle> all = new ArrayList<>(needles);
		List<SecretsNeedle> chips = way.chips().stream()
				.map(chip -> SecretsNeedle.ofPin(SecretsNeedle.Kind.PLANTED, chip))
				.flatMap(forms -> forms.stream().filter(needle -> needle.form().equals("ASCII"))).toList();
		all.addAll(chips);
		Set<SecretsNeedle> found = new HashSet<>();
		Map<String, Integer> seen = new TreeMap<>();
		Path left = work.resolve(LEFT);
		try (SecretsDump dump = new SecretsDump(left)) {
			dump.search(all, (needle, at) -> {
				if (needle.kind() != SecretsNeedle.Kind.PLANTED) {
					seen.merge(needle.kind() + " as " + needle.form(), 1, Integer::sum);
				} else {
					found.add(needle);
				}
			});
		}
		found.retainAll(chips);
		print(LEFT, "%d MB with %d chips, found there: %s".formatted(Files.size(left) >> 20, found.size(), seen));
		seen.keySet().forEach(what -> findings.add(what + " left behind by a collection"));
		if (found.size() < chips.size() / 2) {
			findings.add("of most chips there is nothing in what the collections left behind");
		}
	}

	/** No class of ours can put anything there; SWT's can, or this sees nothing. */
	private void clipboard() throws IOException {
		long ours = knowClipboard("muhurdar.");
		long swt = knowClipboard("org.eclipse.swt.");
		print("clipboard", "known to %d classes of ours, %d of SWT".formatted(ours, swt));
		if (ours > 0 || swt == 0) {
			findings.add("a class of ours knows the clipboard, or none of SWT does");
		}
	}

	private long knowClipboard(String plugins) throws IOException {
		long count = 0;
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(product.resolve("plugins"), plugins + "*.jar")) {
			for (Path jar : jars) {
				try (ZipFile zip = new ZipFile(jar.toFile())) {
					for (ZipEntry each : zip.stream().filter(entry -> entry.getName().endsWith(".class")).toList()) {
						String code = new String(zip.getInputStream(each).readAllBytes(), StandardCharsets.ISO_8859_1);
						count += code.contains("org/eclipse/swt/dnd/") || code.contains("java/awt/datatransfer/") ? 1 : 0;
					}
				}
			}
		}
		return count;
	}

	/** All rows as SQL, among the files that are searched. */
	private void tables() throws SQLException {
		try (Connection db = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("db/muhurdar") + ";MODE=PostgreSQL");
				Statement statement = db.createStatement()) {
			statement.execute("script to '" + data.resolve("tables.sql") + "'");
		}
	}

	private void found(String where, SecretsNeedle needle, Supplier<String> holder) {
		boolean isPlanted = needle.kind() == SecretsNeedle.Kind.PLANTED;
		found.merge(where + " " + needle.kind() + (isPlanted ? " " + needle.form() : ""), 1, Integer::sum);
		if (!isPlanted) {
			// finding the holder takes long: of the first ones only
			findings.add("%s as %s in the %s: %s".formatted(needle.kind(), needle.form(), where,
					findings.size() < HOLDERS ? holder.get() : "…"));
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> all = Files.walk(data)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

	private boolean judge() throws IOException {
		for (String where : List.of(MADE, USED, "files")) {
			for (String form : List.of("ASCII", "hex", "BCD", "Base64 +0", "Base64 +1", "Base64 +2")) {
				if (!found.containsKey(where + " PLANTED " + form)) {
					findings.add("the planted one was not found as " + form + " in the " + where);
				}
			}
			List<String> counts = new ArrayList<>();
			for (SecretsNeedle.Kind kind : SecretsNeedle.Kind.values()) {
				int count = found.entrySet().stream().filter(entry -> entry.getKey().startsWith(where + " " + kind))
						.mapToInt(Map.Entry::getValue).sum();
				counts.add(kind.name().toLowerCase(Locale.ROOT) + " " + count);
			}
			print(where + ".found", String.join(", ", counts));
		}
		traces();
		findings.stream().distinct().limit(60).forEach(finding -> System.out.println("secrets.finding: " + finding));
		return findings.isEmpty();
	}

	/** They must be there, and hide what they hide; through a PKCS#11 module no commands go. */
	private void traces() throws IOException {
		int hiding = 0;
		for (Path file : files()) {
			hiding += file.toString().endsWith(".trace") && Files.readString(file).contains("****") ? 1 : 0;
		}
		print("traces.hiding", hiding);
		if (!way.profile().equals("pkcs11") && hiding < 2) {
			findings.add("the traces of batch and use hide nothing");
		}
	}
}
