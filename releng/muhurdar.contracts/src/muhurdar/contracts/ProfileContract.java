package muhurdar.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.function.Executable;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.Recognition;
import muhurdar.api.spi.Recognition.Answer;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.KeyType;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.kit.ProfileFixture;
import muhurdar.kit.ProfileFixture.TestCard;

/** What {@link CardProfile} and {@link SmartCard} promise. */
final class ProfileContract extends Contract {

	private static final Bytes TEXT = Bytes.of("MUHURDAR-QC|1|2".getBytes(StandardCharsets.US_ASCII));
	private static final String LABEL = "IŞIL ÇAĞRI ÖĞÜŞ";
	private static final int BLOCKED = 0x6983;
	/** Cards of other makers: a bank's, a telephone's, an identity card's, memory, and what is no ATR at all. */
	private static final List<String> FOREIGN = List.of("3B6F00008031E06B84310305025555555555555555",
			"3B9F96801FC68031E073FE211B63AA0501830F900021", "3B8F8001804F0CA0000003060300030000000068",
			"3B04A2131091", "3B80800101", "3B", "", "FFFF",
			"00000000000000000000000000000000000000000000000000000000000000000000");

	private final String name;
	private final CardProfile profile;
	private final ProfileFixture fixture;
	private final KeyType quick;
	private final Map<Bytes, Bytes> certificates = new HashMap<>();
	private final List<TestCard> used = new ArrayList<>();

	ProfileContract(String name, CardProfile profile, ProfileFixture fixture) {
		super(name);
		this.name = name;
		this.profile = profile;
		this.fixture = fixture;
		this.quick = fixture.keyTypes().contains(KeyType.EC_P256) ? KeyType.EC_P256 : fixture.keyTypes().iterator().next();
		recognition();
		making();
		order();
		pin();
		secrets();
		endings();
		if (fixture.knowsCommands()) {
			commands();
			faults();
		}
	}

	@Override
	void around(Executable body) throws Throwable {
		try {
			body.execute();
		} finally {
			used.forEach(TestCard::close);
			used.clear();
		}
	}

	private void recognition() {
		promise("its id is the service's name", () -> assertEquals(name, profile.id()));
		promise("it recognises its own card, by the answer to reset or by asking", () -> {
			assertEquals(Answer.YES, on(blank(), this::recognised).answer());
		});
		promise("it says the same of the same card again, also of a finished one", () -> {
			TestCard card = made();
			Recognition first = on(card, this::recognised);
			assertEquals(Answer.YES, first.answer());
			assertEquals(first, on(card, this::recognised));
		});
		promise("it says no to foreign cards, by the answer to reset or by asking", () -> {
			for (String atr : FOREIGN) {
				for (String says : List.of("6A82", "6D00", "6E00", "6A81", "6700")) {
					assertEquals(Answer.NO, recognised(stranger(atr, says)).answer(), atr + " " + says);
				}
			}
		});
		promise("what it answers says why", () -> {
			Recognition no = recognised(stranger("3B80800101", "6A82"));
			assertNotNull(no.reason());
			assertNotNull(on(blank(), this::recognised).reason());
		});
		promise("looking at a card spends no try and changes nothing", () -> {
			TestCard card = made();
			for (int i = 0; i < 5; i++) {
				on(card, channel -> {
					recognised(channel);
					SmartCard open = profile.open(channel);
					open.blank();
					open.serial();
					open.keyType();
					open.publicKey();
					open.certificate();
					open.pukSet();
					assertEquals(OptionalInt.of(3), open.pinTriesLeft());
					return null;
				});
			}
			with(card, open -> open.verifyPin(pin(fixture.pin())));
		});
		promise("two cards can be worked on at the same time", () -> {
			List<FutureTask<Void>> both = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				TestCard card = blank();
				both.add(new FutureTask<>(() -> {
					with(card, this::make);
					return null;
				}));
				Thread.ofPlatform().daemon().start(both.get(i));
			}
			for (FutureTask<Void> each : both) {
				each.get();
			}
		});
	}

	private void making() {
		promise("a fresh card is blank: no key, no certificate, no PIN, no PUK", () -> with(blank(), card -> {
			assertTrue(card.blank());
			assertEquals(Optional.empty(), card.publicKey());
			assertNull(card.keyType());
			assertEquals(Optional.empty(), card.certificate());
			assertFalse(card.pinSet());
			assertFalse(card.pukSet());
			assertEquals(OptionalInt.empty(), card.pinTriesLeft());
		}));
		promise("a card keeps its serial number, and no other has it", () -> {
			TestCard one = blank();
			var serial = get(one, SmartCard::serial);
			with(one, this::make);
			assertEquals(serial, get(one, SmartCard::serial));
			assertNotEquals(serial, get(blank(), SmartCard::serial));
		});
		for (KeyType type : fixture.keyTypes()) {
			promise("a key pair " + type + " is of that type, stays on the card, and signs before there is a PIN", () -> {
				TestCard card = blank();
				Bytes key = get(card, open -> {
					Bytes made = key(open, type);
					assertTrue(verifies(type, made, open.signBeforePin(TEXT)));
					return made;
				});
				checkType(type, key);
				with(card, open -> {
					begin(open);
					assertEquals(Optional.of(key), open.publicKey());
					assertEquals(type, open.keyType());
					assertFalse(open.blank());
					if (fixture.knowsResuming()) {
						assertTrue(verifies(type, key, open.signBeforePin(TEXT)));
					} else {
						assertThrows(CardFault.class, () -> open.signBeforePin(TEXT));
					}
				});
			});
			promise("a card with a key " + type + " is finished and signs with its PIN", () -> {
				TestCard card = blank();
				Bytes key = get(card, open -> make(open, type));
				with(card, open -> {
					open.verifyPin(pin(fixture.pin()));
					assertTrue(verifies(type, key, open.sign(TEXT)));
				});
			});
		}
		for (int filler : new int[] { 0, 100, 255, 256, 1300 }) {
			promise("a certificate with " + filler + " bytes of its own is read back as it was written", () -> {
				TestCard card = blank();
				Bytes certificate = get(card, open -> {
					Bytes der = Certificates.of(key(open, quick), filler);
					open.writeCertificate(der, LABEL);
					assertEquals(Optional.of(der), open.certificate());
					return der;
				});
				assertEquals(Optional.of(certificate), get(card, SmartCard::certificate));
			});
		}
		promise("a finished card says what is on it, at every opening", () -> {
			TestCard card = made();
			with(card, open -> {
				assertFalse(open.blank());
				assertTrue(open.pinSet());
				assertTrue(open.pukSet());
				assertEquals(OptionalInt.of(3), open.pinTriesLeft());
				assertEquals(Certificates.publicKey(open.certificate().orElseThrow()), open.publicKey().orElseThrow());
				assertEquals(quick, open.keyType());
			});
		});
	}

	private void order() {
		promise("without a key: no signature, no certificate, no PIN, no PUK", () -> with(blank(), card -> {
			assertThrows(CardFault.class, () -> card.signBeforePin(TEXT));
			assertThrows(CardFault.class, () -> card.setPin(pin(fixture.pin())));
			assertThrows(CardFault.class, () -> card.setPuk(pin(fixture.puk())));
			assertTrue(card.blank());
		}));
		promise("no PUK before the PIN", () -> with(blank(), card -> {
			card.writeCertificate(Certificates.of(key(card, quick), 0), LABEL);
			assertThrows(CardFault.class, () -> card.setPuk(pin(fixture.puk())));
			assertFalse(card.pukSet());
		}));
		promise("no second key pair over the first", () -> with(blank(), card -> {
			Bytes key = key(card, quick);
			assertThrows(CardFault.class, () -> card.generateKeyPair(quick));
			assertEquals(Optional.of(key), card.publicKey());
		}));
		promise("no second PIN over the first", () -> with(blank(), card -> {
			card.writeCertificate(Certificates.of(key(card, quick), 0), LABEL);
			card.setPin(pin(fixture.pin()));
			assertThrows(CardFault.class, () -> card.setPin(pin(other(fixture.pin()))));
			card.verifyPin(pin(fixture.pin()));
		}));
		promise("no signature without PIN once there is one", () -> with(blank(), card -> {
			card.writeCertificate(Certificates.of(key(card, quick), 0), LABEL);
			card.setPin(pin(fixture.pin()));
			assertThrows(CardFault.class, () -> card.signBeforePin(TEXT));
			assertThrows(CardFault.class, () -> card.sign(TEXT));
		}));
		promise("nothing can be made or written after the PUK", () -> {
			TestCard card = made();
			Optional<Bytes> certificate = get(card, SmartCard::certificate);
			with(card, open -> {
				Bytes key = open.publicKey().orElseThrow();
				begin(open);
				assertThrows(CardFault.class, () -> open.generateKeyPair(quick));
				assertThrows(CardFault.class, () -> open.writeCertificate(Certificates.of(key, 10), LABEL));
				assertThrows(CardFault.class, () -> open.setPin(pin(other(fixture.pin()))));
				assertThrows(CardFault.class, () -> open.setPuk(pin(other(fixture.puk()))));
			});
			assertEquals(certificate, get(card, SmartCard::certificate));
			with(card, open -> open.verifyPin(pin(fixture.pin())));
		});
	}

	private void pin() {
		promise("a verified PIN is forgotten at log out", () -> with(made(), card -> {
			card.verifyPin(pin(fixture.pin()));
			card.sign(TEXT);
			card.logout();
			assertThrows(CardFault.class, () -> card.sign(TEXT));
		}));
		promise("a verified PIN is forgotten with the connection", () -> {
			TestCard card = made();
			with(card, open -> open.verifyPin(pin(fixture.pin())));
			with(card, open -> assertThrows(CardFault.class, () -> open.sign(TEXT)));
		});
		promise("a wrong PIN costs a try, and the right one gives it back", () -> with(made(), card -> {
			assertEquals(0x63C2, wrongPin(card));
			assertEquals(OptionalInt.of(2), card.pinTriesLeft());
			assertThrows(CardFault.class, () -> card.sign(TEXT));
			card.verifyPin(pin(fixture.pin()));
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
		}));
		promise("a lost try stays lost after the card was out", () -> {
			TestCard card = made();
			with(card, this::wrongPin);
			assertEquals(OptionalInt.of(2), get(card, SmartCard::pinTriesLeft));
		});
		if (fixture.knowsBlocking()) {
			blocking();
		}
		promise("the PUK gives a new PIN also to a card that is not blocked", () -> with(made(), card -> {
			card.unblock(pin(fixture.puk()), pin(other(fixture.pin())));
			card.verifyPin(pin(other(fixture.pin())));
		}));
		promise("a wrong PUK costs a try of the PUK and changes no PIN", () -> with(made(), card -> {
			OptionalInt before = card.pukTriesLeft();
			int says = assertThrows(CardFault.class,
					() -> card.unblock(pin(other(fixture.puk())), pin(other(fixture.pin())))).statusWord();
			assertEquals(0x63C2, says);
			before.ifPresent(tries -> assertEquals(OptionalInt.of(tries - 1), card.pukTriesLeft()));
			card.verifyPin(pin(fixture.pin()));
		}));
		promise("three wrong PUKs end it: not even the right one helps", () -> with(made(), card -> {
			for (int i = 0; i < 3; i++) {
				assertThrows(CardFault.class, () -> card.unblock(pin(other(fixture.puk())), pin(other(fixture.pin()))));
			}
			assertEquals(BLOCKED, assertThrows(CardFault.class,
					() -> card.unblock(pin(fixture.puk()), pin(other(fixture.pin())))).statusWord());
		}));
		promise("tries left are asked without spending one", () -> with(made(), card -> {
			wrongPin(card);
			for (int i = 0; i < 10; i++) {
				assertEquals(OptionalInt.of(2), card.pinTriesLeft());
				assertTrue(card.pinSet());
				assertTrue(card.pukSet());
			}
		}));
	}

	private void blocking() {
		promise("the last try is spent only by name", () -> with(made(), card -> {
			wrongPin(card);
			wrongPin(card);
			assertEquals(Why.LAST_PIN_TRY,
					assertThrows(Refusal.class, () -> card.verifyPin(pin(fixture.pin()))).why());
			assertEquals(OptionalInt.of(1), card.pinTriesLeft());
			card.verifyPinAtLastTry(pin(fixture.pin()));
			assertEquals(OptionalInt.of(3), card.pinTriesLeft());
		}));
		promise("three wrong PINs block it, also for the right one", () -> {
			TestCard card = made();
			with(card, this::block);
			with(card, open -> {
				assertEquals(OptionalInt.of(0), open.pinTriesLeft());
				assertTrue(open.pinSet());
				assertThrows(CardFault.class, () -> open.sign(TEXT));
			});
		});
		promise("the PUK gives a blocked card a new PIN, and the old one is wrong from then on", () -> {
			TestCard card = made();
			with(card, this::block);
			with(card, open -> open.unblock(pin(fixture.puk()), pin(other(fixture.pin()))));
			with(card, open -> {
				assertEquals(OptionalInt.of(3), open.pinTriesLeft());
				assertThrows(CardFault.class, () -> open.verifyPin(pin(fixture.pin())));
				open.verifyPin(pin(other(fixture.pin())));
				open.sign(TEXT);
			});
		});
	}

	private void secrets() {
		promise("what is done with the PIN leaves the tries of the PUK alone", () -> with(made(), card -> {
			OptionalInt before = card.pukTriesLeft();
			wrongPin(card);
			card.verifyPin(pin(fixture.pin()));
			card.sign(TEXT);
			card.logout();
			assertEquals(before, card.pukTriesLeft());
		}));
		promise("a secret stays the caller's", () -> with(blank(), card -> {
			Secret pin = pin(fixture.pin());
			card.writeCertificate(Certificates.of(key(card, quick), 0), LABEL);
			card.setPin(pin);
			card.verifyPin(pin);
			assertArrayEquals(fixture.pin().getBytes(StandardCharsets.US_ASCII), pin.use(byte[]::clone));
		}));
	}

	private void endings() {
		promise("a making that ends after any of its steps leaves a card that is not blank and takes no second key", () -> {
			for (int steps = 1; steps <= 4; steps++) {
				int last = steps;
				TestCard card = blank();
				Bytes key = get(card, open -> begun(open, last));
				with(card, open -> {
					begin(open);
					assertFalse(open.blank());
					assertEquals(Optional.of(key), open.publicKey());
					if (last == 4 || fixture.knowsResuming()) { // else there may be a PIN that nobody knows
						assertEquals(last == 4, open.pinSet());
					}
					assertFalse(open.pukSet());
					assertThrows(CardFault.class, () -> open.generateKeyPair(quick));
				});
			}
		});
	}

	/** The first so many steps of the making: key, signature, certificate, PIN. */
	private Bytes begun(SmartCard card, int steps) throws Exception {
		Bytes key = key(card, quick);
		if (steps > 1) {
			card.signBeforePin(TEXT);
		}
		if (steps > 2) {
			card.writeCertificate(Certificates.of(key, 0), LABEL);
		}
		if (steps > 3) {
			card.setPin(pin(fixture.pin()));
		}
		return key;
	}

	private void commands() {
		promise("a card without its application cannot be opened", () -> {
			String atr = on(blank(), CardChannel::atr).toHex();
			for (String says : List.of("6A82", "6D00", "6E00", "6985")) {
				assertThrows(CardFault.class, () -> profile.open(stranger(atr, says)), says);
			}
		});
		promise("PIN and PUK go in secret commands only, which are wiped", () -> {
			TestCard card = blank();
			List<WatchedChannel.Sent> sent = new ArrayList<>();
			watched(card, sent, this::make);
			watched(card, sent, open -> {
				wrongPin(open);
				open.verifyPin(pin(fixture.pin()));
				open.unblock(pin(fixture.puk()), pin(other(fixture.pin())));
			});
			assertFalse(sent.isEmpty());
			for (WatchedChannel.Sent each : sent) {
				boolean carries = contains(each.command(), fixture.pin()) || contains(each.command(), fixture.puk())
						|| contains(each.command(), other(fixture.pin()));
				assertFalse(carries && !each.secret(), () -> "in clear: " + HexFormat.of().formatHex(each.command(), 0, 4));
				if (each.secret()) {
					assertTrue(each.wiped(), () -> "not wiped: " + HexFormat.of().formatHex(each.command(), 0, 4));
				}
			}
		});
		promise("the PUK is sent once: when it is made", () -> {
			TestCard card = blank();
			List<WatchedChannel.Sent> sent = new ArrayList<>();
			watched(card, sent, this::make);
			long making = sent.stream().filter(each -> contains(each.command(), fixture.puk())).count();
			assertTrue(!sent.isEmpty() && making <= 1, making + " times in " + sent.size() + " commands");
			sent.clear();
			watched(card, sent, open -> {
				open.blank();
				wrongPin(open);
				open.verifyPin(pin(fixture.pin()));
				open.sign(TEXT);
				open.logout();
				block(open);
			});
			assertFalse(sent.stream().anyMatch(each -> contains(each.command(), fixture.puk())));
		});
	}

	private void faults() {
		for (boolean done : new boolean[] { false, true }) {
			String when = done ? "after the card did it" : "before the card got it";
			promise("pulled at every command of the making, " + when + ": it says so, and goes on at the next try", () -> {
				atEveryCommand(at -> pulledAt(at, done));
			});
		}
		promise("a card that goes mute at any command of the making is a reader's fault", () -> {
			atEveryCommand(at -> {
				ReaderFault fault = assertThrows(ReaderFault.class, () -> make(at, (command, card) -> {
					throw new ReaderFault(Kind.CARD_MUTE, "as planned");
				}));
				assertEquals(Kind.CARD_MUTE, fault.kind());
			});
		});
		for (String status : List.of("6F00", "6982", "6A82", "6A88", "6985")) {
			promise("a card that answers " + status + " to any command of the making is refused in words", () -> {
				atEveryCommand(at -> saysNoOrGoesOn(at, HexFormat.of().parseHex(status)));
			});
		}
		promise("an answer cut short, too long or senseless at any command of the making is refused in words", () -> {
			atEveryCommand(at -> {
				for (String answer : List.of("9000", "7F4982FFFF9000", "FF".repeat(256) + "9000", "6F0480029000")) {
					saysNoOrGoesOn(at, HexFormat.of().parseHex(answer));
				}
			});
		});
	}

	/** Never another end than a CardFault, or none. */
	private void saysNoOrGoesOn(int at, byte[] answer) throws Exception {
		try {
			make(at, (command, card) -> answer.clone());
		} catch (CardFault e) {
			assertTrue(e.statusWord() >= 0 && e.statusWord() <= 0xFFFF);
		}
	}

	private void pulledAt(int at, boolean done) throws Exception {
		TestCard card = blank();
		ReaderFault fault = assertThrows(ReaderFault.class, () -> on(card, channel -> {
			make(profile.open(new WatchedChannel(channel, at, (command, chip) -> {
				if (done) {
					chip.apply(command);
				}
				throw new ReaderFault(Kind.CARD_GONE, "as planned");
			})), quick);
			return null;
		}), () -> "command " + at);
		assertEquals(Kind.CARD_GONE, fault.kind());
		boolean blank = get(card, SmartCard::blank);
		if (blank) {
			with(card, this::make);
		} else {
			with(card, open -> assertThrows(CardFault.class, () -> open.generateKeyPair(quick), () -> "command " + at));
			with(card, open -> assertFalse(open.blank(), () -> "command " + at));
			with(card, this::goesOn);
		}
		with(card, open -> {
			open.verifyPin(pin(fixture.pin()));
			assertTrue(verifies(quick, open.publicKey().orElseThrow(), open.sign(TEXT)), () -> "command " + at);
			assertTrue(open.pukSet(), () -> "command " + at);
		});
	}

	/** As the production does it with a card that was pulled: what is made already is not made again. */
	private void goesOn(SmartCard card) throws Exception {
		begin(card);
		Optional<Bytes> made = card.publicKey();
		Bytes key = made.isPresent() ? made.get() : card.generateKeyPair(quick);
		if (!card.pinSet()) {
			card.signBeforePin(TEXT);
			card.writeCertificate(certificate(key), LABEL);
			card.setPin(pin(fixture.pin()));
		}
		if (!card.pukSet()) {
			card.setPuk(pin(fixture.puk()));
		}
	}

	/** The same one every time. */
	private Bytes certificate(Bytes key) throws Exception {
		Bytes known = certificates.get(key);
		if (known == null) {
			known = Certificates.of(key, 0);
			certificates.put(key, known);
		}
		return known;
	}

	private interface AtCommand {
		void run(int at) throws Exception;
	}

	/** With a fresh card each time. */
	private void atEveryCommand(AtCommand work) throws Exception {
		List<WatchedChannel.Sent> sent = new ArrayList<>();
		watched(blank(), sent, this::make);
		assertFalse(sent.isEmpty(), "its card is not talked to through the channel: see ProfileFixture.knowsCommands");
		for (int at = 0; at < sent.size(); at++) {
			work.run(at);
		}
	}

	private void make(int at, WatchedChannel.Trouble trouble) throws Exception {
		try (TestCard card = fixture.blank()) {
			on(card, channel -> make(profile.open(new WatchedChannel(channel, at, trouble)), quick));
		}
	}

	private void make(SmartCard card) throws Exception {
		make(card, quick);
	}

	/** What comes before anything is made, also on a card that was begun. */
	private void begin(SmartCard card) {
		if (profile.managed()) {
			card.takeOver(pin("0123456789abcdef0123456789ABCDEF"));
		}
	}

	private Bytes key(SmartCard card, KeyType type) {
		begin(card);
		return card.generateKeyPair(type);
	}

	/** The whole making, in its order. */
	private Bytes make(SmartCard card, KeyType type) throws Exception {
		Bytes key = key(card, type);
		card.signBeforePin(TEXT);
		card.writeCertificate(certificate(key), LABEL);
		card.setPin(pin(fixture.pin()));
		card.setPuk(pin(fixture.puk()));
		return key;
	}

	private TestCard blank() {
		TestCard card = fixture.blank();
		used.add(card);
		return card;
	}

	private TestCard made() throws Exception {
		TestCard card = blank();
		with(card, this::make);
		return card;
	}

	private Recognition recognised(CardChannel channel) {
		Recognition recognition = profile.recognises(channel.atr());
		return recognition.answer() == Answer.ASK ? profile.asks(channel) : recognition;
	}

	/** Answers every command with the same status word. */
	private static CardChannel stranger(String atr, String statusWord) {
		return new CardChannel() {
			@Override
			public Bytes atr() {
				return Bytes.ofHex(atr);
			}

			@Override
			public byte[] transmit(byte[] command) {
				return HexFormat.of().parseHex(statusWord);
			}

			@Override
			public void close() {
				// nothing to end
			}
		};
	}

	private interface OnChannel<T> {
		T with(CardChannel channel) throws Exception;
	}

	private interface OnCard {
		void with(SmartCard card) throws Exception;
	}

	private interface Question<T> {
		T of(SmartCard card) throws Exception;
	}

	private static <T> T on(TestCard card, OnChannel<T> work) throws Exception {
		try (CardChannel channel = card.open()) {
			return work.with(channel);
		}
	}

	private void with(TestCard card, OnCard work) throws Exception {
		get(card, open -> {
			work.with(open);
			return null;
		});
	}

	private <T> T get(TestCard card, Question<T> question) throws Exception {
		return on(card, channel -> question.of(profile.open(channel)));
	}

	private void watched(TestCard card, List<WatchedChannel.Sent> sent, OnCard work) throws Exception {
		on(card, channel -> {
			WatchedChannel watched = new WatchedChannel(channel);
			work.with(profile.open(watched));
			sent.addAll(watched.sent());
			return null;
		});
	}

	private int wrongPin(SmartCard card) {
		return assertThrows(CardFault.class, () -> card.verifyPin(pin(other(fixture.pin())))).statusWord();
	}

	/** Three wrong ones, and the right one comes too late. */
	private void block(SmartCard card) {
		wrongPin(card);
		wrongPin(card);
		assertThrows(CardFault.class, () -> card.verifyPinAtLastTry(pin(other(fixture.pin()))));
		assertEquals(OptionalInt.of(0), card.pinTriesLeft());
		assertEquals(BLOCKED,
				assertThrows(CardFault.class, () -> card.verifyPinAtLastTry(pin(fixture.pin()))).statusWord());
	}

	private static Secret pin(String digits) {
		return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
	}

	/** Another one of the same kind. */
	private static String other(String digits) {
		return digits.substring(0, digits.length() - 1) + "0";
	}

	private static boolean contains(byte[] command, String secret) {
		return new String(command, StandardCharsets.ISO_8859_1).contains(secret);
	}

	private static PublicKey decoded(KeyType type, Bytes encoded) throws Exception {
		return KeyFactory.getInstance(type == KeyType.RSA_2048 ? "RSA" : "EC")
				.generatePublic(new X509EncodedKeySpec(encoded.toArray()));
	}

	private static void checkType(KeyType type, Bytes encoded) throws Exception {
		PublicKey key = decoded(type, encoded);
		int bits = key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength()
				: ((ECPublicKey) key).getParams().getOrder().bitLength();
		assertEquals(switch (type) {
		case RSA_2048 -> 2048;
		case EC_P256 -> 256;
		case EC_P384 -> 384;
		}, bits);
	}

	private static boolean verifies(KeyType type, Bytes key, Bytes signature) throws Exception {
		Signature verifier = Signature.getInstance(switch (type) {
		case RSA_2048 -> "SHA256withRSA";
		case EC_P256 -> "SHA256withECDSA";
		case EC_P384 -> "SHA384withECDSA";
		});
		verifier.initVerify(decoded(type, key));
		verifier.update(TEXT.toArray());
		return verifier.verify(signature.toArray());
	}
}
