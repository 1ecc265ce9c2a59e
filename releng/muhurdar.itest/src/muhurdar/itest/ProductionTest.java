package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import muhurdar.api.Bench;
import muhurdar.api.OnTable;
import muhurdar.api.Page;
import muhurdar.api.WaitingRow;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchItem;
import muhurdar.domain.BatchState;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Role;
import muhurdar.domain.Why;

class ProductionTest {

	/** A reader that breaks would keep its card until it is mended. */
	private static final List<Trouble.What> CARD_TROUBLES = List.of(Trouble.What.PULLED_BEFORE, Trouble.What.PULLED_AFTER,
			Trouble.What.MUTE, Trouble.What.ANSWERS);
	private static final String TIMEOUT = "muhurdar.ca.timeout.seconds";
	private final ProductionLine line = new ProductionLine();
	private final CertificateAuthority ca = House.service(CertificateAuthority.class);

	@BeforeEach
	void theCaIsWaitedForASecond() {
		System.setProperty(TIMEOUT, "1");
	}

	@AfterEach
	void asItWas() {
		System.clearProperty(TIMEOUT);
	}

	@Test
	void aBatchBecomesCheckedCardsInAllReadersAndTheCardsAreWhatTheStoreSays() throws Exception {
		line.blanks(12);
		Batch batch = line.batch(line.orders(9));
		line.run(batch.id());
		List<Card> cards = line.cardsOf(batch);
		assertEquals(9, cards.size());
		assertEquals(9, cards.stream().map(Card::order).distinct().count());
		cards.forEach(this::isWhole);
		assertEquals(BatchState.PAUSED, line.again(batch).state());
		assertEquals(9, line.bench.made().stream().filter(made -> made.refusal() == null).count());
		assertTrue(line.bench.made().stream().map(Bench.Made::readerName).distinct().count() > 1);
		assertEquals(0, line.cards.remaining(batch.id(), line.fixture.producer));
	}

	private void isWhole(Card card) {
		assertEquals(CardState.CHECKED, card.state(), card::toString);
		SimulatedCard chip = line.hands.lookInto(card.serial());
		Certificate certificate = line.certificate(card);
		assertEquals(CertificateState.SUSPENDED, certificate.state());
		assertEquals(Optional.ofNullable(certificate.der()), chip.certificate());
		assertEquals(Optional.ofNullable(card.publicKey()), chip.publicKey());
		assertTrue(chip.finished());
		assertEquals(3, chip.pinTriesLeft());
		assertTrue(ca.find(certificate.requestId()).isPresent());
		List<JournalEntry> journal = line.cards.journal(card.serial(), line.fixture.producer);
		assertTrue(journal.size() > 12, journal::toString);
		assertEquals(line.fixture.producer.user(), card.producer());
	}

	@Test
	void aRenewalBeginsWhenTheOldCertificateEndsAndIsNotMadeTooEarly() throws Exception {
		Fixture.Person person = line.fixture.person();
		Certificate old = line.fixture.old(person);
		Order early = line.order(person, OrderKind.RENEWAL, old, line.fixture.officer.user());
		assertEquals(Why.TOO_EARLY_TO_PRODUCE, assertThrows(Refusal.class, () -> line.batch(List.of(early))).why());
		System.setProperty("muhurdar.production.lead.days", "90");
		try {
			line.blanks(2);
			Batch batch = line.batch(List.of(early));
			line.run(batch.id());
			assertEquals(old.notAfter(), line.certificate(line.cardsOf(batch).getFirst()).notBefore());
		} finally {
			System.clearProperty("muhurdar.production.lead.days");
		}
	}

	@Test
	void anOrderThatMayNoLongerBeProducedIsPassedOverAndJournalled() throws Exception {
		line.blanks(3);
		List<Order> orders = line.orders(2);
		Batch batch = line.batch(orders);
		line.fixture.write(tx -> tx.orders().put(orders.getFirst().end(OrderState.CANCELLED, "vazgeçti")));
		line.run(batch.id());
		List<Card> cards = line.cardsOf(batch);
		assertEquals(List.of(orders.get(1).id()), cards.stream().map(Card::order).toList());
	}

	@Test
	void nobodyMakesTheCardTheyOrderedAndAnotherDoes() throws Exception {
		line.blanks(3);
		Order own = line.order(OrderKind.NEW, null, line.fixture.producer.user());
		Batch batch = line.batch(List.of(own));
		line.run(batch.id());
		assertEquals(List.of(), line.cardsOf(batch));
		var other = line.fixture.user(Role.PRODUCTION, null);
		line.cards.run(batch.id(), other);
		ChipSerial blank = line.hands.box().getFirst();
		assertTrue(line.cards.draw(batch.id(), blank, ProductionLine.PROFILE, other).isPresent());
		var drawn = line.cards.find(blank, other).orElseThrow();
		assertEquals(CardState.IN_STOCK, line.cards.failed(drawn.id(), CardStep.DRAW, "deneme", other).state());
		line.cards.pause(batch.id(), other);
	}

	@Test
	void troubleAtAnyCommandCostsThatCardOnlyAndItsOrderGetsAnother() throws Exception {
		line.blanks(60);
		Batch batch = line.batch(line.orders(24));
		ReaderName unlucky = new ReaderName("simulated", line.bench.tiles().getFirst().reader());
		var swaps = new AtomicInteger();
		line.onSwap = reader -> {
			int swap = swaps.get();
			if (reader.equals(unlucky) && swaps.getAndIncrement() % 2 == 0) {
				Trouble.What what = CARD_TROUBLES.get(swap / 2 % CARD_TROUBLES.size());
				line.hands.plan(reader, new Trouble(1 + swap * 4, what, 0x6F00));
			}
		};
		line.run(batch.id());
		// one that no card lived to see is not left to the next test
		line.hands.plan(unlucky, new Trouble(Integer.MAX_VALUE, Trouble.What.MUTE, 0));
		line.bench.putBack(unlucky.name());
		List<Card> good = line.cardsOf(batch).stream().filter(card -> card.state() == CardState.CHECKED).toList();
		assertEquals(24, good.size());
		good.forEach(this::isWhole);
		assertEquals(24, new HashSet<>(good.stream().map(Card::order).toList()).size());
		assertFalse(line.bench.made().stream().allMatch(made -> made.refusal() == null));
		for (Card card : line.cardsOf(batch)) {
			assertTrue(card.state() == CardState.CHECKED || card.state() == CardState.SPOILED, card::toString);
			if (card.state() == CardState.SPOILED) {
				isDead(card);
			}
		}
	}

	@Test
	void aCardPulledAtAnyCommandGoesOnWhenItIsPutInAgainAndOnlyOneThatMayHaveSignedIsSpoiled() throws Exception {
		line.blanks(60);
		Batch batch = line.batch(line.orders(44));
		var swaps = new AtomicInteger();
		line.onSwap = reader -> {
			int swap = swaps.getAndIncrement();
			if (swap % 4 == 0) {
				line.hands.plan(reader, new Trouble(1 + swap % 34, swap % 8 == 0 ? Trouble.What.PULLED_BEFORE
						: Trouble.What.PULLED_AFTER, 0));
			}
		};
		line.run(batch.id());
		for (Bench.Tile tile : line.bench.tiles()) {
			line.hands.plan(new ReaderName("simulated", tile.reader()), new Trouble(Integer.MAX_VALUE, Trouble.What.MUTE, 0));
			line.bench.putBack(tile.reader());
		}
		List<Card> cards = line.cardsOf(batch);
		List<Card> good = cards.stream().filter(card -> card.state() == CardState.CHECKED).toList();
		assertEquals(44, good.size());
		good.forEach(this::isWhole);
		List<List<JournalEntry>> journals = cards.stream()
				.map(card -> line.cards.journal(card.serial(), line.fixture.producer)).toList();
		assertTrue(journals.stream().filter(ProductionTest::wentOn).count() >= 4, journals::toString);
		cards.stream().filter(card -> card.state() == CardState.SPOILED).forEach(card -> {
			isDead(card);
			assertEquals(CardStep.QUALITY, line.cards.journal(card.serial(), line.fixture.producer).getLast().step());
		});
	}

	/** A line that tells a reader without a drawing. */
	private static boolean wentOn(List<JournalEntry> journal) {
		return journal.stream().anyMatch(entry -> entry.reader() != null && entry.step() != CardStep.DRAW);
	}

	@Test
	void twoBatchesAreMadeAtOnceInTheSameReadersAndEveryCardIsOfItsBatch() throws Exception {
		line.blanks(20);
		Batch first = line.batch(line.orders(8));
		Batch second = line.batch(line.orders(6));
		line.run(first.id(), second.id());
		for (Batch batch : List.of(first, second)) {
			List<Card> cards = line.cardsOf(batch);
			assertEquals(
					line.fixture.read(tx -> tx.itemsOf(batch.id())).stream().map(BatchItem::order).collect(Collectors.toSet()),
					cards.stream().map(Card::order).collect(Collectors.toSet()));
			cards.forEach(this::isWhole);
			assertEquals(BatchState.PAUSED, line.again(batch).state());
			assertEquals(cards.size(), line.bench.made().stream().filter(made -> batch.number().equals(made.batch())).count());
		}
		assertEquals(14, line.cardsOf(first).size() + line.cardsOf(second).size());
	}

	@Test
	void aReaderThatSpoilsEveryCardIsDrainedAndTheOthersMakeTheBatch() throws Exception {
		line.blanks(40);
		Batch batch = line.batch(line.orders(16));
		ReaderName bad = new ReaderName("simulated", line.bench.tiles().getFirst().reader());
		line.onSwap = reader -> {
			if (reader.equals(bad)) {
				line.hands.plan(reader, new Trouble(12, Trouble.What.MUTE, 0));
			}
		};
		line.onPutBack = line.onSwap;
		line.run(batch.id());
		line.hands.plan(bad, new Trouble(Integer.MAX_VALUE, Trouble.What.MUTE, 0));
		assertEquals(16, states(batch, CardState.CHECKED));
		assertTrue(states(batch, CardState.SPOILED) <= 4, () -> "spoiled " + states(batch, CardState.SPOILED));
		Bench.Tile tile = line.bench.tiles().getFirst();
		assertEquals(Bench.Show.DRAINED, tile.show());
		assertEquals(Why.READER_SPOILS, tile.refusal().why());
		line.bench.putBack(bad.name());
		await(() -> line.bench.tiles().getFirst().show() == Bench.Show.IDLE);
	}

	private void isDead(Card card) {
		Optional<Certificate> certificate = line.fixture.read(tx -> tx.certificateOfCard(card.id()));
		assertTrue(certificate.isEmpty() || certificate.get().state() == CertificateState.REVOKED
				|| certificate.get().state() == CertificateState.CA_REFUSED, certificate::toString);
	}

	@Test
	void aForeignCardIsRefusedAndTheOthersGoOn() throws Exception {
		line.blanks(4);
		try (var foreign = House.instead(CardReaderDriver.class, new ForeignReader())) {
			await(() -> line.bench.tiles().stream().anyMatch(tile -> tile.reader().equals(ForeignReader.NAME)));
			Batch batch = line.batch(line.orders(3));
			line.run(batch.id());
			assertEquals(3, line.cardsOf(batch).stream().filter(card -> card.state() == CardState.CHECKED).count());
			assertTrue(line.bench.made().stream().anyMatch(made -> made.readerName().equals(ForeignReader.NAME)
					&& made.refusal() != null && made.refusal().why() == Why.ATR_UNKNOWN));
		}
		await(() -> line.bench.tiles().stream().noneMatch(tile -> tile.reader().equals(ForeignReader.NAME)));
	}

	@Test
	void aCardNobodyReceivedIsNotMade() throws Exception {
		line.blanks(2);
		Batch batch = line.batch(line.orders(1));
		line.cards.run(batch.id(), line.fixture.producer);
		var stranger = new ChipSerial("00112233445566778899AABB");
		assertEquals(Why.CARD_UNKNOWN, assertThrows(Refusal.class,
				() -> line.cards.draw(batch.id(), stranger, ProductionLine.PROFILE, line.fixture.producer)).why());
		line.cards.pause(batch.id(), line.fixture.producer);
	}

	@Test
	void aCardIsFoundByTheWholeSerialNumberAndByTheDigitsThatPeopleSee() {
		line.blanks(1);
		ChipSerial whole = line.hands.box().getFirst();
		Card card = line.cards.find(whole, line.fixture.producer).orElseThrow();
		assertEquals(whole, card.serial());
		assertEquals(Optional.of(card), line.cards.find(new ChipSerial(whole.shown()), line.fixture.producer));
		assertTrue(line.cards.find(new ChipSerial("00112233"), line.fixture.producer).isEmpty());
	}

	@Test
	void aCaThatRefusesLosesACardAndTheOrderIsLeftForAPerson() throws Exception {
		line.blanks(3);
		Batch batch = line.batch(line.orders(2));
		var first = new AtomicInteger();
		try (var refusing = instead(request -> {
			if (first.getAndIncrement() == 0) {
				throw new CaFault(CaFault.Kind.REFUSED, "not this one");
			}
			return ca.issue(request);
		})) {
			line.run(batch.id());
		}
		assertEquals(1, states(batch, CardState.CHECKED));
		assertEquals(1, states(batch, CardState.SPOILED));
		assertTrue(line.bench.made().stream().anyMatch(made -> made.refusal() != null && made.refusal().why() == Why.CA_REFUSED));
		assertEquals(1, line.cards.remaining(batch.id(), line.fixture.producer));
		Card spoiled = line.cardsOf(batch).stream().filter(card -> card.state() == CardState.SPOILED).findFirst().orElseThrow();
		assertEquals(CertificateState.CA_REFUSED, line.certificate(spoiled).state());
	}

	@Test
	void aCaThatNeverAnswersEndsTheRunAndNothingIsAskedTwice() throws Exception {
		line.blanks(6);
		Batch batch = line.batch(line.orders(1));
		var release = new CountDownLatch(1);
		var requests = new HashSet<UUID>();
		try (var silent = instead(request -> {
			synchronized (requests) {
				requests.add(request.requestId());
			}
			try {
				release.await();
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "gone");
		})) {
			line.run(batch.id());
			assertEquals(1, requests.size());
			Card spoiled = line.cardsOf(batch).getFirst();
			assertEquals(CardState.SPOILED, spoiled.state());
			assertEquals(CertificateState.REQUESTED, line.certificate(spoiled).state());
			assertEquals(Why.CA_UNAVAILABLE, line.bench.made().getFirst().refusal().why());
			release.countDown();
		}
		await(() -> line.cards.recover(Actor.SYSTEM).unresolved() == 0);
		Card spoiled = line.cardsOf(batch).getFirst();
		assertEquals(CertificateState.CA_REFUSED, line.certificate(spoiled).state());
		line.run(batch.id());
		assertEquals(1, states(batch, CardState.CHECKED));
	}

	@Test
	void aCaThatAnswersTooLateIsHeardAndTheCertificateDiesWithItsCard() throws Exception {
		line.blanks(3);
		Batch batch = line.batch(line.orders(1));
		try (var slow = instead(request -> {
			await(() -> line.cardsOf(batch).getFirst().state() == CardState.SPOILED);
			return ca.issue(request);
		})) {
			line.run(batch.id());
			Card spoiled = line.cardsOf(batch).getFirst();
			await(() -> line.certificate(spoiled).state() == CertificateState.REVOKED);
			var holder = line.certificate(spoiled).holder();
			assertEquals(1, line.fixture.read(tx -> tx.certificatesOf(holder)).size());
		}
	}

	@Test
	void aCaThatAnswersTwiceGivesOneCertificate() throws Exception {
		System.setProperty(TIMEOUT, "4");
		line.blanks(2);
		Batch batch = line.batch(line.orders(1));
		var calls = new AtomicInteger();
		var second = new CountDownLatch(1);
		try (var twice = instead(request -> {
			CertificateAuthority.Issued issued = ca.issue(request);
			if (calls.getAndIncrement() == 0) {
				await(() -> second.getCount() == 0);
			} else {
				second.countDown();
			}
			return issued;
		})) {
			line.run(batch.id());
		}
		assertEquals(2, calls.get());
		Card card = line.cardsOf(batch).getFirst();
		isWhole(card);
		var holder = line.certificate(card).holder();
		assertEquals(1, line.fixture.read(tx -> tx.certificatesOf(holder)).size());
	}

	@Test
	void aBatchIsCountedAndClosedByTwoPeopleAndAnOrderIsInOneBatchOnly() {
		line.blanks(1);
		List<Order> orders = line.orders(1);
		Batch batch = line.batch(orders);
		assertThrows(Refusal.class, () -> line.batch(orders));
		Page<WaitingRow> waiting = line.cards.waiting(0, 10_000, line.fixture.producer);
		assertTrue(waiting.rows().stream().noneMatch(row -> row.order().equals(orders.getFirst().id())));
		line.cards.run(batch.id(), line.fixture.producer);
		line.cards.pause(batch.id(), line.fixture.producer);
		line.cards.count(batch.id(), new OnTable.Counted(0, 0, 0, 0), line.fixture.producer);
		assertEquals(Why.SECOND_PERSON_NEEDED,
				assertThrows(Refusal.class, () -> line.cards.close(batch.id(), line.fixture.producer)).why());
		assertEquals(BatchState.CLOSED, line.cards.close(batch.id(), line.fixture.supervisor).state());
	}

	@Test
	void twoReadersNeverDrawTheSameOrder() {
		line.blanks(8);
		Batch batch = line.batch(line.orders(8));
		line.cards.run(batch.id(), line.fixture.producer);
		List<ChipSerial> blanks = line.hands.box().subList(0, 8);
		List<String> drawn = blanks.parallelStream()
				.map(serial -> line.cards.draw(batch.id(), serial, ProductionLine.PROFILE, line.fixture.producer).orElseThrow())
				.map(job -> {
					line.cards.failed(job.card(), CardStep.DRAW, "deneme", line.fixture.producer);
					return job.orderNumber();
				}).collect(Collectors.toList());
		assertEquals(8, drawn.size());
		line.cards.pause(batch.id(), line.fixture.producer);
		line.cards.count(batch.id(), new OnTable.Scanned(blanks), line.fixture.producer);
		assertNotEquals(BatchState.CLOSED, line.again(batch).state());
	}

	private long states(Batch batch, CardState state) {
		return line.cardsOf(batch).stream().filter(card -> card.state() == state).count();
	}

	static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, "waited in vain");
			Thread.onSpinWait();
		}
	}

	private AutoCloseable instead(UnaryIssue issue) {
		return House.instead(CertificateAuthority.class, new OtherCa(ca, issue));
	}

	interface UnaryIssue {
		CertificateAuthority.Issued issue(CertificateAuthority.IssueRequest request);
	}

	/** The real CA, but for the way it issues. */
	record OtherCa(CertificateAuthority real, UnaryIssue issue) implements CertificateAuthority {

		@Override
		public String id() {
			return real.id();
		}

		@Override
		public boolean test() {
			return true;
		}

		@Override
		public Issued issue(IssueRequest request) {
			return issue.issue(request);
		}

		@Override
		public Optional<Issued> find(UUID requestId) {
			return real.find(requestId);
		}

		@Override
		public void change(StatusChange change) {
			real.change(change);
		}

		@Override
		public void publish() {
			real.publish();
		}

		@Override
		public URI crlLocation() {
			return real.crlLocation();
		}

		@Override
		public Bytes crl() {
			return real.crl();
		}

		@Override
		public List<Bytes> chain() {
			return real.chain();
		}
	}

	/** A reader with a bank card in it. */
	static final class ForeignReader implements CardReaderDriver {

		static final String NAME = "Yabancı Okuyucu";

		@Override
		public List<ReaderName> readers() {
			return List.of(new ReaderName("foreign", NAME));
		}

		@Override
		public boolean cardPresent(ReaderName reader) {
			return true;
		}

		@Override
		public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
			if (!present) {
				Thread.sleep(timeout);
			}
			return present;
		}

		@Override
		public CardChannel open(ReaderName reader) {
			return new CardChannel() {
				@Override
				public Bytes atr() {
					return Bytes.ofHex("3B6500002063CB6800");
				}

				@Override
				public byte[] transmit(byte[] command) {
					return new byte[] { 0x6D, 0 };
				}

				@Override
				public void close() {
					// nothing is held
				}
			};
		}
	}
}
