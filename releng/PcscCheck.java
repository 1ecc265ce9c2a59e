import java.io.DataInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

import jdk.net.ExtendedSocketOptions;
import jnasmartcardio.Smartcardio;
import jnasmartcardio.Smartcardio.JnaCardTerminals;
import jnasmartcardio.Smartcardio.JnaTerminalFactorySpi;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFacts;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.api.spi.SimulatedHands.Trouble.What;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.AkisProfile;
import muhurdar.card.akis.Iso7816Dialect;
import muhurdar.domain.Atr;
import muhurdar.card.piv.PivProfile;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;
import muhurdar.domain.Secret;
import muhurdar.reader.pcsc.PcscDriver;
import muhurdar.reader.pcsc.StandardInquiry;
import muhurdar.simulators.Desk;
import muhurdar.simulators.LocalDesk;
import muhurdar.simulators.RemoteDesk;

/**
 * The PC/SC driver against a real pcscd with 16 virtual readers. Run from source by releng/pcsc inside
 * releng/pcscd 16; arguments: the path of releng/pcscd, and a part of the names of the checks to be run. No check looks at a clock but to end a wait that hangs.
 */
final class PcscCheck {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();
	private static final Duration SOON = Duration.ofSeconds(20);
	private static final Duration LONG = Duration.ofHours(1);
	private static final byte[] OK = { (byte) 0x90, 0 };
	private static final Bytes TEXT = Bytes.of("MUHURDAR-QC|1|2".getBytes(StandardCharsets.US_ASCII));
	private static final Bytes CERTIFICATE = Bytes.ofHex("30820510" + "07A5".repeat(648)); // as long as a real one

	private final PcscDriver driver = new PcscDriver();
	private final String pcscd;
	private final List<Integer> ports;
	private final List<ReaderName> readers;
	private final String only;
	private int passed;
	private int failed;

	private PcscCheck(String pcscd, String only) {
		this.pcscd = pcscd;
		this.only = only;
		this.ports = Arrays.stream(System.getenv("VPCD_PORTS").split(" ")).map(Integer::valueOf).toList();
		this.readers = driver.readers();
	}

	public static void main(String[] arguments) throws Exception {
		if (arguments[0].equals("missing")) {
			withoutLibrary(arguments[1]);
			return;
		}
		PcscCheck all = new PcscCheck(arguments[0], arguments.length > 1 ? arguments[1] : "");
		all.run();
		System.out.println(all.passed + " passed, " + all.failed + " failed");
		System.exit(all.failed == 0 ? 0 : 1);
	}

	private void run() {
		check("all 16 readers are listed by name, always in the same order", this::listed);
		check("a card is seen to come and to go", this::comesAndGoes);
		check("waiting for a card ends after its time, and at an interrupt", this::waitingEnds);
		check("without a card: CARD_GONE; a reader that never was: READER_GONE", this::nothingThere);
		check("what is open here cannot be opened by anybody else, and can be afterwards", this::exclusive);
		check("what another program holds is IN_USE", this::inUse);
		check("a card is reset when it is opened and when it is closed", this::reset);
		check("a card that offers both protocols is reset in each of them", this::inBothProtocols);
		check("a reader that tells nothing of itself is asked without a fault, with a card and without", this::toldByTheReader);
		check("a wait for a card does not hold up its commands", this::waitBesideWork);
		check("commands of all cases and classes arrive byte for byte", this::byteForByte);
		check("61xx: fetched, also after a command of four bytes and in 40 parts", this::keptBack);
		check("6Cxx: repeated with the right Le whatever the case", this::wrongLe);
		check("extended length: 60000 bytes to the card and 60000 back", this::extended);
		check("pulled during any command: CARD_GONE, and the next card works", this::pulledDuring);
		check("pulled between two commands: CARD_GONE, and the next card works", this::pulledBetween);
		check("16 readers at once, one thread each", this::sixteenAtOnce);
		check("8 readers work at the same moment", this::eightInParallel);
		check("pcscd stopped: SERVICE_GONE, restarted: the same driver works", () -> stopped("stop"));
		check("pcscd killed: SERVICE_GONE, restarted: the same driver works", () -> stopped("kill"));
		check("readers come and go", this::readersComeAndGo);
		for (int count : new int[] { 1, 2, 8, 16 }) {
			check(count + " readers: a card made in each, and then one pulled in each", () -> matrix(count));
		}
		for (String type : List.of("akis", "piv")) {
			check("pulled at every command of the making of a card, on 8 readers: " + type, () -> pulledWhileMade(type));
		}
		check("4 cards made at the same time by the card profile, and read again", this::personalised);
		check("faults that the cards' own process was told to make", this::plannedFaults);
		String product = System.getProperty("product");
		if (product != null) {
			check("the product makes a batch on 4 readers, and asks a card beside it", () -> batch(Path.of(product)));
		}
		check("PC/SC library missing: SERVICE_GONE; there again: works", this::libraryMissing);
	}

	private interface Body {
		void run() throws Exception;
	}

	private void check(String name, Body body) {
		if (!name.contains(only)) {
			return;
		}
		FutureTask<Void> task = inThread(name, () -> {
			body.run();
			return null;
		});
		try {
			task.get(3, TimeUnit.MINUTES);
			passed++;
			System.out.println("ok      " + name);
		} catch (Exception e) {
			failed++;
			System.out.println("FAILED  " + name);
			Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
			cause.printStackTrace(System.out);
			whatPcscdSaid();
		}
	}

	private static void whatPcscdSaid() {
		try (Stream<String> lines = Files.lines(Path.of(System.getenv("VPCD_WORK"), "pcscd.log"))) {
			lines.reduce((first, last) -> last).ifPresent(last -> System.out.println("pcscd said last: " + last));
		} catch (IOException e) {
			System.out.println("pcscd's log: " + e);
		}
	}

	private static <T> FutureTask<T> inThread(String name, Callable<T> work) {
		FutureTask<T> task = new FutureTask<>(work);
		Thread.ofPlatform().daemon().name(name).start(task);
		return task;
	}

	private static void require(boolean condition, Object otherwise) {
		if (!condition) {
			throw new IllegalStateException(String.valueOf(otherwise));
		}
	}

	private static ReaderFault fault(Kind kind, Callable<?> work) throws Exception {
		try {
			Object result = work.call();
			throw new IllegalStateException("no fault but " + result);
		} catch (ReaderFault e) {
			require(e.kind() == kind, e);
			require(e.getMessage().length() > kind.name().length() + 4, "says nothing: " + e);
			return e;
		}
	}

	/** A card of the simplest kind: a TCP client of vpcd. */
	private static final class TestCard implements AutoCloseable {

		private static final byte[] ATR = { 0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01 };
		private final Socket socket;
		private final UnaryOperator<byte[]> answers;
		private final AtomicInteger resets = new AtomicInteger();

		/** @param answers an answer of no bytes: pulled instead of answering */
		TestCard(int port, UnaryOperator<byte[]> answers) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.answers = answers;
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			inThread("card " + port, this::serve);
		}

		/** @return why it ended */
		private IOException serve() {
			try (socket) {
				DataInputStream in = new DataInputStream(socket.getInputStream());
				while (true) {
					byte[] frame = frame(in);
					if (frame.length > 1) {
						byte[] answer = answers.apply(frame);
						if (answer.length == 0) {
							throw new IOException("pulled");
						}
						send(answer);
					} else if (frame[0] == 4) {
						send(ATR);
					} else {
						resets.incrementAndGet();
					}
				}
			} catch (IOException e) {
				return e;
			}
		}

		private byte[] frame(DataInputStream in) throws IOException {
			socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
			byte[] frame = new byte[in.readUnsignedShort()];
			socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
			in.readFully(frame);
			return frame;
		}

		private void send(byte[] body) throws IOException {
			byte[] frame = new byte[body.length + 2];
			frame[0] = (byte) (body.length >> 8);
			frame[1] = (byte) body.length;
			System.arraycopy(body, 0, frame, 2, body.length);
			socket.getOutputStream().write(frame);
		}

		@Override
		public void close() throws IOException {
			socket.close();
		}
	}

	private interface Work {
		void with(CardChannel channel) throws Exception;
	}

	private TestCard insert(int reader, UnaryOperator<byte[]> answers) throws Exception {
		TestCard card = new TestCard(ports.get(reader), answers);
		require(driver.awaitCard(readers.get(reader), true, SOON), "card not seen to come");
		return card;
	}

	private void remove(int reader, TestCard card) throws Exception {
		card.close();
		require(driver.awaitCard(readers.get(reader), false, SOON), "card not seen to go");
	}

	private void open(int reader, UnaryOperator<byte[]> answers, Work work) throws Exception {
		try (TestCard card = insert(reader, answers)) {
			try (CardChannel channel = driver.open(readers.get(reader))) {
				work.with(channel);
			}
			remove(reader, card);
		}
	}

	/** Answers in turn what it finds; anything else it was not told ends the check. */
	private static UnaryOperator<byte[]> script(String... commandsAndAnswers) {
		AtomicInteger at = new AtomicInteger();
		return command -> {
			int i = at.getAndAdd(2);
			boolean expected = i < commandsAndAnswers.length && commandsAndAnswers[i].equals(HEX.formatHex(command));
			return HEX.parseHex(expected ? commandsAndAnswers[i + 1] : "6FFF");
		};
	}

	private static void says(CardChannel channel, String command, String answer) {
		String got = HEX.formatHex(channel.transmit(HEX.parseHex(command)));
		require(got.equals(answer), command + ": " + (got.length() > 100 ? got.length() / 2 + " bytes" : got));
	}

	private void listed() {
		require(readers.size() == 16 && Set.copyOf(readers).size() == 16, readers);
		require(readers.stream().allMatch(reader -> reader.driver().equals("pcsc")), readers);
		require(readers.stream().allMatch(reader -> reader.name().startsWith("Sanal Okuyucu")), readers);
		require(readers.equals(driver.readers()), "another order");
	}

	private void comesAndGoes() throws Exception {
		ReaderName reader = readers.get(0);
		require(!driver.cardPresent(reader), "there already");
		FutureTask<Boolean> waiting = inThread("waiting", () -> driver.awaitCard(reader, true, SOON));
		try (TestCard card = new TestCard(ports.get(0), command -> OK)) {
			require(waiting.get(), "not seen to come");
			require(driver.cardPresent(reader) && !driver.cardPresent(readers.get(1)), "in another reader");
		}
		require(driver.awaitCard(reader, false, SOON), "not seen to go");
		require(!driver.cardPresent(reader), "there still");
	}

	private void waitingEnds() throws Exception {
		require(!driver.awaitCard(readers.get(0), true, Duration.ZERO), "no card");
		require(!driver.awaitCard(readers.get(0), true, Duration.ofMillis(300)), "no card");
		require(driver.awaitCard(readers.get(0), false, Duration.ZERO), "no card");
		CountDownLatch begun = new CountDownLatch(1);
		FutureTask<Boolean> waiting = new FutureTask<>(() -> {
			begun.countDown();
			return driver.awaitCard(readers.get(0), true, LONG);
		});
		Thread waiter = Thread.ofPlatform().daemon().start(waiting);
		begun.await();
		waiter.interrupt();
		require(cause(waiting) instanceof InterruptedException, "not interrupted");
	}

	/** Why the work ended. */
	private static Throwable cause(FutureTask<?> work) throws Exception {
		try {
			throw new IllegalStateException("ended well: " + work.get(SOON.toSeconds(), TimeUnit.SECONDS));
		} catch (ExecutionException e) {
			return e.getCause();
		}
	}

	private void nothingThere() throws Exception {
		fault(Kind.CARD_GONE, () -> driver.open(readers.get(0)));
		ReaderName never = new ReaderName("pcsc", "Hiç Olmayan Okuyucu");
		fault(Kind.READER_GONE, () -> driver.open(never));
		fault(Kind.READER_GONE, () -> driver.cardPresent(never));
		fault(Kind.READER_GONE, () -> driver.awaitCard(never, true, LONG));
		fault(Kind.READER_GONE, () -> driver.open(new ReaderName("simulator", readers.get(0).name())));
	}

	/** Another program. Its context ends with it: pcscd has room for 200. */
	private static final class Elsewhere implements AutoCloseable {

		private final JnaCardTerminals terminals = (JnaCardTerminals) new JnaTerminalFactorySpi((Object) null)
				.engineTerminals();
		private final CardTerminal terminal;

		Elsewhere(ReaderName reader) {
			terminal = terminals.getTerminal(reader.name());
		}

		Card card() throws CardException {
			return terminal.connect("*");
		}

		/** The same, once the driver, which keeps a connection for the next card, has let the reader go. */
		Card soon() throws Exception {
			long end = System.nanoTime() + SOON.toNanos();
			while (true) {
				try {
					return card();
				} catch (Smartcardio.JnaPCSCException e) {
					require((int) e.code == 0x8010000B && System.nanoTime() < end, e);
					Thread.sleep(100); // nothing tells that a reader was let go
				}
			}
		}

		@Override
		public void close() throws CardException {
			terminals.close();
		}
	}

	private void exclusive() throws Exception {
		TestCard card = insert(0, command -> OK);
		try (CardChannel channel = driver.open(readers.get(0))) {
			require(channel.atr().equals(Bytes.of(TestCard.ATR)), channel.atr());
			fault(Kind.IN_USE, () -> driver.open(readers.get(0)));
			try (Elsewhere other = new Elsewhere(readers.get(0))) {
				other.card();
				throw new IllegalStateException("somebody else got in");
			} catch (Smartcardio.JnaPCSCException e) {
				require((int) e.code == 0x8010000B, e);
			}
			says(channel, "00A40000", "9000");
		}
		try (Elsewhere other = new Elsewhere(readers.get(0))) {
			other.soon().disconnect(false);
		}
		try (CardChannel channel = driver.open(readers.get(0))) {
			says(channel, "00A40000", "9000");
		}
		remove(0, card);
	}

	private void inUse() throws Exception {
		TestCard card = insert(0, command -> OK);
		try (Elsewhere other = new Elsewhere(readers.get(0))) {
			Card theirs = other.soon();
			fault(Kind.IN_USE, () -> driver.open(readers.get(0)));
			theirs.disconnect(false);
		}
		driver.open(readers.get(0)).close();
		remove(0, card);
	}

	private void reset() throws Exception {
		TestCard card = insert(0, command -> OK);
		try (Elsewhere other = new Elsewhere(readers.get(0))) {
			other.soon().disconnect(false); // powered, and left as it is
			int before = card.resets.get();
			CardChannel channel = driver.open(readers.get(0));
			int open = card.resets.get();
			require(open > before, "not reset when opened");
			channel.close();
			channel.close();
			// the reset of a close is done when the next command of anybody is
			Card theirs = other.soon();
			require(card.resets.get() > open, "not reset when closed");
			theirs.disconnect(false);
		}
		remove(0, card);
	}

	private void inBothProtocols() throws Exception {
		try (TestCard card = insert(0, command -> OK)) {
			for (int protocol = 0; protocol < 2; protocol++) {
				int before = card.resets.get();
				require(Atr.of(driver.reset(readers.get(0), protocol).orElseThrow()).offers(protocol), "another ATR");
				require(card.resets.get() > before, "not reset");
			}
			remove(0, card);
		}
		fault(Kind.CARD_GONE, () -> driver.reset(readers.get(0), 1));
	}

	/** vpcd says nothing of itself: pcscd answers that to every question, which is no fault. */
	private void toldByTheReader() throws Exception {
		told();
		try (TestCard card = insert(0, command -> OK)) {
			told();
			remove(0, card);
		}
		fault(Kind.READER_GONE, () -> driver.control(new ReaderName("pcsc", "Hiç Olmayan Okuyucu")));
	}

	private void told() {
		try (ReaderControl control = driver.control(readers.get(0)).orElseThrow()) {
			require(control.attribute(0x0007FFFF).isEmpty(), "an attribute that there is not");
			require(control.control(3400, Bytes.of()).map(Bytes::length).orElse(0) == 0, "features of a reader without any");
			require(new StandardInquiry().ask(control).equals(ReaderFacts.NONE), "a maker");
		}
	}

	private void waitBesideWork() throws Exception {
		TestCard card = insert(0, command -> OK);
		try (CardChannel channel = driver.open(readers.get(0))) {
			FutureTask<Boolean> waiting = inThread("waiting", () -> driver.awaitCard(readers.get(0), false, SOON));
			for (int i = 0; i < 200; i++) {
				says(channel, "00A40000", "9000");
			}
			require(!waiting.isDone(), "the wait ended first");
			card.close();
			require(waiting.get(), "not seen to go");
		}
	}

	private void byteForByte() throws Exception {
		open(0, command -> HEX.parseHex(HEX.formatHex(command) + "9000"), channel -> {
			String data = "0102030405060708090A0B0C0D0E0F10";
			for (String head : List.of("00A40102", "10A40102", "0CA40102", "03A40102", "4FA40102", "6FA40102", "80A40102",
					"84A40102", "FEA40102")) {
				for (String tail : List.of("", "00", "FF", "10" + data, "10" + data + "00", "000100", "000010" + data,
						"000010" + data + "0000")) {
					says(channel, head + tail, head + tail + "9000");
				}
			}
			String longest = "00D60000FF" + "5A".repeat(255);
			says(channel, longest + "00", longest + "009000");
		});
	}

	private void keptBack() throws Exception {
		open(0, script("80CA0001", "6103", "00C0000003", "0102039000", "00B0000000", "AA6102", "00C0000002", "BBCC9000",
				"00A40004023F0000", "6101", "00C0000001", "DD6282"), channel -> {
					says(channel, "80CA0001", "0102039000");
					says(channel, "00B0000000", "AABBCC9000");
					says(channel, "00A40004023F0000", "DD6282");
				});
		AtomicInteger left = new AtomicInteger(40);
		open(0, command -> HEX.parseHex("5A".repeat(256) + (left.decrementAndGet() > 0 ? "6100" : "9000")),
				channel -> says(channel, "00B00000", "5A".repeat(256 * 40) + "9000"));
	}

	private void wrongLe() throws Exception {
		open(0, script("80CA9F7F", "6C02", "80CA9F7F02", "01029000", "80CA9F7F00", "6C02", "80CA9F7F02", "03049000",
				"0020008106313233343536", "6C02", "002000810631323334353602", "05069000", "00CB3FFF01AA00", "6C02",
				"00CB3FFF01AA02", "07089000", "00CB3FFF0001F4", "6C02", "00CB3FFF000002", "090A9000"), channel -> {
					says(channel, "80CA9F7F", "01029000");
					says(channel, "80CA9F7F00", "03049000");
					says(channel, "0020008106313233343536", "05069000");
					says(channel, "00CB3FFF01AA00", "07089000");
					says(channel, "00CB3FFF0001F4", "090A9000");
				});
	}

	private void extended() throws Exception {
		String data = "A5".repeat(60000);
		open(0, command -> HEX.parseHex(command.length == 60009 ? data + "9000" : "6700"),
				channel -> says(channel, "00D6000000" + "EA60" + data + "0000", data + "9000"));
	}

	private void pulledDuring() throws Exception {
		parallel(8, reader -> {
			AtomicInteger left = new AtomicInteger(reader);
			TestCard card = insert(reader, command -> left.getAndDecrement() == 0 ? new byte[0] : OK);
			try (CardChannel channel = driver.open(readers.get(reader))) {
				for (int command = 0; command < reader; command++) {
					says(channel, "00A40000", "9000");
				}
				fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
				fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
			}
			remove(reader, card);
			fault(Kind.CARD_GONE, () -> driver.open(readers.get(reader)));
			open(reader, command -> OK, channel -> says(channel, "00A40000", "9000"));
		});
	}

	private void pulledBetween() throws Exception {
		// at once, when pcscd does not know yet, and later, when it does
		for (boolean known : new boolean[] { false, true }) {
			TestCard card = insert(0, command -> OK);
			try (CardChannel channel = driver.open(readers.get(0))) {
				says(channel, "00A40000", "9000");
				if (known) {
					remove(0, card);
				} else {
					card.close();
				}
				fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
			}
			require(driver.awaitCard(readers.get(0), false, SOON), "not seen to go");
			open(0, command -> OK, channel -> says(channel, "00A40000", "9000"));
		}
	}

	private interface AtReader {
		void run(int reader) throws Exception;
	}

	/** One thread for each of the first readers. */
	private static void parallel(int count, AtReader work) throws Exception {
		List<FutureTask<Void>> all = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int reader = i;
			all.add(inThread("reader " + reader, () -> {
				work.run(reader);
				return null;
			}));
		}
		for (FutureTask<Void> one : all) {
			one.get();
		}
	}

	private void sixteenAtOnce() throws Exception {
		CyclicBarrier allOpen = new CyclicBarrier(16);
		parallel(16, reader -> open(reader, command -> HEX.parseHex(HEX.formatHex(command) + "9000"), channel -> {
			allOpen.await(SOON.toSeconds(), TimeUnit.SECONDS);
			for (int command = 0; command < 100; command++) {
				String own = "00D6%04X02%02X%02X".formatted(command, reader, command);
				says(channel, own, own + "9000");
			}
		}));
	}

	/** No card answers before all of them have a command. */
	private void eightInParallel() throws Exception {
		CyclicBarrier allBusy = new CyclicBarrier(8);
		parallel(8, reader -> open(reader, command -> {
			try {
				allBusy.await(SOON.toSeconds(), TimeUnit.SECONDS);
				return OK;
			} catch (Exception e) {
				return HEX.parseHex("6F00");
			}
		}, channel -> {
			for (int command = 0; command < 10; command++) {
				says(channel, "00A40000", "9000");
			}
		}));
	}

	private void stopped(String how) throws Exception {
		TestCard card = insert(0, command -> OK);
		try (CardChannel channel = driver.open(readers.get(0))) {
			FutureTask<Boolean> waiting = inThread("waiting", () -> driver.awaitCard(readers.get(1), true, LONG));
			stopOrKill(how);
			require(cause(waiting) instanceof ReaderFault e && e.kind() == Kind.SERVICE_GONE, "the wait went on");
			fault(Kind.SERVICE_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
		}
		card.close();
		System.out.println("        " + fault(Kind.SERVICE_GONE, driver::readers).getMessage());
		fault(Kind.SERVICE_GONE, () -> driver.cardPresent(readers.get(0)));
		fault(Kind.SERVICE_GONE, () -> driver.awaitCard(readers.get(0), true, LONG));
		fault(Kind.SERVICE_GONE, () -> driver.open(readers.get(0)));
		call(pcscd, "restart");
		require(readers.equals(driver.readers()), driver.readers());
		open(0, command -> OK, channel -> says(channel, "00A40000", "9000"));
	}

	private void stopOrKill(String how) throws Exception {
		if (how.equals("stop")) {
			call(pcscd, "stop");
		} else {
			String pid = Files.readString(Path.of(System.getenv("VPCD_WORK"), "pcscd.pid")).strip();
			ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
			process.destroyForcibly();
			process.onExit().get();
		}
	}

	private static void call(String... command) throws Exception {
		Process process = new ProcessBuilder(command).inheritIO().start();
		require(process.waitFor() == 0, String.join(" ", command));
	}

	private void readersComeAndGo() throws Exception {
		Path file = Path.of(System.getenv("VPCD_WORK"), "pcscd", "vpcd.conf");
		String all = Files.readString(file);
		Files.writeString(file, all.substring(all.indexOf("\n\n") + 2)); // without the first entry, which is two readers
		call(pcscd, "stop");
		call(pcscd, "restart");
		require(driver.readers().equals(readers.subList(2, 16)), driver.readers());
		fault(Kind.READER_GONE, () -> driver.open(readers.get(0)));
		open(2, command -> OK, channel -> says(channel, "00A40000", "9000"));
		Files.writeString(file, all);
		call(pcscd, "stop");
		call(pcscd, "restart");
		require(driver.readers().equals(readers), driver.readers());
		open(0, command -> OK, channel -> says(channel, "00A40000", "9000"));
	}

	/** With exactly as many readers behind pcscd; of one, pcscd also lists the second slot, which stays empty. */
	private void matrix(int count) throws Exception {
		Path file = Path.of(System.getenv("VPCD_WORK"), "pcscd", "vpcd.conf");
		String all = Files.readString(file);
		String[] entries = all.split("\n\n");
		try {
			restart(file, String.join("\n\n", Arrays.copyOf(entries, (count + 1) / 2)) + "\n\n");
			require(driver.readers().equals(readers.subList(0, (count + 1) / 2 * 2)), driver.readers());
			Path folder = Files.createTempDirectory(Path.of(System.getenv("VPCD_WORK")), "matrix");
			Set<String> serials = ConcurrentHashMap.newKeySet();
			try (Cards cards = new Cards(folder, "akis", count)) {
				parallel(count, reader -> {
					cards.desk.swap(cards.desk.readers().get(reader));
					serials.add(personalise(readers.get(reader), KeyType.EC_P256));
					cards.desk.remove(cards.desk.readers().get(reader));
					require(driver.awaitCard(readers.get(reader), false, SOON), "not seen to go");
				});
			}
			require(serials.size() == count, serials);
			parallel(count, reader -> {
				TestCard card = insert(reader, command -> new byte[0]);
				try (CardChannel channel = driver.open(readers.get(reader))) {
					fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
				}
				remove(reader, card);
				open(reader, command -> OK, channel -> says(channel, "00A40000", "9000"));
			});
		} finally {
			restart(file, all);
		}
	}

	private void restart(Path file, String configuration) throws Exception {
		Files.writeString(file, configuration);
		call(pcscd, "stop");
		call(pcscd, "restart");
	}

	/** Simulated cards of one type behind the first readers, in a process of their own, and the hands at them. */
	private final class Cards implements AutoCloseable {

		private final Process process;
		private final Desk desk;

		Cards(Path folder, String type, int count) throws IOException {
			List<String> command = new ArrayList<>(List.of(java(), "-cp", System.getProperty("java.class.path"),
					"muhurdar.simulators.CardProcess", "--folder", folder.toString(), "--type", type, "--scale", "0", "--hands",
					"0", "--cards", "256", "--port", "0", "--vpcd"));
			ports.subList(0, count).forEach(port -> command.add(port.toString()));
			process = new ProcessBuilder(command).redirectError(folder.resolve("cards.log").toFile()).start();
			String ready = process.inputReader().lines().filter(line -> line.startsWith("ready ")).findFirst().orElseThrow();
			Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(line -> {
			}));
			desk = new RemoteDesk("127.0.0.1", Integer.parseInt(ready.substring("ready ".length())));
		}

		@Override
		public void close() throws InterruptedException {
			desk.close();
			process.destroy();
			process.waitFor();
		}
	}

	/** The same card is then blank and can be made, or says that it is not blank and refuses to be made again. */
	private void pulledWhileMade(String type) throws Exception {
		Path folder = Files.createTempDirectory(Path.of(System.getenv("VPCD_WORK")), "pulled");
		AtomicInteger next = new AtomicInteger(1);
		AtomicInteger all = new AtomicInteger(Integer.MAX_VALUE);
		AtomicInteger blank = new AtomicInteger();
		AtomicInteger half = new AtomicInteger();
		try (Cards cards = new Cards(folder, type, 8)) {
			parallel(8, reader -> {
				ReaderName slot = cards.desk.readers().get(reader);
				for (int at = next.getAndIncrement(); at < all.get(); at = next.getAndIncrement()) {
					ChipSerial chip = cards.desk.swap(slot).orElseThrow();
					require(driver.awaitCard(readers.get(reader), true, SOON), "card not seen to come");
					cards.desk.plan(slot, new Trouble(at, at % 2 == 0 ? What.PULLED_BEFORE : What.PULLED_AFTER, 0));
					try (CardChannel channel = driver.open(readers.get(reader))) {
						make(profile(type), channel, KeyType.EC_P256);
						all.accumulateAndGet(at, Math::min); // not pulled: the making has fewer commands
						return;
					} catch (ReaderFault e) {
						require(e.kind() == Kind.CARD_GONE, e);
					}
					require(driver.awaitCard(readers.get(reader), false, SOON), "not seen to go");
					cards.desk.insert(slot, chip);
					require(driver.awaitCard(readers.get(reader), true, SOON), "card not seen to come again");
					try (CardChannel channel = driver.open(readers.get(reader))) {
						SmartCard card = profile(type).open(channel);
						if (card.blank()) {
							make(profile(type), channel, KeyType.EC_P256);
							blank.incrementAndGet();
						} else {
							refuses(card, at);
							half.incrementAndGet();
						}
					}
					cards.desk.remove(slot);
					require(driver.awaitCard(readers.get(reader), false, SOON), "not seen to go");
				}
			});
		}
		parallel(8, reader -> require(driver.awaitCard(readers.get(reader), false, SOON), "not seen to go"));
		require(all.get() > 10 && blank.get() > 0 && half.get() > 0, all + " commands, " + blank + " blank, " + half + " not");
		System.out.println("        " + (all.get() - 1) + " commands: " + blank + " cards left blank, " + half + " not");
	}

	private static void refuses(SmartCard card, int at) {
		try {
			card.generateKeyPair(KeyType.EC_P256);
			throw new IllegalStateException("made twice, pulled at command " + at);
		} catch (CardFault e) {
			require(e.statusWord() != 0x9000, e);
		}
	}

	private static CardProfile profile(String type) {
		return switch (type) {
		case "akis" -> new AkisProfile(new Iso7816Dialect());
		case "piv" -> new PivProfile();
		default -> throw new IllegalArgumentException(type);
		};
	}

	/** As the bench does. @return the key */
	private static Bytes make(CardProfile profile, CardChannel channel, KeyType type) {
		SmartCard card = profile.open(channel);
		if (profile.managed()) {
			card.takeOver(Secret.taking("0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII)));
		}
		Bytes key = card.generateKeyPair(type);
		card.signBeforePin(TEXT);
		card.writeCertificate(CERTIFICATE, "Işıl Çağrı Öğüş");
		card.setPin(Secret.taking("123456".getBytes(StandardCharsets.US_ASCII)));
		card.setPuk(Secret.taking("87654321".getBytes(StandardCharsets.US_ASCII)));
		return key;
	}

	private void personalised() throws Exception {
		Path folder = Path.of(System.getenv("VPCD_WORK"), "cards");
		LocalDesk desk = new LocalDesk(folder, new LocalDesk.Options(4, 4, 1, 0, false, Duration.ZERO));
		desk.readers().forEach(desk::swap);
		desk.close();
		Process cards = cardProcess(folder, ports.subList(0, 4), "--scale", "0");
		Set<String> serials = ConcurrentHashMap.newKeySet();
		try {
			parallel(4, reader -> serials.add(personalise(readers.get(reader), KeyType.RSA_2048)));
		} finally {
			cards.destroy();
			cards.waitFor();
		}
		require(serials.size() == 4, serials);
		parallel(4, reader -> require(driver.awaitCard(readers.get(reader), false, SOON), "not seen to go"));
	}

	private void plannedFaults() throws Exception {
		Path folder = Path.of(System.getenv("VPCD_WORK"), "faults");
		LocalDesk desk = new LocalDesk(folder, new LocalDesk.Options(2, 2, 5, 0, false, Duration.ZERO));
		desk.readers().forEach(desk::swap);
		desk.close();
		Process cards = cardProcess(folder, ports.subList(0, 2), "--scale", "0", "--trouble", "1:2:6F00", "--trouble",
				"2:2:pulled_before");
		byte[] who = HEX.parseHex("00CA01064D");
		try {
			for (int reader = 0; reader < 2; reader++) {
				require(driver.awaitCard(readers.get(reader), true, SOON), "card not seen to come");
				try (CardChannel channel = driver.open(readers.get(reader))) {
					require(channel.transmit(who).length == 79, "its serial number");
					if (reader == 0) {
						require(Arrays.equals(channel.transmit(who), HEX.parseHex("6F00")), "the planned status word");
						require(channel.transmit(who).length == 79, "its serial number again");
					} else {
						fault(Kind.CARD_GONE, () -> channel.transmit(who));
					}
				}
			}
			require(driver.awaitCard(readers.get(1), false, SOON), "not seen to go");
		} finally {
			cards.destroy();
			cards.waitFor();
		}
		require(driver.awaitCard(readers.get(0), false, SOON), "not seen to go");
	}

	/** Shows the cards of the folder behind these ports. */
	private Process cardProcess(Path folder, List<Integer> behind, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(java(), "-cp", System.getProperty("java.class.path"),
				"muhurdar.simulators.CardProcess", "--folder", folder.toString()));
		command.addAll(List.of(options));
		command.add("--vpcd");
		behind.forEach(port -> command.add(port.toString()));
		return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(folder.resolveSibling("cards.log").toFile()))
				.start();
	}

	private static String java() {
		return ProcessHandle.current().info().command().orElseThrow();
	}

	/** From the order to the checked card, with everything that the product is made of. */
	private void batch(Path product) throws Exception {
		Path folder = Path.of(System.getenv("VPCD_WORK"), "blanks");
		LocalDesk desk = new LocalDesk(folder, new LocalDesk.Options(4, 8, 2, 0, false, Duration.ZERO));
		List<String> serials = desk.box().stream().map(ChipSerial::hex).toList();
		desk.close();
		product(product, "--as", "elif.yildiz", "orders", "order", "--first", "8");
		product(product, "--as", "can.ozturk", "orders", "approve", "--all");
		List<String> receive = new ArrayList<>(List.of("--as", "burak.sahin", "card", "receive"));
		receive.addAll(serials);
		product(product, receive.toArray(String[]::new));
		Product run = new Product(product, "--as", "burak.sahin", "batch", "run"); // waits for cards
		run.hasOpen("muhurdar.mv.db");
		besideAnOpenStore(product);
		Process cards = cardProcess(folder, ports.subList(0, 4), "--scale", "0.01", "--auto");
		try {
			run.ends(0); // ends well only if no order is left without a card
		} finally {
			cards.destroy();
			cards.waitFor();
		}
	}

	/** What asks only readers and cards runs while another process has the database file open. */
	private void besideAnOpenStore(Path product) throws Exception {
		new Product(product, "--as", "burak.sahin", "card", "list").ends(4);
		new Product(product, "card", "identify").ends(1);
		new Product(product, "card", "trace", "--reader", readers.get(8).name()).ends(1);
		Path folder = Path.of(System.getenv("VPCD_WORK"), "beside");
		LocalDesk desk = new LocalDesk(folder, new LocalDesk.Options(1, 1, 3, 0, false, Duration.ZERO));
		ChipSerial chip = desk.swap(desk.readers().getFirst()).orElseThrow();
		desk.close();
		Process card = cardProcess(folder, ports.subList(8, 9), "--scale", "0");
		try {
			require(driver.awaitCard(readers.get(8), true, SOON), "card not seen to come");
			new Product(product, "card", "identify").ends(0);
			String trace = new Product(product, "card", "trace", chip.hex()).ends(0);
			require(trace.contains("# chip " + chip.hex()) && trace.contains("# profile akis"), trace);
		} finally {
			card.destroy();
			card.waitFor();
		}
		require(driver.awaitCard(readers.get(8), false, SOON), "not seen to go");
	}

	private static void product(Path product, String... command) throws Exception {
		new Product(product, command).ends(0);
	}

	/** The product at work on one command. */
	private static final class Product {

		private final List<String> line;
		private final Path said;
		private final Process process;

		Product(Path product, String... command) throws IOException {
			Path work = Path.of(System.getenv("VPCD_WORK"));
			line = new ArrayList<>(List.of(product.resolve("muhurdar").toString(), "--data", work.resolve("data").toString(),
					"--no-ui"));
			line.addAll(List.of(command));
			said = Files.createTempFile(work, "said", "");
			ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
			builder.environment().put("MUHURDAR_JAVA_OPTIONS", "-Dmuhurdar.simulator=off");
			process = builder.start();
		}

		/** Waits until it has opened this file. */
		void hasOpen(String file) throws Exception {
			long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
			while (Stream.concat(Stream.of(process.toHandle()), process.descendants()).noneMatch(one -> hasOpen(one, file))) {
				require(process.isAlive() && System.nanoTime() < end, "does not open " + file + ": " + line);
				TimeUnit.MILLISECONDS.sleep(50); // nothing tells that another process opens a file
			}
		}

		private static boolean hasOpen(ProcessHandle one, String file) {
			String[] open = Path.of("/proc", String.valueOf(one.pid()), "fd").toFile().list();
			return open != null && Arrays.stream(open).anyMatch(each -> {
				try {
					return Files.readSymbolicLink(Path.of("/proc", String.valueOf(one.pid()), "fd", each)).endsWith(file);
				} catch (IOException e) {
					return false; // closed meanwhile
				}
			});
		}

		/** @return the exit code */
		int end() throws Exception {
			try {
				require(process.waitFor(2, TimeUnit.MINUTES), "does not end: " + line);
				return process.exitValue();
			} finally {
				process.destroy();
			}
		}

		/** @return what it said */
		String ends(int code) throws Exception {
			int ended = end();
			String text = Files.readString(said);
			require(ended == code, ended + ": " + String.join(" ", line) + System.lineSeparator() + text);
			return text;
		}
	}

	/** @return the serial of the chip */
	private String personalise(ReaderName reader, KeyType type) throws Exception {
		require(driver.awaitCard(reader, true, SOON), "card not seen to come");
		CardProfile profile = profile("akis");
		Bytes key;
		String serial;
		try (CardChannel channel = driver.open(reader)) {
			require(profile.recognises(channel.atr()).answer() == Recognition.Answer.YES, channel.atr());
			SmartCard card = profile.open(channel);
			require(card.blank(), "not blank");
			serial = card.serial().hex();
			key = make(profile, channel, type);
		}
		try (CardChannel channel = driver.open(reader)) {
			SmartCard card = profile.open(channel);
			require(card.serial().hex().equals(serial), "another card");
			require(card.publicKey().equals(Optional.of(key)) && card.certificate().equals(Optional.of(CERTIFICATE)),
					"read back");
			require(card.pinSet() && card.pukSet() && card.pinTriesLeft().orElseThrow() == 3, "PIN and PUK");
			card.verifyPin(Secret.taking("123456".getBytes(StandardCharsets.US_ASCII)));
			require(verifies(type, key, TEXT, card.sign(TEXT)), "signature with the PIN");
		}
		return serial;
	}

	private static boolean verifies(KeyType type, Bytes key, Bytes text, Bytes signature) throws Exception {
		boolean rsa = type == KeyType.RSA_2048;
		Signature verifier = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
		verifier.initVerify(KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(key.toArray())));
		verifier.update(text.toArray());
		return verifier.verify(signature.toArray());
	}

	/** In a process and a mount namespace of its own, in which the library is an empty file. */
	private void libraryMissing() throws Exception {
		Path library;
		try (var candidates = Files.find(Path.of("/usr/lib"), 2, (path, is) -> path.endsWith("libpcsclite.so.1"))) {
			library = candidates.findFirst().orElseThrow().toRealPath();
		}
		call("unshare", "-m", "sh", "-c", "mount --bind /dev/null $0 && exec \"$@\"", library.toString(),
				java(), "--enable-native-access=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path"), Path.of(pcscd).resolveSibling("PcscCheck.java").toString(), "missing",
				library.toString());
	}

	private static void withoutLibrary(String library) throws Exception {
		PcscDriver driver = new PcscDriver();
		for (int i = 0; i < 2; i++) {
			fault(Kind.SERVICE_GONE, driver::readers);
		}
		call("umount", library);
		require(driver.readers().size() == 16, driver.readers());
		System.exit(0);
	}
}
