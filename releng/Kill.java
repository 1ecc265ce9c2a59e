import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import muhurdar.domain.CardStep;
import muhurdar.simulators.RemoteDesk;

/**
 * Kills the product while it makes cards, at every named step and at random instants, starts it again, and at the end
 * compares the cards and the CA's issuing log with the database. Cards and CA live in processes of their own. Three ways:
 * {@code kill} is that; in {@code ca} the CA also answers late, twice or not at all, and is killed itself; in {@code db}
 * the connections to a PostgreSQL server are lost, also in the middle of a commit, and the server is away for a while.
 * Run by releng/bench kill; the product's plug-ins are the class path.
 */
final class Kill {

	private enum Way {
		KILL, CA, DB
	}

	private static final List<String> PHASES = List.of("BEFORE", "DONE", "AFTER");
	/** More than one after the other may fail for a trouble; with so many something is wrong. */
	private static final int RUNS = 60;
	private static final int CA_SECONDS = 3;
	private static final int MANY = 1000;

	private final Path product;
	private final Path work;
	private final Path data;
	private final Way way;
	private final int cards;
	private final int readers;
	private final int randomKills;
	private final Random random;
	private final String postgres;
	private final KillFindings findings;
	private final Map<String, Integer> troubles = new ConcurrentSkipListMap<>();
	private final CountDownLatch calm = new CountDownLatch(1);
	private KillCutter cutter;
	private int cardPort;
	private int caPort;
	private Process ca;
	private int restarts;
	private String batch = "";
	/** As seen in the runs before. */
	private double cardsPerSecond = 5;

	private Kill(Path product, Path work, Way way, int cards, int readers, int randomKills, long seed, String postgres) {
		this.product = product;
		this.work = work;
		this.data = work.resolve("data");
		this.way = way;
		this.cards = cards;
		this.readers = readers;
		this.randomKills = randomKills;
		this.random = new Random(seed);
		this.postgres = postgres;
		findings = new KillFindings(way == Way.KILL ? "kill" : "kill." + way.name().toLowerCase(Locale.ROOT), work,
				way == Way.DB ? postgres : "jdbc:h2:file:" + data.resolve("db/muhurdar") + ";MODE=PostgreSQL", cards, readers);
	}

	/** PRODUCT WORK WAY CARDS READERS RANDOM-KILLS SEED [JDBC-URL] */
	public static void main(String[] arguments) throws Exception {
		Kill kill = new Kill(Path.of(arguments[0]), Path.of(arguments[1]), Way.valueOf(arguments[2].toUpperCase(Locale.ROOT)),
				Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]),
				Long.parseLong(arguments[6]), arguments.length > 7 ? arguments[7] : "");
		System.exit(kill.run() ? 0 : 1);
	}

	private boolean run() throws Exception {
		Process box = cardProcess();
		ca = caProcess(0);
		try {
			if (way == Way.DB) {
				cutter = new KillCutter(Integer.parseInt(postgres.replaceAll(".*:(\\d+)/.*", "$1")));
			}
			prepare();
			Thread trouble = Thread.ofPlatform().daemon().name("trouble").start(this::trouble);
			if (way == Way.KILL) {
				for (CardStep step : CardStep.values()) {
					for (String phase : PHASES) {
						killedAt(step + "." + phase);
					}
				}
			}
			for (int i = 0; i < randomKills; i++) {
				killedAtRandom();
			}
			finish(RUNS);
			calm.countDown();
			trouble.join();
			finish(2); // whatever waited for the CA is settled by the start of a calm one
		} finally {
			for (Process process : List.of(box, ca)) {
				process.destroy();
				process.waitFor();
			}
		}
		findings.print("restarts", restarts);
		if (!troubles.isEmpty()) {
			findings.print("troubles", troubles);
		}
		return findings.compare();
	}

	// --- processes -------------------------------------------------------------------------------------------------

	/** The cards, in a process of their own that nobody kills. */
	private Process cardProcess() throws IOException {
		int kills = randomKills + CardStep.values().length * PHASES.size();
		Process box = plugin("muhurdar.simulators.CardProcess", "cards", "--readers", String.valueOf(readers), "--cards",
				String.valueOf(cards + cards / 2 + 2 * readers * kills), "--scale", "0.002", "--port", "0");
		cardPort = ready(box);
		return box;
	}

	private Process caProcess(int port, String... options) throws IOException {
		List<String> more = new ArrayList<>(List.of("--port", String.valueOf(port), "--seed", String.valueOf(random.nextInt())));
		more.addAll(List.of(options));
		Process process = plugin("muhurdar.ca.embedded.CaProcess", "ca", more.toArray(String[]::new));
		caPort = ready(process);
		return process;
	}

	private Process plugin(String main, String folder, String... options) throws IOException {
		List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+UseSerialGC", "-cp", product.resolve("plugins") + "/*", main, "--folder", work.resolve(folder).toString()));
		line.addAll(List.of(options));
		return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.appendTo(work.resolve(folder + ".log").toFile()))
				.start();
	}

	/** Reads on after the port has come: the CA says which troubles it makes. */
	private int ready(Process process) throws IOException {
		BufferedReader out = process.inputReader();
		String line = out.readLine();
		while (line != null && !line.startsWith("ready ")) { // the log may speak before
			line = out.readLine();
		}
		if (line == null) {
			throw new IllegalStateException("a process ended before it was ready, see " + work);
		}
		Thread.ofPlatform().daemon().start(() -> {
			try {
				for (String said = out.readLine(); said != null; said = out.readLine()) {
					if (said.startsWith("trouble ")) {
						count(said.replace("trouble ", ""));
					}
				}
			} catch (IOException e) {
				// Process.destroy closes the stream of a process that is killed
			}
		});
		return Integer.parseInt(line.substring("ready ".length()));
	}

	private void count(String trouble) {
		troubles.merge(trouble, 1, Integer::sum);
	}

	private ProcessBuilder product(String option, String... arguments) {
		List<String> line = new ArrayList<>(
				List.of(product.resolve("muhurdar").toString(), "--data", data.toString(), "--no-ui"));
		line.addAll(Arrays.asList(arguments));
		ProcessBuilder builder = new ProcessBuilder(line);
		List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Dmuhurdar.simulator=tcp:127.0.0.1:" + cardPort,
				"-Dmuhurdar.ca.address=127.0.0.1:" + caPort, "-Dmuhurdar.ca.timeout.seconds=" + CA_SECONDS,
				"-Dmuhurdar.certificate.key.type=EC_P256", "-Dmuhurdar.demo.more=" + cards));
		if (way == Way.DB) {
			options.add(
					"-Dmuhurdar.store.url=" + postgres.replaceFirst(":\\d+/", ":" + cutter.port() + "/") + "&socketTimeout=5");
		}
		options.add(option);
		if (cards < MANY) {
			options.add("-XX:TieredStopAtLevel=1"); // no run is long enough for more
		}
		builder.environment().put("MUHURDAR_JAVA_OPTIONS", String.join(" ", options));
		return builder;
	}

	private String command(String... arguments) throws Exception {
		Process process = product("", arguments)
				.redirectError(ProcessBuilder.Redirect.appendTo(work.resolve("product.log").toFile())).start();
		String out = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", arguments) + " ended with " + process.exitValue() + "\n" + out);
		}
		return out;
	}

	private void prepare() throws Exception {
		command("--as", "elif.yildiz", "--json", "orders", "order", "--first", String.valueOf(cards));
		command("--as", "can.ozturk", "--json", "orders", "approve", "--all");
		String planned = command("--as", "burak.sahin", "--json", "batch", "plan", "--at-most", String.valueOf(cards));
		batch = planned.replaceAll("(?s).*\"number\":\"(P-[0-9-]+)\".*", "$1");
		findings.print("batch", batch);
	}

	// --- runs ------------------------------------------------------------------------------------------------------

	/** A run of the batch; {@code running} is down as soon as it runs, or has ended before. */
	private record Run(Process process, CountDownLatch running) {
	}

	private Run start(String option) throws IOException {
		Process process = product(option, "--as", "burak.sahin", "batch", "run", batch).redirectErrorStream(true).start();
		CountDownLatch running = new CountDownLatch(1);
		Thread.ofPlatform().daemon().start(() -> {
			try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(work.resolve("product.log"), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND), true)) {
				BufferedReader out = process.inputReader();
				for (String line = out.readLine(); line != null; line = out.readLine()) {
					log.println(line);
					if (line.contains(batch)) {
						running.countDown();
					}
				}
			} catch (IOException e) {
				// Process.destroy closes the stream of a process that is killed
			} finally {
				running.countDown();
			}
		});
		return new Run(process, running);
	}

	/** So many cards each run may make, that they last for all. */
	private int share() {
		int points = way == Way.KILL ? CardStep.values().length * PHASES.size() : 0;
		return Math.max(1, cards / (points + randomKills + 1));
	}

	private void killedAt(String point) throws Exception {
		int before = blanks();
		Run run = start("-Dmuhurdar.crash=" + point + ":" + (1 + random.nextInt(share())));
		run.running().await();
		long since = System.nanoTime();
		if (!run.process().waitFor(15, TimeUnit.MINUTES)) {
			run.process().destroyForcibly().waitFor();
			findings.add("hung at " + point);
			return;
		}
		measure(before, since);
		int code = run.process().exitValue();
		if (code == 137) {
			restarts++;
		} else {
			findings.add("crash point " + point + " was not reached, exit " + code);
		}
	}

	/** From the first card on: a kill while the framework starts proves little. */
	private void killedAtRandom() throws Exception {
		int before = blanks();
		Run run = start("");
		run.running().await();
		long since = System.nanoTime();
		long most = (long) (2000 * share() / cardsPerSecond);
		if (!run.process().waitFor(random.nextLong(Math.max(500, most)), TimeUnit.MILLISECONDS)) {
			run.process().destroyForcibly().waitFor();
			restarts++;
		}
		measure(before, since);
	}

	private int blanks() {
		try (RemoteDesk desk = new RemoteDesk("127.0.0.1", cardPort)) {
			return desk.box().size();
		}
	}

	private void measure(int before, long since) {
		double seconds = (System.nanoTime() - since) / 1e9;
		if (seconds > 1 && before > blanks()) {
			cardsPerSecond = (before - blanks()) / seconds;
		}
	}

	/** Until the batch has no order left. */
	private void finish(int atMost) throws Exception {
		int code = -1;
		for (int tries = 0; tries < atMost && code != 0; tries++) {
			Run run = start("");
			if (!run.process().waitFor(2, TimeUnit.HOURS)) {
				run.process().destroyForcibly().waitFor();
				findings.add("a run did not end");
				return;
			}
			code = run.process().exitValue();
		}
		if (code != 0) {
			findings.add("the batch could not be finished");
		}
	}

	// --- troubles --------------------------------------------------------------------------------------------------

	/** Until {@link #calm}. */
	private void trouble() {
		try {
			switch (way) {
			case KILL -> calm.await();
			case CA -> caTrouble();
			case DB -> databaseTrouble();
			}
		} catch (InterruptedException | IOException | RuntimeException e) {
			findings.add("the troubles ended: " + e);
		}
	}

	/** @return true if it is over */
	private boolean calmAfter(int fromMillis, int toMillis) throws InterruptedException {
		return calm.await(fromMillis + random.nextInt(toMillis - fromMillis), TimeUnit.MILLISECONDS);
	}

	private void caTrouble() throws IOException, InterruptedException {
		String[] options = { "--trouble", "slow:0.02:5000", "--trouble", "late:0.02:5000", "--trouble", "twice:0.2", "--trouble",
				"cut_before:0.05", "--trouble", "cut_after:0.05", "--trouble", "mute:0.02" };
		do {
			ca.destroyForcibly().waitFor();
			count("killed");
			calm.await(500 + random.nextInt(1500), TimeUnit.MILLISECONDS);
			ca = caProcess(caPort, options);
		} while (!calmAfter(5_000, 40_000));
		ca.destroyForcibly().waitFor();
		ca = caProcess(caPort);
	}

	private void databaseTrouble() throws IOException, InterruptedException {
		boolean longOne = true;
		while (!calmAfter(300, 3_000)) {
			int lot = random.nextInt(100);
			if (lot < 30) {
				if (cutter.cut() > 0) {
					count("cut");
				}
			} else if (lot < 50) {
				cutter.atNextCommit(KillCutter.AtCommit.LOST);
				count("commit lost");
			} else if (lot < 70) {
				cutter.atNextCommit(KillCutter.AtCommit.ANSWER_LOST);
				count("answer to commit lost");
			} else if (lot < 80) {
				cutter.swallow(true);
				calm.await(500 + random.nextInt(7_000), TimeUnit.MILLISECONDS);
				cutter.swallow(false);
				count("swallowed");
			} else if (lot < 92) {
				cutter.refuse(true);
				// once longer than the product waits for a connection
				calm.await(longOne ? 14_000 : 500 + random.nextInt(4_000), TimeUnit.MILLISECONDS);
				cutter.refuse(false);
				count(longOne ? "away for 14 s" : "away");
				longOne = false;
			} else {
				restartServer();
				count("server stopped");
			}
		}
	}

	private void restartServer() throws IOException, InterruptedException {
		Process restarted = new ProcessBuilder(System.getenv("POSTGRES_AGAIN").split(" ")).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("postgres.log").toFile())).start();
		if (restarted.waitFor() != 0) {
			throw new IOException("the server did not start again");
		}
	}
}
