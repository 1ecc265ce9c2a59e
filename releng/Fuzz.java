import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.Dialogue;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.Recognition.Answer;
import muhurdar.api.spi.SmartCard;
import muhurdar.card.akis.AkisProfile;
import muhurdar.card.akis.Iso7816Dialect;
import muhurdar.card.piv.PivProfile;
import muhurdar.domain.Atr;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.simulators.CardType;
import muhurdar.simulators.LocalDesk;

/**
 * Random and mutated answers to reset, response APDUs and files through the card profiles and the dialogue with the
 * card. Nothing but CardFault, ReaderFault and Refusal may come out, within the time of a case and a small heap. Run by
 * releng/bench fuzz; arguments: cases, seed, and one case to be run alone. The same seed gives the same cases.
 */
final class Fuzz {

	private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();
	/** More than the largest file has in parts of one byte. */
	private static final int MOST_COMMANDS = 200_000;
	private static final Bytes TEXT = Bytes.of(new byte[] { 1, 2, 3 });
	/** One of every family that a list knows, and some that are nobody's. */
	private static final List<String> ATRS = List.of("3BBA11008131FE4D55454B41452056312E30AE",
			"3B9F978131FE458065544353228231C073F62180810553", "3B9F968131FE45806755454B41451293318073B3A1806B",
			"3B9F978131FE4580655443D3230231C073F62180810552", "3B8580014D485049564E", "3B80800101",
			"3F6525082253019000", "3B9F96801FC68031E073FE211B63AA0501830F900021");
	/** Tags, lengths and status words on which parsers turn. */
	private static final int[] TURNING = { 0x00, 0x01, 0x30, 0x53, 0x6F, 0x70, 0x7F, 0x80, 0x81, 0x82, 0x83, 0x84, 0x88,
			0xFE, 0xFF };

	/** One profile, and what a finished card of its type answered to every command. */
	private record Target(CardProfile profile, String atr, Map<String, byte[]> answers) {
	}

	private final long seed;
	private final List<Target> targets;
	private final AtomicLong next = new AtomicLong();
	private final AtomicLongArray running;
	private final AtomicLongArray since;
	private final Map<String, AtomicLong> ends = new java.util.concurrent.ConcurrentHashMap<>();

	private Fuzz(long seed, int threads) throws Exception {
		this.seed = seed;
		this.running = new AtomicLongArray(threads);
		this.since = new AtomicLongArray(threads);
		this.targets = List.of(recorded(CardType.AKIS, new AkisProfile(new Iso7816Dialect())),
				recorded(CardType.PIV, new PivProfile()));
	}

	public static void main(String[] arguments) throws Exception {
		long cases = Long.parseLong(arguments[0]);
		long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt();
		System.out.println("fuzz.seed: " + seed);
		int threads = Runtime.getRuntime().availableProcessors();
		Fuzz fuzz = new Fuzz(seed, threads);
		if (arguments.length > 2) {
			fuzz.run(Long.parseLong(arguments[2]));
		} else {
			fuzz.runAll(cases, threads);
		}
	}

	private void runAll(long cases, int threads) throws InterruptedException {
		List<Thread> workers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			int worker = i;
			workers.add(Thread.ofPlatform().name("fuzz " + i).start(() -> work(worker, cases)));
		}
		for (boolean busy = true; busy;) {
			busy = false;
			for (int i = 0; i < threads; i++) {
				Thread worker = workers.get(i);
				busy |= !worker.join(Duration.ofMillis(200));
				long begun = since.get(i);
				if (begun != 0 && System.nanoTime() - begun > LONGEST_NANOS) {
					finding(running.get(i), "hangs at " + Arrays.toString(worker.getStackTrace()), null);
				}
			}
		}
		System.out.println("fuzz.cases: " + cases);
		ends.entrySet().stream().sorted(Map.Entry.comparingByKey())
				.forEach(end -> System.out.println("fuzz.ended." + end.getKey() + ": " + end.getValue()));
		System.out.println("fuzz.heap.mib: " + Runtime.getRuntime().totalMemory() / 1024 / 1024);
		System.out.println("fuzz.findings: 0");
	}

	private void work(int worker, long cases) {
		for (long number = next.getAndIncrement(); number < cases; number = next.getAndIncrement()) {
			running.set(worker, number);
			since.set(worker, System.nanoTime());
			try {
				run(number);
			} catch (Throwable e) {
				finding(number, "ended with " + e, e);
			}
			since.set(worker, 0);
		}
	}

	/** The first one ends the run: the others would only repeat it. */
	private void finding(long number, String what, Throwable error) {
		System.out.println("fuzz.finding: seed " + seed + " case " + number + " " + what);
		if (error != null) {
			error.printStackTrace(System.out);
		}
		Runtime.getRuntime().halt(1);
	}

	private void run(long number) {
		Random random = new Random(seed * 1_000_003 + number);
		Target target = targets.get(random.nextInt(targets.size()));
		String end = switch ((int) (number % 3)) {
		case 0 -> recognise(random);
		case 1 -> dialogue(random);
		default -> session(target, random);
		};
		ends.computeIfAbsent(end, key -> new AtomicLong()).incrementAndGet();
	}

	private String recognise(Random random) {
		Bytes atr = Bytes.of(atr(random));
		Atr decoded = Atr.of(atr);
		check(decoded.bytes().equals(atr) && decoded.historicalText().length() == decoded.historical().length(),
				"decoded wrongly");
		StringBuilder end = new StringBuilder(decoded.sound() ? "atr.sound" : "atr.flawed");
		for (Target target : targets) {
			end.append('.').append(target.profile.recognises(atr).answer());
		}
		return end.toString();
	}

	private static byte[] atr(Random random) {
		return random.nextInt(4) == 0 ? bytes(random, random.nextInt(40))
				: mutated(HexFormat.of().parseHex(ATRS.get(random.nextInt(ATRS.size()))), random);
	}

	/** A card that keeps back, wants other lengths, and never ends; commands that are none. */
	private static String dialogue(Random random) {
		int[] sent = new int[1];
		byte[] command = random.nextInt(3) == 0 ? bytes(random, 4 + random.nextInt(300)) : new byte[] { 0, (byte) 0xB0, 0, 0, 0 };
		byte[] before = command.clone();
		try {
			byte[] answer = new Dialogue<ReaderFault>(sentNow -> {
				check(++sent[0] <= MOST_COMMANDS, "commands without end");
				byte[] part = bytes(random, 2 + random.nextInt(258));
				part[part.length - 2] = (byte) switch (random.nextInt(4)) {
				case 0 -> 0x6C;
				case 1 -> 0x90;
				default -> 0x61;
				};
				return part;
			}, random.nextInt(4) == 0).transmit(command);
			check(answer.length >= 2, "an answer without status word");
		} catch (ReaderFault e) {
			return "dialogue.fault";
		} catch (IllegalArgumentException e) {
			check(e.getMessage() != null && e.getMessage().contains("T=1"), e.toString()); // extended length over T=0
			return "dialogue.T0";
		} finally {
			check(Arrays.equals(before, command), "the command was changed");
		}
		return "dialogue.answer";
	}

	private static void check(boolean condition, String otherwise) {
		if (!condition) {
			throw new AssertionError(otherwise);
		}
	}

	/** Everything that can be asked of a card, and the whole making, against a card that answers wrongly now and then. */
	private String session(Target target, Random random) {
		int rate = 1 + random.nextInt(12);
		CardChannel channel = new FuzzedChannel(target, random, rate);
		List<Runnable> asked = new ArrayList<>();
		SmartCard[] card = new SmartCard[1];
		int answered = 0;
		try {
			Bytes atr = random.nextInt(8) == 0 ? Bytes.of(atr(random)) : channel.atr();
			if (target.profile.recognises(atr).answer() == Answer.ASK) {
				target.profile.asks(channel);
			}
			card[0] = target.profile.open(channel);
		} catch (CardFault | ReaderFault | Refusal e) {
			return "session.open." + e.getClass().getSimpleName();
		}
		SmartCard open = card[0];
		asked.addAll(List.of(open::serial, open::blank, open::publicKey, open::certificate, open::keyType, open::pinSet,
				open::pukSet, open::pinTriesLeft, open::pukTriesLeft, open::logout, () -> open.sign(TEXT),
				() -> open.signBeforePin(TEXT), () -> open.generateKeyPair(KeyType.values()[random.nextInt(3)]),
				() -> open.writeCertificate(Bytes.of(bytes(random, random.nextInt(2000))), "Işıl"),
				() -> open.verifyPin(secret("123456")), () -> open.setPin(secret("123456")),
				() -> open.setPuk(secret("87654321")), () -> open.unblock(secret("87654321"), secret("123456"))));
		if (target.profile.managed()) {
			asked.add(() -> open.takeOver(secret("0123456789abcdef0123456789ABCDEF")));
		}
		for (int i = 0; i < 6; i++) {
			try {
				asked.get(random.nextInt(asked.size())).run();
				answered++;
			} catch (CardFault | ReaderFault | Refusal e) {
				check(e.getMessage() != null, "says nothing");
			}
		}
		return "session.answered." + answered;
	}

	private static Secret secret(String digits) {
		return Secret.taking(digits.getBytes());
	}

	/** What the recorded card answered, one in so many of them mutated. */
	private static final class FuzzedChannel implements CardChannel {

		private final Target target;
		private final Random random;
		private final int rate;
		private final Dialogue<ReaderFault> dialogue = new Dialogue<>(this::raw, false);
		private int sent;

		FuzzedChannel(Target target, Random random, int rate) {
			this.target = target;
			this.random = random;
			this.rate = rate;
		}

		@Override
		public Bytes atr() {
			return Bytes.ofHex(target.atr);
		}

		@Override
		public byte[] transmit(byte[] command) {
			return dialogue.transmit(command);
		}

		private byte[] raw(byte[] command) {
			check(++sent <= MOST_COMMANDS, "commands without end");
			byte[] known = target.answers.get(HexFormat.of().formatHex(command));
			byte[] answer = known != null ? known : new byte[] { (byte) 0x90, 0 };
			if (random.nextInt(rate) != 0) {
				return answer.clone();
			}
			if (random.nextInt(50) == 0) {
				throw new ReaderFault(ReaderFault.Kind.CARD_GONE, "as planned");
			}
			byte[] other = mutated(answer, random);
			return other.length >= 2 ? other : new byte[] { 0x6F, 0 };
		}

		@Override
		public void close() {
			// nothing to end
		}
	}

	private static byte[] mutated(byte[] from, Random random) {
		byte[] to = from.clone();
		for (int changes = 1 + random.nextInt(4); changes > 0 && to.length > 0; changes--) {
			int at = random.nextInt(4) == 0 ? random.nextInt(to.length) : random.nextInt(Math.min(to.length, 24));
			switch (random.nextInt(7)) {
			case 0 -> to[at] ^= (byte) (1 << random.nextInt(8));
			case 1 -> to[at] = (byte) TURNING[random.nextInt(TURNING.length)];
			case 2 -> to = Arrays.copyOf(to, at);
			case 3 -> to = joined(Arrays.copyOf(to, at), bytes(random, random.nextInt(256)),
					Arrays.copyOfRange(to, at, to.length));
			case 4 -> to = joined(bytes(random, random.nextInt(256)), status(random));
			case 5 -> to = status(random);
			default -> to[at] = (byte) random.nextInt(256);
			}
		}
		return to;
	}

	private static byte[] status(Random random) {
		String[] words = { "9000", "6100", "61FF", "6C00", "6C01", "6282", "63C0", "63C2", "6982", "6983", "6985", "6A82", "6A88",
				"6D00", "6F00" };
		return HexFormat.of().parseHex(words[random.nextInt(words.length)]);
	}

	private static byte[] bytes(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	private static byte[] joined(byte[]... parts) {
		int length = 0;
		for (byte[] part : parts) {
			length += part.length;
		}
		byte[] whole = new byte[length];
		int at = 0;
		for (byte[] part : parts) {
			System.arraycopy(part, 0, whole, at, part.length);
			at += part.length;
		}
		return whole;
	}

	/** Makes a card, reads all of it, and keeps what it answered; of a command sent twice the last answer. */
	private static Target recorded(CardType type, CardProfile profile) throws Exception {
		Path folder = Files.createTempDirectory("fuzz");
		Map<String, byte[]> answers = new HashMap<>();
		try (LocalDesk desk = new LocalDesk(folder, new LocalDesk.Options(1, 1, 1, 0, false, Duration.ZERO, type))) {
			var reader = desk.readers().getFirst();
			desk.swap(reader);
			String atr;
			try (CardChannel channel = desk.open(reader)) {
				atr = channel.atr().toHex();
				SmartCard card = profile.open(recording(channel, answers));
				if (profile.managed()) {
					card.takeOver(secret("0123456789abcdef0123456789ABCDEF"));
				}
				card.generateKeyPair(KeyType.EC_P256);
				card.signBeforePin(TEXT);
				card.writeCertificate(Bytes.ofHex("30820510" + "07A5".repeat(648)), "Işıl");
				card.setPin(secret("123456"));
				card.setPuk(secret("87654321"));
				card.serial();
				card.blank();
				card.publicKey();
				card.certificate();
				card.pukTriesLeft();
				card.verifyPin(secret("123456"));
				card.sign(TEXT);
				card.logout();
			}
			return new Target(profile, atr, answers);
		} finally {
			try (var files = Files.walk(folder)) {
				for (Path file : (Iterable<Path>) files.sorted(java.util.Comparator.reverseOrder())::iterator) {
					Files.delete(file);
				}
			}
		}
	}

	private static CardChannel recording(CardChannel channel, Map<String, byte[]> answers) {
		return new CardChannel() {
			@Override
			public Bytes atr() {
				return channel.atr();
			}

			@Override
			public byte[] transmit(byte[] command) {
				String key = HexFormat.of().formatHex(command);
				byte[] answer = channel.transmit(command);
				answers.put(key, answer.clone());
				return answer;
			}

			@Override
			public void close() {
				channel.close();
			}
		};
	}
}
