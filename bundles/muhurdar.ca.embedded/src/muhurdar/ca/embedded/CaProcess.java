package muhurdar.ca.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.DataFolder;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.pki.SafeFile;

/**
 * The TEST CA in a process of its own, so that the workstation can be killed and the CA lives on. It answers on the
 * loopback interface and asks nobody who he is: for demo and test.
 *
 * <pre>
 * --folder DIR   keys, issuing log and CRL lie in DIR/ca (necessary)
 * --port N       for workstations with the setting ca.address = 127.0.0.1:N (0, the default: any free port)
 * --trouble WHAT:CHANCE[:MILLIS]   may be repeated: slow (waits, then does it), late (does it, then waits), twice (does it
 *                and answers twice), cut_before, cut_after (the line is cut before or after it was done), mute (no answer)
 * --seed N       of the troubles: 1
 * --ocsp-key T   RSA_2048, EC_P256 (the default) or EC_P384: the key of the OCSP responder
 * </pre>
 *
 * When it is ready it prints one line, {@code ready} and the port; after it one for each trouble. It runs until it is killed.
 */
public final class CaProcess {

	private static final int PASSWORD = 32;

	private @Nullable Path folder;
	private int port;
	private long seed = 1;
	private KeyType ocspKey = EmbeddedCa.OCSP_KEY;
	private final List<CaTrouble.Lot> lots = new ArrayList<>();

	private CaProcess() {
	}

	public static void main(String[] arguments) throws IOException {
		CaProcess process = new CaProcess();
		process.read(List.of(arguments));
		process.start(System.out);
	}

	private void read(List<String> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			String option = arguments.get(i);
			switch (option) {
			case "--folder" -> folder = Path.of(arguments.get(++i));
			case "--port" -> port = Integer.parseInt(arguments.get(++i));
			case "--trouble" -> lots.add(CaTrouble.Lot.of(arguments.get(++i)));
			case "--ocsp-key" -> ocspKey = KeyType.valueOf(arguments.get(++i));
			case "--seed" -> seed = Long.parseLong(arguments.get(++i));
			default -> throw new IllegalArgumentException("unknown option " + option);
			}
		}
	}

	private void start(PrintStream out) throws IOException {
		Path place = folder;
		if (place == null) {
			throw new IllegalArgumentException("--folder is missing");
		}
		DataFolder data = (first, more) -> inside(place, Path.of(first, more));
		Path password = data.path("ca", "password");
		EmbeddedCa ca = new EmbeddedCa(data, KeyChoice.file(name -> password(password)),
				Clock.tick(Clock.systemUTC(), Duration.ofMillis(1)), Seam.NONE, ocspKey);
		Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ca::close));
		ca.chain(); // opens it
		CaServer server = new CaServer(ca, new CaTrouble(lots, seed),
				what -> out.println("trouble " + what.name().toLowerCase(Locale.ROOT)), port);
		out.println("ready " + server.port());
	}

	private static Path inside(Path folder, Path path) {
		try {
			Path inside = folder.resolve(path);
			Files.createDirectories(inside.getParent());
			return inside;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Made at the first start; readable by the file's owner only. */
	private static Secret password(Path file) {
		try {
			if (!Files.exists(file)) {
				byte[] random = new byte[PASSWORD];
				new SecureRandom().nextBytes(random);
				SafeFile.write(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
			}
			return Secret.taking(Files.readAllBytes(file));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
