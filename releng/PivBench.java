import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.piv.PivProfile;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.reader.pcsc.PcscDriver;
import muhurdar.simulators.RemoteDesk;

/**
 * Seconds per PIV card: yubico-piv-tool beside our profile, on the same simulated card (a fresh one each, keys from its
 * pool, answers without delay, its memory in RAM: the simulator syncs every change, which is no work of either) through
 * the same pcscd, one after the other in turn. The steps are CHUID, key, certificate, PIN and PUK; the certificate is
 * made while the clock stands. Ours is one process for many cards, warmed up as by the morning's first 30; five cards
 * after one another share its driver and so, but for the first one, the connection to the reader; it does more in its
 * time: another management key, CCC. yubico-piv-tool starts anew, as few times as its options allow: one process before
 * the certificate is made and one after it. The second figure of it is of one process alone, held open by pipes while
 * its certificate is made. Run by releng/bench card inside releng/pcscd 1, whose /run is a tmpfs.
 */
final class PivBench {

	private static final int WARM_UP = 30;
	private static final int IN_TURN = 5;
	private static final Path CARDS = Path.of("/run/cards");

	private final Path work;
	private final ReaderName reader;
	private final PivProfile profile = new PivProfile();
	private long stopped;

	private PivBench(Path work) {
		this.work = work;
		try (PcscDriver driver = new PcscDriver()) {
			reader = driver.readers().getFirst();
		}
	}

	public static void main(String[] arguments) throws Exception {
		int each = Integer.parseInt(arguments[1]);
		int all = WARM_UP + 3 * each;
		Process cards = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), "muhurdar.simulators.CardProcess", "--folder",
				CARDS.toString(), "--type", "piv", "--vpcd", System.getenv("VPCD_PORTS").split(" ")[0],
				"--port", "0", "--scale", "0", "--cards", Integer.toString(all), "--keys", Integer.toString(all))
				.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader said = new BufferedReader(
				new InputStreamReader(cards.getInputStream(), StandardCharsets.US_ASCII))) {
			String line = said.readLine();
			while (line != null && !line.startsWith("ready ")) {
				line = said.readLine();
			}
			try (RemoteDesk desk = new RemoteDesk("127.0.0.1", Integer.parseInt(line.substring("ready ".length())))) {
				new PivBench(Path.of(arguments[0])).run(desk, each);
			}
		} finally {
			cards.destroy();
			cards.waitFor();
		}
		System.exit(0);
	}

	private interface Making {
		void make(PcscDriver driver) throws Exception;
	}

	private void run(RemoteDesk desk, int each) throws Exception {
		Files.writeString(work.resolve("pins"), "123456\n654321\n12345678\n87654321\n");
		call("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
				"ca.key", "-subj", "/CN=TEST CA", "-out", "ca.pem");
		call("mkfifo", "key.pipe", "card.pipe");
		times(desk, WARM_UP, this::ours);
		List<Long> ours = new ArrayList<>();
		List<Long> theirs = new ArrayList<>();
		List<Long> piped = new ArrayList<>();
		for (int left = each; left > 0; left -= IN_TURN) {
			int cards = Math.min(left, IN_TURN);
			ours.addAll(times(desk, cards, this::ours));
			for (int i = 0; i < cards; i++) {
				// one card: a driver that stays keeps its connection, and others out of the reader
				theirs.addAll(times(desk, 1, driver -> theirs()));
				piped.addAll(times(desk, 1, driver -> piped()));
			}
		}
		System.out.printf("card.piv.cards: %d each%n", each);
		System.out.printf("card.piv.yubico: %.2f ms%n", median(theirs) / 1e6);
		System.out.printf("card.piv.yubico.piped: %.2f ms%n", median(piped) / 1e6);
		System.out.printf("card.piv.ours: %.2f ms%n", median(ours) / 1e6);
		System.out.printf("card.piv.ratio: %.2f%n", median(theirs) / median(ours));
		System.out.printf("card.piv.ratio.piped: %.2f%n", median(piped) / median(ours));
	}

	/** On fresh cards, each without what the certificate takes. */
	private List<Long> times(RemoteDesk desk, int cards, Making making) throws Exception {
		List<Long> nanos = new ArrayList<>();
		try (PcscDriver driver = new PcscDriver()) {
			for (int i = 0; i < cards; i++) {
				desk.swap(desk.readers().getFirst()).orElseThrow();
				if (!driver.awaitCard(reader, true, Duration.ofSeconds(20))) {
					throw new IllegalStateException("no card");
				}
				stopped = 0;
				long begun = System.nanoTime();
				making.make(driver);
				nanos.add(System.nanoTime() - begun - stopped);
				verify(driver);
			}
		}
		return nanos;
	}

	private void ours(PcscDriver driver) throws Exception {
		try (CardChannel channel = driver.open(reader);
				Secret managementKey = secret("0123456789ABCDEF0123456789ABCDEF");
				Secret pin = secret("654321");
				Secret puk = secret("87654321")) {
			SmartCard card = profile.open(channel);
			card.takeOver(managementKey);
			Bytes key = card.generateKeyPair(KeyType.RSA_2048);
			Bytes certificate = certify(key.toArray());
			card.writeCertificate(certificate, "");
			card.setPin(pin);
			card.setPuk(puk);
		}
	}

	private void theirs() throws Exception {
		await(yubico("-a", "set-chuid", "-a", "generate", "-A", "RSA2048", "-o", "key.pem"));
		certify(der(Files.readString(work.resolve("key.pem"))));
		await(yubico("-a", "import-certificate", "-i", "card.pem", "-a", "change-pin", "-a", "change-puk"));
	}

	private void piped() throws Exception {
		Process tool = yubico("-a", "set-chuid", "-a", "generate", "-A", "RSA2048", "-o", "key.pipe", "-a",
				"import-certificate", "-i", "card.pipe", "-a", "change-pin", "-a", "change-puk");
		certify(der(Files.readString(work.resolve("key.pipe"))));
		Files.write(work.resolve("card.pipe"), Files.readAllBytes(work.resolve("card.pem")));
		await(tool);
	}

	/** The clock stands. */
	private Bytes certify(byte[] key) throws Exception {
		long begun = System.nanoTime();
		Files.write(work.resolve("key.der"), key);
		call("openssl", "x509", "-new", "-keyform", "DER", "-force_pubkey", "key.der", "-CA", "ca.pem", "-CAkey", "ca.key",
				"-subj", "/CN=TEST", "-out", "card.pem");
		byte[] certificate = der(Files.readString(work.resolve("card.pem")));
		Files.write(work.resolve("card.der"), certificate);
		stopped += System.nanoTime() - begun;
		return Bytes.of(certificate);
	}

	private static byte[] der(String pem) {
		return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
	}

	/** Whoever made it: certificate, key, PIN and PUK are there. */
	private void verify(PcscDriver driver) throws Exception {
		try (CardChannel channel = driver.open(reader);
				Secret pin = secret("654321")) {
			SmartCard card = profile.open(channel);
			card.verifyPin(pin);
			boolean whole = card.pinSet() && card.pukSet()
					&& Arrays.equals(card.publicKey().orElseThrow().toArray(), Files.readAllBytes(work.resolve("key.der")))
					&& Arrays.equals(card.certificate().orElseThrow().toArray(), Files.readAllBytes(work.resolve("card.der")));
			if (!whole) {
				throw new IllegalStateException("not whole: " + card.serial());
			}
		}
	}

	private static Secret secret(String text) {
		return Secret.taking(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** Of slot 9C; what it asks for it reads from the input: old PIN, new PIN, old PUK, new PUK. */
	private Process yubico(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("yubico-piv-tool", "-r", "Sanal", "-s", "9c", "--stdin-input"));
		command.addAll(List.of(arguments));
		return start(command);
	}

	private void call(String... command) throws Exception {
		await(start(List.of(command)));
	}

	private Process start(List<String> command) throws IOException {
		return new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
				.redirectInput(work.resolve("pins").toFile()).redirectOutput(work.resolve("said").toFile()).start();
	}

	private void await(Process process) throws Exception {
		if (process.waitFor() != 0) {
			throw new IllegalStateException(Files.readString(work.resolve("said")));
		}
	}

	private static double median(List<Long> nanos) {
		long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
		int half = sorted.length / 2;
		return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
	}
}
