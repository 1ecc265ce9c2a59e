import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Seconds per PIV card: yubico-piv-tool's processes beside our profile, on the same simulated card (a fresh one each,
 * keys from its pool, answers without delay) through the same pcscd, one after the other in turn. The steps are CHUID,
 * key, certificate, PIN and PUK; the certificate is made while the clock stands. Ours opens the connection anew for each
 * card, and does more in its time: another management key, CCC. yubico-piv-tool has as few processes as its options
 * allow. Run by releng/bench card inside releng/pcscd 1.
 */
final class PivBench {

	private static final int WARM_UP = 3;

	private final Path work;
	private final PcscDriver driver = new PcscDriver();
	private final ReaderName reader = driver.readers().getFirst();
	private final PivProfile profile = new PivProfile();
	private long stopped;

	private PivBench(Path work) {
		this.work = work;
	}

	public static void main(String[] arguments) throws Exception {
		int each = Integer.parseInt(arguments[1]) + WARM_UP;
		Process cards = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), "muhurdar.simulators.CardProcess", "--folder",
				Path.of(arguments[0], "cards").toString(), "--type", "piv", "--vpcd", System.getenv("VPCD_PORTS").split(" ")[0],
				"--port", "0", "--scale", "0", "--cards", Integer.toString(2 * each), "--keys", Integer.toString(2 * each))
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
		void make() throws Exception;
	}

	private void run(RemoteDesk desk, int each) throws Exception {
		call("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
				"ca.key", "-subj", "/CN=TEST CA", "-out", "ca.pem");
		List<Long> ours = new ArrayList<>();
		List<Long> theirs = new ArrayList<>();
		for (int i = 0; i < each; i++) {
			long their = time(desk, this::theirs);
			long our = time(desk, this::ours);
			if (i >= WARM_UP) {
				theirs.add(their);
				ours.add(our);
			}
		}
		System.out.printf("card.piv.cards: %d each%n", ours.size());
		System.out.printf("card.piv.yubico: %.2f ms%n", median(theirs) / 1e6);
		System.out.printf("card.piv.ours: %.2f ms%n", median(ours) / 1e6);
		System.out.printf("card.piv.ratio: %.2f%n", median(theirs) / median(ours));
	}

	/** On a fresh card, without what the certificate takes. */
	private long time(RemoteDesk desk, Making making) throws Exception {
		desk.swap(desk.readers().getFirst()).orElseThrow();
		if (!driver.awaitCard(reader, true, Duration.ofSeconds(20))) {
			throw new IllegalStateException("no card");
		}
		stopped = 0;
		long begun = System.nanoTime();
		making.make();
		long took = System.nanoTime() - begun - stopped;
		verify();
		return took;
	}

	private void ours() throws Exception {
		try (CardChannel channel = driver.open(reader);
				Secret managementKey = secret("0123456789ABCDEF0123456789ABCDEF");
				Secret pin = secret("654321");
				Secret puk = secret("87654321")) {
			SmartCard card = profile.open(channel);
			card.takeOver(managementKey);
			Bytes key = card.generateKeyPair(KeyType.RSA_2048);
			Bytes certificate = certify(() -> Files.write(work.resolve("key.der"), key.toArray()), "DER");
			card.writeCertificate(certificate, "");
			card.setPin(pin);
			card.setPuk(puk);
		}
	}

	private void theirs() throws Exception {
		yubico("-a", "set-chuid", "-a", "generate", "-s", "9c", "-A", "RSA2048", "-o", "key.pem");
		certify(() -> call("openssl", "pkey", "-pubin", "-in", "key.pem", "-outform", "DER", "-out", "key.der"), "DER");
		yubico("-a", "import-certificate", "-s", "9c", "-i", "card.pem", "-a", "change-pin", "-P", "123456", "-N", "654321");
		yubico("-a", "change-puk", "-P", "12345678", "-N", "87654321");
	}

	private Bytes certify(Making key, String form) throws Exception {
		long begun = System.nanoTime();
		key.make();
		call("openssl", "pkey", "-pubin", "-inform", form, "-in", "key.der", "-out", "pub.pem");
		call("openssl", "x509", "-new", "-force_pubkey", "pub.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-subj",
				"/CN=TEST", "-out", "card.pem");
		call("openssl", "x509", "-in", "card.pem", "-outform", "DER", "-out", "card.der");
		Bytes certificate = Bytes.of(Files.readAllBytes(work.resolve("card.der")));
		stopped += System.nanoTime() - begun;
		return certificate;
	}

	/** Whoever made it: certificate, key, PIN and PUK are there. */
	private void verify() throws Exception {
		try (CardChannel channel = driver.open(reader); Secret pin = secret("654321")) {
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

	private void yubico(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("yubico-piv-tool", "-r", "Sanal"));
		command.addAll(List.of(arguments));
		call(command.toArray(String[]::new));
	}

	private void call(String... command) throws Exception {
		Process process = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
				.redirectOutput(work.resolve("said").toFile()).start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(work.resolve("said")));
		}
	}

	private static double median(List<Long> nanos) {
		long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
		int half = sorted.length / 2;
		return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
	}
}
