import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import muhurdar.api.spi.ReaderName;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;
import muhurdar.simulators.CardType;
import muhurdar.simulators.LocalDesk;
import muhurdar.simulators.RemoteDesk;

/** A card profile, and the way on which its blank cards come to the product. For releng/secrets. */
interface SecretsWay extends AutoCloseable {

	/** As {@code card receive} takes it. */
	String profile();

	/** The last one comes when {@link #oneMore} is called. */
	List<String> chips();

	/** For the Java of the product. */
	List<String> options();

	/** As {@code SecretsUse} takes it. */
	String driver();

	/** All cards but the last one are made and read again. */
	boolean allMade() throws Exception;

	/** Brings the last one. */
	void oneMore() throws Exception;

	/** Puts the last one, which is finished, into a reader again. */
	void again() throws Exception;

	/** The PINs that cards have, or had while they were made, and how many there are of each card. */
	Set<String> pins() throws Exception;

	int pinsPerCard();

	/** The PIN of the last one. */
	String pin() throws Exception;

	/** What blank cards come with, and what is a secret nevertheless. */
	default Set<String> transportPins() throws Exception {
		return Set.of();
	}

	@Override
	void close() throws Exception;

	/** @param name akis or piv, over the socket of a card process; akis-pcsc or piv-pcsc, through pcscd; pkcs11; any with -collected */
	static SecretsWay of(String name, Path product, Path work, int cards) throws Exception {
		return name.equals("pkcs11") ? new Tokens(work) : new Simulated(name, product, work, cards);
	}

	/** Cards in another process, in two readers. */
	final class Simulated implements SecretsWay {

		private static final Duration SOON = Duration.ofSeconds(20);

		private final String type;
		private final boolean pcsc;
		private final List<String> chips;
		private final Process box;
		private final int port;
		private final RemoteDesk desk;

		Simulated(String name, Path product, Path work, int cards) throws IOException {
			type = name.replaceFirst("-.*", "");
			pcsc = name.contains("-pcsc");
			Path folder = work.resolve("cards");
			try (LocalDesk made = new LocalDesk(folder, new LocalDesk.Options(2, cards + 1, 1, 0, false, Duration.ZERO,
					CardType.valueOf(type.toUpperCase(Locale.ROOT))))) {
				List<ChipSerial> all = made.box();
				chips = all.stream().map(ChipSerial::hex).toList();
				made.insert(made.readers().getFirst(), all.getLast());
				made.remove(made.readers().getFirst());
			}
			List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
					product.resolve("plugins") + "/*", "muhurdar.simulators.CardProcess", "--folder", folder.toString(), "--port",
					"0",
					"--readers", "2", "--scale", "0", "--keys", String.valueOf(cards + 1)));
			if (pcsc) {
				line.addAll(List.of("--auto", "--vpcd"));
				line.addAll(List.of(System.getenv("VPCD_PORTS").split(" ")));
			}
			box = new ProcessBuilder(line).redirectError(work.resolve("cards.log").toFile()).start();
			String ready = box.inputReader().lines().filter(said -> said.startsWith("ready ")).findFirst()
					.orElseThrow(() -> new IllegalStateException("the card process did not start"));
			port = Integer.parseInt(ready.substring("ready ".length()));
			desk = new RemoteDesk("127.0.0.1", port);
		}

		@Override
		public String profile() {
			return type;
		}

		@Override
		public List<String> chips() {
			return chips;
		}

		@Override
		public List<String> options() {
			return pcsc ? List.of("-Dmuhurdar.simulator=off")
					: List.of("-Dmuhurdar.simulator=tcp:127.0.0.1:" + port, "-Dmuhurdar.simulator.hands=0");
		}

		@Override
		public String driver() {
			return pcsc ? "pcsc" : String.valueOf(port);
		}

		@Override
		public boolean allMade() {
			return desk.box().isEmpty() && desk.readers().stream().allMatch(reader -> desk.cardIn(reader).isEmpty());
		}

		@Override
		public void oneMore() {
			desk.insert(first(), new ChipSerial(chips.getLast()));
		}

		/** The hands of the product may have left it in the reader; those at vpcd take it out. */
		@Override
		public void again() throws InterruptedException {
			if (desk.awaitCard(first(), false, pcsc ? SOON : Duration.ZERO)) {
				oneMore();
			}
		}

		private ReaderName first() {
			return desk.readers().getFirst();
		}

		@Override
		public Set<String> pins() {
			return chips.stream().map(this::pin).collect(Collectors.toSet());
		}

		@Override
		public int pinsPerCard() {
			return 1;
		}

		@Override
		public String pin() {
			return pin(chips.getLast());
		}

		private String pin(String chip) {
			try (Secret pin = desk.lookInto(new ChipSerial(chip)).pin().orElseThrow()) {
				return pin.use(bytes -> new String(bytes, StandardCharsets.US_ASCII));
			}
		}

		@Override
		public void close() throws InterruptedException {
			desk.close();
			box.destroy();
			box.waitFor();
		}
	}

	/**
	 * Tokens of SoftHSM2, a module which the product's own process loads: what it keeps itself, in memory that is none of
	 * Java's, is not in our hands. OpenSC's unmodified pkcs11-spy stands before it and writes down what PINs come by; before
	 * that releng/Pkcs11Picky.c keeps the last token back. Set up by releng/secrets, in the folder {@code tokens}.
	 */
	final class Tokens implements SecretsWay {

		private static final Pattern USER_PIN = Pattern.compile(
				"userType = CKU_USER\\n\\[in\\] pPin\\[ulPinLen\\] \\S+ / (\\d+)\\n +00000000 +((?:[0-9a-f]{2} ){1,16})");

		private final Path folder;
		private final List<String> chips;

		Tokens(Path work) throws IOException {
			folder = work.resolve("tokens");
			chips = Files.readAllLines(folder.resolve("serials"));
		}

		@Override
		public String profile() {
			return "pkcs11";
		}

		@Override
		public List<String> chips() {
			return chips;
		}

		@Override
		public List<String> options() {
			return List.of("-Dmuhurdar.simulator=off", "-Dmuhurdar.pkcs11.module=" + folder.resolve("picky.so"),
					"-Dmuhurdar.pkcs11.so.pin.file=" + folder.resolve("so.pin"));
		}

		@Override
		public String driver() {
			return "pkcs11";
		}

		/** Each has been closed twice: when it was made, and when it was read again. */
		@Override
		public boolean allMade() throws IOException {
			return spied().split(": C_CloseAllSessions\n", -1).length - 1 == 2 * (chips.size() - 1);
		}

		private String spied() throws IOException {
			Path file = folder.resolve("spied");
			return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
		}

		@Override
		public void oneMore() throws IOException {
			Files.createFile(folder.resolve("late"));
		}

		@Override
		public void again() {
			// it is still there
		}

		/** The one that the card is made with, and its own. */
		@Override
		public int pinsPerCard() {
			return 2;
		}

		@Override
		public Set<String> pins() throws IOException {
			return new LinkedHashSet<>(logins());
		}

		@Override
		public String pin() throws IOException {
			return logins().getLast();
		}

		private List<String> logins() throws IOException {
			return USER_PIN.matcher(spied()).results().map(Tokens::pin).toList();
		}

		private static String pin(MatchResult login) {
			byte[] pin = HexFormat.of().parseHex(login.group(2).replace(" ", ""));
			if (pin.length != Integer.parseInt(login.group(1))) {
				throw new IllegalStateException("a PIN of " + login.group(1) + " bytes");
			}
			return new String(pin, StandardCharsets.US_ASCII);
		}

		@Override
		public Set<String> transportPins() throws IOException {
			return Set.of(Files.readString(folder.resolve("so.pin")).strip());
		}

		@Override
		public void close() {
			// releng/secrets throws the folder away
		}
	}
}
