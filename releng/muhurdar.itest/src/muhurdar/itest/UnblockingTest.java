package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import muhurdar.api.CardKeys;
import muhurdar.api.CardOffice;
import muhurdar.api.CardTrace;
import muhurdar.api.NewPin;
import muhurdar.api.Readers;
import muhurdar.api.Unblockings;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Actor;
import muhurdar.domain.AuditLine;
import muhurdar.domain.Batch;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardKey;
import muhurdar.domain.CardKeyState;
import muhurdar.domain.CardState;
import muhurdar.domain.Decision;
import muhurdar.domain.Handover;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.Order;
import muhurdar.domain.Outcome;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.Secret;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.Unblocking;
import muhurdar.domain.UnblockingId;
import muhurdar.domain.UnblockingState;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

class UnblockingTest {

	private static final String REASON = "PIN unutulmuş";

	private final ProductionLine line = new ProductionLine();
	private final Unblockings unblockings = House.service(Unblockings.class);
	private final CardOffice office = House.service(CardOffice.class);
	private final CardKeys keys = House.service(CardKeys.class);
	private final Actor operator = line.fixture.operator;
	private final Actor supervisor = line.fixture.supervisor;
	private final Actor administrator = line.fixture.user(Role.ADMINISTRATOR, null);
	private final CardReaderDriver driver = House.services(CardReaderDriver.class).stream()
			.filter(each -> each.getClass().getName().startsWith("muhurdar.simulators")).findFirst().orElseThrow();
	private final ReaderName reader = driver.readers().getFirst();

	/** And no trouble that came too late waits for the next test. */
	@AfterEach
	void takeTheCardOut() {
		SimulatedHands hands = House.service(SimulatedHands.class); // a replay has made others
		hands.plan(reader, new Trouble(Integer.MAX_VALUE, Trouble.What.MUTE, 0));
		hands.remove(reader);
	}

	/** Made by the bench, and in the holder's hands. */
	private List<Card> delivered(int n) throws InterruptedException {
		List<Card> cards = made(n);
		cards.forEach(this::deliver);
		return cards;
	}

	private List<Card> made(int n) throws InterruptedException {
		line.blanks(n);
		Batch batch = line.batch(line.orders(n));
		line.run(batch.id());
		List<Card> cards = line.cardsOf(batch);
		assertEquals(n, cards.stream().filter(card -> card.state() == CardState.CHECKED).count());
		return cards;
	}

	private void deliver(Card card) {
		line.fixture.write(tx -> {
			Order order = tx.orders().get(card.order());
			var by = new Decision(line.fixture.dispatcher.user(), tx.now());
			Shipment packed = tx.shipments().put(Shipment.pack(new ShipmentId(Uuid7.next(tx.now())), "G-" + card.id(), card.id(),
					order.id(), order.holder(), "manual", "T-" + card.id(), by));
			Shipment out = tx.shipments().put(packed.handOver(by));
			return tx.shipments().put(out.delivered(by, new Handover(tx.now(), "DENEK", IdentityDocument.PASSPORT)));
		});
	}

	private void insert(Card card) {
		line.hands.remove(reader);
		driver.readers().stream().filter(each -> line.hands.cardIn(each).equals(Optional.of(card.serial())))
				.forEach(line.hands::remove);
		line.hands.insert(reader, card.serial());
	}

	private String unblock(Card card, Actor by) {
		insert(card);
		try (NewPin fresh = unblockings.unblock(reader.name(), card.serial(), REASON, by)) {
			assertTrue(fresh.oldShredded());
			return text(fresh.pin());
		}
	}

	private void unblocks(Card card) {
		String told = unblock(card, operator);
		assertEquals(pin(card), told);
	}

	private static String text(Secret secret) {
		return secret.use(bytes -> new String(bytes, StandardCharsets.US_ASCII));
	}

	private String pin(Card card) {
		return text(line.hands.lookInto(card.serial()).pin().orElseThrow());
	}

	private int pukTries(Card card) {
		return line.hands.lookInto(card.serial()).pukTriesLeft();
	}

	private List<UnblockingState> ends(Card card) {
		return office.unblockings(card.serial(), operator).stream().map(Unblocking::state).toList();
	}

	private CardKey key(int number) {
		return line.fixture.read(tx -> tx.cardKey(number)).orElseThrow();
	}

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	private static Secret digits(String digits) {
		return Secret.taking(digits.getBytes(StandardCharsets.US_ASCII));
	}

	private void block(Card card) {
		insert(card);
		try (CardChannel channel = driver.open(reader);
				Secret wrong = Secret.taking("000000".getBytes(StandardCharsets.US_ASCII))) {
			SmartCard chip = profile().open(channel);
			for (int tries = 0; tries < 3; tries++) {
				assertThrows(CardFault.class, () -> chip.verifyPinAtLastTry(wrong));
			}
			assertEquals(0, chip.pinTriesLeft().orElseThrow());
		}
	}

	@Test
	void aBlockedCardGetsANewPinThatItsHolderAloneSeesAndItIsWrittenDownWhoDidItAndWhy() throws Exception {
		Card card = delivered(1).getFirst();
		String old = pin(card);
		block(card);
		String fresh = unblock(card, operator);
		assertTrue(fresh.matches("[0-9]{6}"), "six digits");
		assertNotEquals(old, fresh);
		assertEquals(fresh, pin(card));
		assertEquals(3, line.hands.lookInto(card.serial()).pinTriesLeft());
		Unblocking done = office.unblockings(card.serial(), operator).getFirst();
		assertEquals(UnblockingState.DONE, done.state());
		assertEquals(REASON, done.reason());
		assertEquals(operator.user(), done.asked().by());
		assertEquals(card.pukKeyVersion(), done.keyNumber());
		List<AuditLine> audited = line.fixture.read(tx -> tx.auditLines(0, 20)).rows().stream()
				.filter(each -> each.right() == Right.UNBLOCK_CARD && each.user().equals(operator.user())).toList();
		assertEquals(List.of(Outcome.DONE, Outcome.DONE), audited.stream().map(AuditLine::outcome).toList());
		assertFalse(unblock(card, operator).equals(fresh), "and once more, blocked or not");
	}

	@Test
	void whoMayNotAndWhatStandsAgainstItIsSaidWithoutTheCard() throws Exception {
		Card card = made(1).getFirst();
		assertEquals(Why.NOT_ALLOWED, why(() -> office.check(card.serial(), line.fixture.producer)), "the right first");
		assertEquals(Why.NOT_DELIVERED, why(() -> office.check(card.serial(), operator)));
		deliver(card);
		office.check(card.serial(), operator);
		assertEquals(List.of(), ends(card), "nothing was begun by asking");
	}

	@Test
	void aCardThatIsNotDeliveredOrOfNobodysConcernGetsNothing() throws Exception {
		Card card = made(1).getFirst();
		assertEquals(Why.NOT_DELIVERED, why(() -> unblock(card, operator)));
		deliver(card);
		assertEquals(Why.NOT_ALLOWED, why(() -> unblock(card, line.fixture.producer)));
		assertEquals(Why.NOT_ALLOWED, why(() -> unblock(card, administrator)));
		assertEquals(Why.NOT_ALLOWED, why(() -> unblock(card, Actor.SYSTEM)));
		assertEquals(Why.REASON_MISSING, why(() -> unblockings.unblock(reader.name(), card.serial(), " ", operator)));
		assertEquals(Why.READER_UNKNOWN, why(() -> unblockings.unblock("yok", card.serial(), REASON, operator)));
		Card other = made(1).getFirst();
		insert(other);
		assertEquals(Why.ANOTHER_CARD, why(() -> unblockings.unblock(reader.name(), card.serial(), REASON, operator)));
		assertEquals(List.of(), ends(card));
		assertEquals(3, pukTries(card));
		assertEquals(3, pukTries(other));
	}

	@Test
	void aCardPulledAtAnyCommandOfItsUnblockingIsUnblockedAtTheNextTry() throws Exception {
		Card card = delivered(1).getFirst();
		int begun = 0;
		for (int command = 1;; command++) {
			insert(card);
			line.hands.plan(reader, new Trouble(command, command % 2 == 0 ? Trouble.What.PULLED_AFTER
					: Trouble.What.PULLED_BEFORE, 0));
			try (NewPin fresh = unblockings.unblock(reader.name(), card.serial(), REASON, operator)) {
				assertEquals(text(fresh.pin()), pin(card));
				break;
			} catch (Refusal pulled) {
				assertEquals(Why.READER_FAILED, pulled.why());
				List<UnblockingState> ends = ends(card);
				if (!ends.isEmpty() && ends.getLast() == UnblockingState.BEGUN) {
					begun++;
					unblocks(card);
					assertEquals(List.of(UnblockingState.BROKEN_OFF, UnblockingState.DONE),
							ends(card).subList(ends.size() - 1, ends.size() + 1));
				}
			}
		}
		assertEquals(1, begun, "one command carries the PUK");
		assertEquals(3, pukTries(card));
		assertEquals(CardKeyState.IN_USE, key(card.pukKeyVersion()).state());
	}

	@Test
	void aCardThatTookTheTryBeforeItWasPulledIsNeverTriedAgain() throws Exception {
		List<Card> cards = delivered(2);
		Card card = cards.getFirst();
		int number = card.pukKeyVersion();
		wrongPuk(card, number);
		Unblocking cutOff = line.fixture.write(tx -> tx.unblockings().put(Unblocking.begin(
				new UnblockingId(Uuid7.next(tx.now())), tx.cards().get(card.id()), tx.cardKey(number).orElseThrow(),
				3, REASON, new Decision(operator.user(), tx.now()))));
		assertEquals(Why.PUK_TRIED, why(() -> unblock(card, operator)));
		assertEquals(UnblockingState.FAILED, line.fixture.read(tx -> tx.unblockings().get(cutOff.id())).state());
		assertEquals(2, pukTries(card));
		assertEquals(Why.PUK_STOPPED, why(() -> unblock(cards.get(1), operator)));
		release(number);
		unblocks(cards.get(1));
	}

	/** Somebody else tried one at the card. */
	private void wrongPuk(Card card, int number) {
		insert(card);
		try (CardChannel channel = driver.open(reader); Secret puk = ones(8); Secret pin = ones(6)) {
			SmartCard chip = profile().open(channel);
			CardFault refused = assertThrows(CardFault.class, () -> chip.unblock(puk, pin));
			assertEquals(0x63C2, refused.statusWord(), "key version " + number);
		}
	}

	private static Secret ones(int digits) {
		return Secret.taking("1".repeat(digits).getBytes(StandardCharsets.US_ASCII));
	}

	private static CardProfile profile() {
		return House.services(CardProfile.class).stream().filter(each -> each.id().equals(ProductionLine.PROFILE)).findFirst()
				.orElseThrow();
	}

	private void release(int number) {
		assertEquals(Why.NOT_ALLOWED, why(() -> keys.release(number, REASON, administrator)));
		assertEquals(CardKeyState.RELEASE_ASKED, keys.release(number, "anahtar denetlendi", operator).state());
		assertEquals(Why.NOT_ALLOWED, why(() -> keys.confirm(number, operator)));
		assertEquals(CardKeyState.IN_USE, keys.confirm(number, supervisor).state());
	}

	@Test
	void theFirstRefusedPukStopsItsKeyVersionAndNoOtherAndTwoPeopleReleaseIt() throws Exception {
		List<Card> old = delivered(3);
		int before = old.getFirst().pukKeyVersion();
		CardKey proposed = keys.change("yıllık değişim", administrator);
		assertEquals(Why.CARD_KEY_ASKED, why(() -> keys.change("bir daha", supervisor)));
		assertEquals(Why.NOT_ALLOWED, why(() -> keys.confirm(proposed.number(), administrator)));
		assertEquals(Why.NOT_ALLOWED, why(() -> keys.change("bir daha", operator)));
		assertEquals(before, delivered(1).getFirst().pukKeyVersion(), "not before the second person");
		CardKey after = keys.confirm(proposed.number(), supervisor);
		assertNotEquals(key(before).checkValue(), after.checkValue());
		List<Card> fresh = delivered(1);
		assertEquals(after.number(), fresh.getFirst().pukKeyVersion());
		unblocks(fresh.getFirst());

		// the store says the new version of a card that has the old one: its PUK comes out wrong
		Card wrong = old.getFirst();
		String pin = pin(wrong);
		underVersion(wrong, after.number());
		underVersion(old.get(1), after.number());
		assertEquals(Why.PUK_REFUSED, why(() -> unblock(wrong, operator)));
		assertEquals(2, pukTries(wrong));
		assertEquals(pin, pin(wrong));
		assertEquals(List.of(UnblockingState.FAILED), ends(wrong));
		assertEquals(CardKeyState.STOPPED, key(after.number()).state());
		assertEquals(Why.PUK_STOPPED, why(() -> unblock(old.get(1), operator)));
		assertEquals(Why.PUK_STOPPED, why(() -> unblock(fresh.getFirst(), operator)));
		assertEquals(3, pukTries(old.get(1)));
		unblocks(old.get(2));

		assertEquals(Why.WRONG_STATE, why(() -> keys.release(before, REASON, operator)));
		assertEquals(CardKeyState.RELEASE_ASKED, keys.release(after.number(), REASON, supervisor).state());
		assertEquals(Why.SECOND_PERSON_NEEDED, why(() -> keys.confirm(after.number(), supervisor)));
		assertEquals(Why.PUK_STOPPED, why(() -> unblock(fresh.getFirst(), operator)));
		keys.confirm(after.number(), line.fixture.user(Role.SUPERVISOR, null));
		unblocks(fresh.getFirst());
		assertEquals(Why.PUK_TRIED, why(() -> unblock(wrong, operator)), "one try per card");
		assertEquals(2, pukTries(wrong));
	}

	private void underVersion(Card card, int number) {
		stored(card, card.pinSlot(), number);
	}

	private void stored(Card card, Integer pinSlot, Integer number) {
		line.fixture.write(tx -> tx.cards().put(new Card(card.id(), card.version(), card.state(), card.serial(), card.profile(),
				card.box(), card.batch(), card.order(), card.envelope(), card.producer(), card.publicKey(), pinSlot,
				card.sealedPin(), number, card.qualityNonce(), card.qualitySignature(), card.pinTriesSeen(), null, null,
				tx.now())));
	}

	@Test
	void theNewPinReachesItsHolderAlsoIfTheOldOneCannotBeShreddedAndThatIsSaid() throws Exception {
		Card card = delivered(1).getFirst();
		stored(card, Integer.MAX_VALUE / 1024, card.pukKeyVersion()); // the vault has no such slot
		insert(card);
		try (NewPin fresh = unblockings.unblock(reader.name(), card.serial(), REASON, operator)) {
			assertFalse(fresh.oldShredded());
			assertEquals(pin(card), text(fresh.pin()));
		}
		assertEquals(List.of(UnblockingState.DONE), ends(card));
	}

	@Test
	void whileOneCardIsUnblockedNoOtherUnderTheSameKeyVersionIsSentItsPukAndIfItFailsNoneIsAfterIt() throws Exception {
		List<Card> cards = delivered(2);
		int number = cards.getFirst().pukKeyVersion();
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		SmartCard first = card(cards.getFirst(), () -> {
			asked.countDown();
			assertTrue(goOn.await(1, TimeUnit.MINUTES));
			throw new CardFault("unblock PIN", 0x63C2);
		});
		AtomicInteger sent = new AtomicInteger();
		SmartCard second = card(cards.get(1), sent::incrementAndGet);
		FutureTask<NewPin> refused = new FutureTask<>(() -> office.unblock(first, REASON, operator));
		Thread.ofPlatform().start(refused);
		assertTrue(asked.await(1, TimeUnit.MINUTES), "the first card is asked");
		assertEquals(Why.UNBLOCKING_RUNS, why(() -> office.unblock(second, REASON, supervisor)));
		goOn.countDown();
		Throwable no = assertThrows(ExecutionException.class, refused::get).getCause();
		assertEquals(Why.PUK_REFUSED, ((Refusal) no).why());
		assertEquals(Why.PUK_STOPPED, why(() -> office.unblock(second, REASON, supervisor)));
		assertEquals(0, sent.get());
		assertEquals(List.of(), ends(cards.get(1)));
		release(number);
		unblocks(cards.get(1));
	}

	/** A card that says who it is, that its PUK has all its tries, and does as told when it gets it. */
	private static SmartCard card(Card card, Callable<?> whenUnblocked) {
		return (SmartCard) Proxy.newProxyInstance(UnblockingTest.class.getClassLoader(), new Class<?>[] { SmartCard.class },
				(self, method, arguments) -> switch (method.getName()) {
				case "serial" -> card.serial();
				case "pukTriesLeft" -> OptionalInt.of(3);
				case "unblock" -> whenUnblocked.call() == self ? self : null;
				default -> throw new AssertionError(method);
				});
	}

	@Test
	void anUnblockingThatWasCutOffHoldsUpOtherCardsForAMinute() throws Exception {
		List<Card> cards = delivered(2);
		Card card = cards.getFirst();
		int number = card.pukKeyVersion();
		Unblocking cutOff = line.fixture.write(tx -> tx.unblockings().put(Unblocking.begin(
				new UnblockingId(Uuid7.next(tx.now())), tx.cards().get(card.id()), tx.cardKey(number).orElseThrow(),
				3, REASON, new Decision(operator.user(), tx.now()))));
		assertEquals(Why.UNBLOCKING_RUNS, why(() -> unblock(cards.get(1), operator)));
		line.fixture.write(tx -> tx.unblockings().put(new Unblocking(cutOff.id(), cutOff.version(), cutOff.state(), card.id(),
				number, 3, REASON, new Decision(operator.user(), tx.now().minusSeconds(61)), null)));
		unblocks(cards.get(1));
		unblocks(card);
		assertEquals(List.of(UnblockingState.BROKEN_OFF, UnblockingState.DONE), ends(card));
	}

	@Test
	void aRecordedUnblockingIsHadAgainWithAnyPukAndPinOfTheirLengths() throws Exception {
		assumeTrue(ProductionLine.PROFILE.equals("akis"), "PIV pads a PIN and a PUK to one length");
		Card card = delivered(1).getFirst();
		unblocks(card);
		CardTrace recorded = House.service(Readers.class).trace(card.serial()).orElseThrow();
		assertTrue(recorded.lines().stream().anyMatch(line -> line.command().matches("002C0081..[*]+")), recorded::text);
		try (Replay replay = new Replay(recorded, "002C");
				CardChannel channel = replay.driver().open(replay.reader);
				Secret puk = digits("00000000");
				Secret pin = digits("111111");
				Secret longer = digits("1111111")) {
			SmartCard again = profile().open(channel);
			assertEquals(card.serial(), again.serial());
			assertEquals(card.serial(), again.serial());
			assertEquals(3, again.pukTriesLeft().orElseThrow());
			assertEquals(Kind.CARD_MUTE, assertThrows(ReaderFault.class, () -> again.unblock(puk, longer)).kind());
			again.unblock(puk, pin);
		}
	}

	@Test
	void aMasterKeyThatIsNotTheOneOfTheStoreTouchesNoCard() throws Exception {
		Card card = delivered(1).getFirst();
		CardKey right = key(card.pukKeyVersion());
		line.fixture.write(tx -> tx.cardKeys().put(withValue(right, Bytes.ofHex("0011223344556677"))));
		try {
			assertEquals(Why.CARD_KEY_WRONG, why(() -> unblock(card, operator)));
			assertEquals(List.of(UnblockingState.BROKEN_OFF), ends(card));
			assertEquals(3, pukTries(card));
			Batch batch = line.batch(line.orders(1));
			assertEquals(Why.CARD_KEY_WRONG, why(() -> line.bench.start(batch.id(), line.fixture.producer)));
			assertEquals(List.of(), line.cardsOf(batch));
		} finally {
			CardKey wrong = key(right.number());
			line.fixture.write(tx -> tx.cardKeys().put(withValue(wrong, right.checkValue())));
		}
		unblocks(card);
	}

	private static CardKey withValue(CardKey key, Bytes value) {
		return new CardKey(key.id(), key.version(), key.number(), key.state(), value, key.asked(), key.reason(), key.confirmed());
	}
}
