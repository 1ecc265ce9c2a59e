import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.holders.Vault;
import muhurdar.pki.CertificateInfo;
import muhurdar.pki.IssuingLog;
import muhurdar.simulators.LocalDesk;

/**
 * Kills the product while it makes cards, at every named step and at random instants, starts it again, and at the end
 * compares the cards and the CA's issuing log with the database. The cards live in a process of their own.
 * Run by releng/bench kill; the product's plug-ins are the class path.
 */
final class Kill {

	private static final List<String> PHASES = List.of("BEFORE", "DONE", "AFTER");

	private final Path product;
	private final Path work;
	private final Path data;
	private final int cards;
	private final int readers;
	private final int randomKills;
	private final Random random;
	private int port;
	private int restarts;
	private String batch = "";
	private final List<String> findings = new ArrayList<>();

	private Kill(Path product, Path work, int cards, int readers, int randomKills, long seed) {
		this.product = product;
		this.work = work;
		this.data = work.resolve("data");
		this.cards = cards;
		this.readers = readers;
		this.randomKills = randomKills;
		this.random = new Random(seed);
	}

	/** PRODUCT WORK CARDS READERS RANDOM-KILLS SEED */
	public static void main(String[] arguments) throws Exception {
		Kill kill = new Kill(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]),
				Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]), Long.parseLong(arguments[5]));
		System.exit(kill.run() ? 0 : 1);
	}

	private boolean run() throws Exception {
		Process box = cardProcess();
		try {
			prepare();
			for (CardStep step : CardStep.values()) {
				for (String phase : PHASES) {
					killedAt(step + "." + phase);
				}
			}
			for (int i = 0; i < randomKills; i++) {
				killedAtRandom();
			}
			finish();
		} finally {
			box.destroy();
			box.waitFor();
		}
		return compare();
	}

	/** The cards, in a process of their own that nobody kills. */
	private Process cardProcess() throws IOException {
		Process box = new ProcessBuilder(java(), "-cp", product.resolve("plugins") + "/*", "muhurdar.simulators.CardProcess",
				"--folder", work.resolve("cards").toString(), "--port", "0", "--readers", String.valueOf(readers), "--cards",
				String.valueOf(cards * 2 + 40 * readers), "--scale", "0.002", "--keys", "32")
				.redirectError(work.resolve("cards.log").toFile()).start();
		var out = box.inputReader();
		String ready = out.readLine();
		while (ready != null && !ready.startsWith("ready ")) { // the log may speak before
			ready = out.readLine();
		}
		Thread.ofVirtual().start(() -> out.lines().forEach(line -> {
		}));
		if (ready == null) {
			throw new IllegalStateException("card process: " + ready);
		}
		port = Integer.parseInt(ready.substring("ready ".length()));
		return box;
	}

	private void prepare() throws Exception {
		command("--as", "elif.yildiz", "orders", "order", "--first", String.valueOf(cards));
		command("--as", "can.ozturk", "orders", "approve", "--all");
		String planned = command("--as", "burak.sahin", "--json", "batch", "plan", "--at-most", String.valueOf(cards));
		batch = planned.replaceAll("(?s).*\"number\":\"(P-[0-9-]+)\".*", "$1");
		System.out.println("kill.batch: " + batch);
	}

	private void killedAt(String point) throws Exception {
		Process process = start("-Dmuhurdar.crash=" + point, "--as", "burak.sahin", "batch", "run", batch);
		if (!process.waitFor(180, TimeUnit.SECONDS)) {
			process.destroyForcibly().waitFor();
			findings.add("hung at " + point);
			return;
		}
		int code = process.exitValue();
		if (code == 137) {
			restarts++;
		} else {
			System.out.println("kill.notreached: " + point + " exit " + code);
			findings.add("crash point " + point + " was not reached, exit " + code);
		}
	}

	private void killedAtRandom() throws Exception {
		Path log = work.resolve("random.log");
		Process process = start("", "--as", "burak.sahin", "batch", "run", batch);
		// from the first card on: a kill while the framework starts proves little
		if (!process.waitFor(1500 + random.nextInt(3500), TimeUnit.MILLISECONDS)) {
			process.destroyForcibly().waitFor();
			restarts++;
		}
		Files.deleteIfExists(log);
	}

	private void finish() throws Exception {
		for (int tries = 0; tries < 5; tries++) {
			Process process = start("", "--as", "burak.sahin", "batch", "run", batch);
			if (!process.waitFor(30, TimeUnit.MINUTES)) {
				process.destroyForcibly().waitFor();
				findings.add("the last run did not end");
				return;
			}
			if (process.exitValue() == 0) {
				return;
			}
		}
		findings.add("the batch could not be finished");
	}

	private Process start(String option, String... arguments) throws IOException {
		List<String> line = new ArrayList<>(
				List.of(product.resolve("muhurdar").toString(), "--data", data.toString(), "--no-ui"));
		line.addAll(Arrays.asList(arguments));
		ProcessBuilder builder = new ProcessBuilder(line);
		builder.environment().put("MUHURDAR_JAVA_OPTIONS",
				"-Dmuhurdar.simulator=tcp:127.0.0.1:" + port + " -Dmuhurdar.simulator.hands=0 " + option);
		builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("product.log").toFile()));
		return builder.start();
	}

	private String command(String... arguments) throws Exception {
		List<String> line = new ArrayList<>(
				List.of(product.resolve("muhurdar").toString(), "--data", data.toString(), "--no-ui"));
		line.addAll(Arrays.asList(arguments));
		ProcessBuilder builder = new ProcessBuilder(line);
		builder.environment().put("MUHURDAR_JAVA_OPTIONS", "-Dmuhurdar.simulator=tcp:127.0.0.1:" + port);
		Process process = builder.redirectError(ProcessBuilder.Redirect.appendTo(work.resolve("product.log").toFile())).start();
		String out = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", line) + " ended with " + process.exitValue() + "\n" + out);
		}
		return out;
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	// --- what is on the cards, in the CA's book and in the database ------------------------------------------------

	private record CardRow(UUID id, String state, ChipSerial serial, UUID order, Integer pinSlot, Bytes sealedPin) {
	}

	private record CertificateRow(String state, String serial, UUID requestId, UUID card, UUID holder) {
	}

	private boolean compare() throws Exception {
		int lost = 0;
		int dual = 0;
		int stray = 0;
		Map<UUID, CardRow> byId = new HashMap<>();
		Map<String, CertificateRow> certificates = new TreeMap<>();
		try (Connection db = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("db/muhurdar") + ";MODE=PostgreSQL")) {
			read(db, byId, certificates);
		}
		List<IssuingLog.Entry> book = IssuingLog.read(data.resolve("ca/issuing.log"));
		Map<String, String> atCa = new TreeMap<>();
		for (IssuingLog.Entry entry : book) {
			if (entry.event() != IssuingLog.Event.REFUSED) {
				atCa.put(entry.serialNumber(), entry.event().name());
			}
		}

		// the CA's book against the database: nothing issued that the RA does not know, nothing alive that should not be
		for (Map.Entry<String, String> issued : atCa.entrySet()) {
			CertificateRow row = certificates.get(issued.getKey());
			if (row == null) {
				stray++;
				findings.add("certificate " + issued.getKey() + " is not in the database");
				continue;
			}
			boolean revokedThere = issued.getValue().equals("REVOKED");
			if (revokedThere != row.state().equals("REVOKED")) {
				stray++;
				findings.add(
						"certificate " + issued.getKey() + " is " + issued.getValue() + " at the CA, " + row.state() + " here");
			}
			if (row.card() != null && !revokedThere && !byId.get(row.card()).state().equals("CHECKED")) {
				stray++;
				findings.add("certificate " + issued.getKey() + " lives, its card is " + byId.get(row.card()).state());
			}
		}
		for (Map.Entry<String, CertificateRow> row : certificates.entrySet()) {
			if (!atCa.containsKey(row.getKey())) {
				lost++;
				findings.add("certificate " + row.getKey() + " is not in the CA's book");
			}
		}

		// one card, one certificate; one order, one good card
		Map<UUID, Integer> perCard = new HashMap<>();
		Map<UUID, Integer> alivePerHolder = new HashMap<>();
		for (CertificateRow row : certificates.values()) {
			if (row.card() != null) {
				perCard.merge(row.card(), 1, Integer::sum);
				if (!row.state().equals("REVOKED")) {
					alivePerHolder.merge(row.holder(), 1, Integer::sum);
				}
			}
		}
		for (Map<UUID, Integer> counts : List.of(perCard, alivePerHolder)) {
			for (Map.Entry<UUID, Integer> count : counts.entrySet()) {
				if (count.getValue() > 1) {
					dual++;
					findings.add(count.getValue() + " certificates for " + count.getKey());
				}
			}
		}
		Set<UUID> orders = new HashSet<>();
		int good = 0;
		for (CardRow card : byId.values()) {
			if (card.state().equals("CHECKED")) {
				good++;
				if (!orders.add(card.order())) {
					dual++;
					findings.add("two good cards for order " + card.order());
				}
			}
		}
		if (good != cards) {
			lost += Math.abs(cards - good);
			findings.add(good + " good cards instead of " + cards);
		}

		// the chips themselves
		Map<String, CardRow> bySerial = new HashMap<>();
		byId.values().forEach(row -> bySerial.put(row.serial().hex(), row));
		int chips = 0;
		try (LocalDesk desk = new LocalDesk(work.resolve("cards"), new LocalDesk.Options(readers, 0, 1, 0, false, Duration.ZERO));
				Secret password = vaultPassword(); Vault vault = new Vault(data, password)) {
			for (CardRow row : byId.values()) {
				SimulatedCard chip = desk.lookInto(row.serial());
				chips++;
				if (row.state().equals("IN_STOCK") && (chip.publicKey().isPresent() || chip.certificate().isPresent())) {
					stray++;
					findings.add("chip " + row.serial() + " counts as blank and is not");
				}
				if (row.state().equals("RESERVED") || row.state().equals("KEYED") || row.state().equals("CERTIFIED")
						|| row.state().equals("SEALED")) {
					lost++;
					findings.add("chip " + row.serial() + " was left " + row.state());
				}
				Optional<Bytes> certificate = chip.certificate();
				if (certificate.isPresent()) {
					String serial = CertificateInfo.read(certificate.get()).serialNumber();
					CertificateRow known = certificates.get(serial);
					if (known == null || !row.id().equals(known.card())) {
						stray++;
						findings.add("chip " + row.serial() + " holds certificate " + serial + " of another card");
					}
				}
				if (row.state().equals("CHECKED")) {
					lost += finished(row, chip, vault);
				}
			}
		}

		System.out.println("kill.cards: " + cards);
		System.out.println("kill.readers: " + readers);
		System.out.println("kill.chips: " + chips);
		System.out.println("kill.spoiled: " + byId.values().stream().filter(card -> card.state().equals("SPOILED")).count());
		System.out.println("kill.issued: " + atCa.size());
		System.out.println("kill.restarts: " + restarts);
		System.out.println("kill.lost: " + lost);
		System.out.println("kill.double: " + dual);
		System.out.println("kill.stray: " + stray);
		findings.forEach(finding -> System.out.println("kill.finding: " + finding));
		return findings.isEmpty();
	}

	/** A good card is complete, and its PIN is the one that the vault would tell its holder. */
	private int finished(CardRow row, SimulatedCard chip, Vault vault) {
		String wrong = null;
		if (!chip.finished() || chip.publicKey().isEmpty() || chip.certificate().isEmpty() || chip.pin().isEmpty()) {
			wrong = "is not complete";
		} else if (chip.pinTriesLeft() != 3) {
			wrong = "has " + chip.pinTriesLeft() + " PIN tries left";
		} else if (row.pinSlot() == null || row.sealedPin() == null) {
			wrong = "has no sealed PIN";
		} else {
			Optional<Secret> told = vault.open(new CardId(row.id()), row.serial(), row.pinSlot(), row.sealedPin());
			if (told.isEmpty() || !Arrays.equals(told.get().copy(), chip.pin().get().copy())) {
				wrong = "has a PIN that nobody can learn";
			}
		}
		if (wrong == null) {
			return 0;
		}
		findings.add("chip " + row.serial() + " " + wrong);
		return 1;
	}

	private void read(Connection db, Map<UUID, CardRow> cardRows, Map<String, CertificateRow> certificates) throws SQLException {
		try (Statement statement = db.createStatement()) {
			ResultSet rows = statement.executeQuery("select id, state, serial, order_id, pin_slot, sealed_pin from card");
			while (rows.next()) {
				UUID id = rows.getObject(1, UUID.class);
				byte[] sealed = rows.getBytes(6);
				cardRows.put(id, new CardRow(id, rows.getString(2), new ChipSerial(rows.getString(3)),
						rows.getObject(4, UUID.class), (Integer) rows.getObject(5), sealed == null ? null : Bytes.of(sealed)));
			}
			rows = statement.executeQuery("select state, serial_number, request_id, card_id, holder_id from certificate");
			while (rows.next()) {
				if (rows.getString(2) != null) {
					certificates.put(rows.getString(2), new CertificateRow(rows.getString(1), rows.getString(2),
							rows.getObject(3, UUID.class), rows.getObject(4, UUID.class), rows.getObject(5, UUID.class)));
				} else if (!rows.getString(1).equals("CA_REFUSED")) {
					findings.add("request " + rows.getObject(3, UUID.class) + " was left " + rows.getString(1));
				}
			}
		}
	}

	private Secret vaultPassword() throws IOException {
		for (String line : Files.readAllLines(data.resolve("keys/passwords"))) {
			if (line.startsWith("vault=")) {
				return Secret.typed(line.substring("vault=".length()).toCharArray());
			}
		}
		throw new IOException("no vault password");
	}
}
