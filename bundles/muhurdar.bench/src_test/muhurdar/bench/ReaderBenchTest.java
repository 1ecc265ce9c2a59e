package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import muhurdar.api.Bench;
import muhurdar.api.Bench.Show;
import muhurdar.api.CardLook;
import muhurdar.api.CardTrace;
import muhurdar.api.CardTrace.Line;
import muhurdar.api.Readers;
import muhurdar.api.Topics;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.bench.Fakes.FakeCard;
import muhurdar.bench.Fakes.FakeCards;
import muhurdar.bench.Fakes.FakeReaders;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

class ReaderBenchTest {

	private static final Actor BY = new Actor(Fakes.USER, new UUID(2, 2));
	private static final Duration LONG = Duration.ofSeconds(30);
	private final FakeReaders readers = new FakeReaders();
	private final CountDownLatch rung = new CountDownLatch(2);
	private final Plugged plugged = new Plugged(Clock.systemUTC());
	private final ReaderDesk desk = new ReaderDesk(plugged, Fakes.context());
	private ReaderBench bench;
	private boolean managed;

	private ReaderBench bench(FakeCards cards) {
		bench = new ReaderBench(plugged, cards.service(), (topic, id) -> {
			assertEquals(Topics.BENCH, topic);
			rung.countDown();
		}, Clock.systemUTC(), Fakes.context());
		plugged.drivers = List.of(readers);
		bench.profiles = List.of(Fakes.profile(managed));
		desk.profiles = bench.profiles;
		bench.open();
		return bench;
	}

	@AfterEach
	void close() throws InterruptedException {
		bench.close();
	}

	private static FakeCard card(int number) {
		return new FakeCard(number, Fakes.ATR);
	}

	/** The first reader. */
	private boolean shows(Show show) {
		return !bench.tiles().isEmpty() && bench.tiles().getFirst().show() == show;
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + LONG.toNanos();
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, "waited in vain");
			Thread.onSpinWait();
		}
	}

	@Test
	void theDialogueWithACardIsFoundByReaderAndByChip() throws Exception {
		readers.reader("Okuyucu 1", card(1));
		bench(new FakeCards(1)).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		CardTrace trace = desk.trace("Okuyucu 1").orElseThrow();
		assertEquals(List.of("reset", "00CA0000", "reset", "00CA0000"), trace.lines().stream().map(Line::command).toList());
		assertEquals("fake", trace.profile());
		assertEquals(trace, desk.trace(Fakes.serial(1)).orElseThrow());
		assertTrue(desk.trace(Fakes.serial(2)).isEmpty());
		assertEquals(2, desk.health().getFirst().commands());
	}

	@Test
	void aCardIsReadWithoutARun() {
		readers.reader("Okuyucu 1", card(1)).reader("Okuyucu 2").reader("Okuyucu 3", new FakeCard(3, Bytes.ofHex("3BFF")));
		bench(new FakeCards(0));
		CardLook look = desk.look("Okuyucu 1");
		assertEquals("fake", look.profile());
		assertEquals(Fakes.serial(1), look.reading().serial());
		assertEquals(Why.READER_FAILED, no("Okuyucu 2"));
		assertEquals(Why.ATR_UNKNOWN, no("Okuyucu 3"));
		assertEquals(Why.READER_UNKNOWN, no("Okuyucu 4"));
	}

	@Test
	void aCardThatAnswersWithAFaultIsUnreadableAndNotMute() throws Exception {
		bench(new FakeCards(0));
		for (RuntimeException trouble : List.of(new CardFault("serial", 0x6F00), new ReaderFault(Kind.CARD_MUTE, "serial"))) {
			FakeCard card = card(1);
			card.fails = trouble;
			readers.reader("Okuyucu 1", card);
			var fresh = new ReaderDesk(plugged, Fakes.context());
			fresh.profiles = bench.profiles;
			fresh.open();
			assertTrue(fresh.awaitCards(LONG));
			assertEquals(trouble instanceof CardFault ? Readers.Inside.UNREADABLE : Readers.Inside.MUTE,
					fresh.rows().getFirst().inside());
			fresh.close();
		}
	}

	@Test
	void aReaderIsNamedByItsNameOrTheOnlyBeginningOfOne() {
		readers.reader("ACS 1").reader("ACS 10").reader("Milko 1");
		bench(new FakeCards(0));
		assertEquals("Milko 1", desk.named("Mi"));
		assertEquals("ACS 1", desk.named("ACS 1"));
		assertEquals(Why.READER_AMBIGUOUS, assertThrows(Refusal.class, () -> desk.named("ACS")).why());
		for (String nobody : List.of("", "milko", "ACS 2")) {
			assertEquals(Why.READER_UNKNOWN, assertThrows(Refusal.class, () -> desk.named(nobody)).why());
		}
	}

	private Why no(String reader) {
		return assertThrows(Refusal.class, () -> desk.look(reader)).why();
	}

	@Test
	void aCardGoesThroughEveryStepInItsOrderAndIsReadBackOnAFreshConnection() throws Exception {
		var cards = new FakeCards(1);
		readers.reader("Okuyucu 1", card(1));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(List.of("draw", "begin KEY", "keyed", "certify", "begin WRITE", "written", "sealPin", "begin PIN",
				"done PIN", "puk", "begin PUK", "sealed", "begin QUALITY", "qualitySigned", "checked"),
				cards.said(Fakes.serial(1)));
		assertEquals(1, cards.paused);
		Bench.Made made = bench.made().getFirst();
		assertEquals(7, made.envelope());
		assertEquals("AD SOYAD", made.name());
		assertTrue(rung.await(30, TimeUnit.SECONDS));
	}

	@Test
	void aCardWithAManagementKeyIsTakenOverBeforeItsKeyIsMade() throws Exception {
		managed = true;
		var cards = new FakeCards(1);
		FakeCard card = card(1);
		card.managed = true;
		readers.reader("Okuyucu 1", card);
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(List.of("draw", "begin KEY", "managementKey", "keyed"), cards.said(Fakes.serial(1)).subList(0, 4));
		assertEquals("314159265358979", new String(card.managementKey));
		assertEquals(1, cards.checked.size());
	}

	@Test
	void allReadersWorkEachOnAThreadOfItsOwn() throws Exception {
		var cards = new FakeCards(6);
		readers.reader("A", card(1), card(2), card(3), card(4)).reader("B", card(5), card(6), card(7), card(8))
				.reader("C", card(9), card(10), card(11), card(12));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(6, cards.checked.size());
		assertTrue(Set.of("bench A", "bench B", "bench C").containsAll(readers.threads));
		assertEquals(0, cards.orders);
	}

	@ParameterizedTest
	@ValueSource(strings = { "key", "key made", "csr", "write", "pin", "pin set", "puk set", "verify" })
	void aCardThatIsPulledGoesOnInAnotherReaderWithTheSameOrder(String at) throws Exception {
		managed = true;
		var cards = new FakeCards(1);
		FakeCard pulled = card(1);
		pulled.pulledAt = at;
		readers.reader("A", pulled).reader("B");
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> bench.run().awaited().equals(List.of(Fakes.serial(1))));
		await(() -> bench.tiles().stream().allMatch(
				tile -> tile.show() == Show.PUT_BACK && Fakes.serial(1).equals(tile.serial())));
		assertEquals(List.of(Why.CARD_COMES_BACK), bench.made().stream().map(Bench.Made::refusal).map(Refusal::why).toList());
		readers.reader("B", pulled);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.checked);
		assertEquals(Set.of(), cards.spoiled);
		List<String> said = cards.said(Fakes.serial(1));
		assertEquals(1, said.stream().filter("draw"::equals).count());
		assertEquals(1, said.stream().filter("keyed"::equals).count());
		assertEquals(1, said.stream().filter("certify"::equals).count());
		assertEquals(1, said.stream().filter("sealPin"::equals).count());
		assertEquals(1, said.stream().filter("continued"::equals).count());
		assertEquals("checked", said.getLast());
	}

	@Test
	void aCardThatMayHaveMadeItsQualitySignatureMakesNoSecondOneAndIsSpoiled() throws Exception {
		var cards = new FakeCards(1);
		FakeCard pulled = card(1);
		pulled.pulledAt = "signed";
		readers.reader("A", pulled, card(2));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.spoiled);
		assertEquals(Set.of(Fakes.serial(2)), cards.checked);
	}

	@Test
	void aCardThatIsLostToItsReaderThreeTimesIsABadCard() throws Exception {
		var cards = new FakeCards(1);
		FakeCard bad = card(1);
		for (String reader : List.of("A", "B", "C")) {
			bad.pulledAt = "key";
			readers.reader(reader, bad);
			if (reader.equals("A")) {
				bench(cards).start(Fakes.BATCH.id(), BY);
			}
			int cardsSeen = List.of("A", "B", "C").indexOf(reader) + 1;
			await(() -> bench.made().size() == cardsSeen);
		}
		assertEquals(Set.of(Fakes.serial(1)), cards.spoiled);
		readers.reader("D", card(2));
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(2)), cards.checked);
	}

	@Test
	void aHalfMadeCardOutsideItsReaderIsGivenUpWhenTheRunStops() throws Exception {
		var cards = new FakeCards(1);
		FakeCard pulled = card(1);
		pulled.pulledAt = "write";
		readers.reader("A", pulled);
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> !bench.run().awaited().isEmpty());
		bench.pause();
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.spoiled);
		assertEquals(1, cards.paused);
		assertEquals(1, cards.orders);
	}

	@ParameterizedTest
	@ValueSource(strings = { "write", "read" })
	void aCardThatWillNotComeBackIsGivenUpByAPersonAndItsOrderGetsAnother(String at) throws Exception {
		var cards = new FakeCards(1);
		FakeCard pulled = card(1);
		pulled.pulledAt = at;
		readers.reader("A", pulled);
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> shows(Show.PUT_BACK));
		bench.giveUp(Fakes.serial(1), "yere düştü, kırıldı", BY);
		assertEquals(List.of(), bench.run().awaited());
		readers.reader("A", card(2));
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.spoiled);
		assertEquals(Set.of(Fakes.serial(2)), cards.checked);
	}

	@Test
	void aCardPulledAfterItsQualitySignatureIsFinishedInAnotherReader() throws Exception {
		var cards = new FakeCards(1);
		FakeCard pulled = card(1);
		pulled.pulledAt = "read";
		readers.reader("A", pulled).reader("B");
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> bench.made().size() == 1);
		readers.reader("B", pulled);
		await(() -> cards.checked.contains(Fakes.serial(1)));
		assertEquals(Set.of(), cards.spoiled);
		assertFalse(cards.said(Fakes.serial(1)).contains("failed"));
		assertTrue(bench.awaitEnd(LONG));
	}

	@Test
	void aCardThatIsPutInAgainWhileTheStoreIsAwayStaysInItsReaderAndIsFinishedThere() throws Exception {
		var cards = new FakeCards(1);
		FakeCard pulled = card(1);
		pulled.pulledAt = "read";
		readers.reader("A", pulled).reader("B");
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> bench.made().size() == 1);
		cards.storeAway.put("awaitingCheck", 2);
		readers.reader("B", pulled);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.checked);
		assertEquals(2, bench.made().size());
	}

	@Test
	void aCardOfAnUnknownKindIsRefusedBeforeAnythingIsDrawn() throws Exception {
		var cards = new FakeCards(1);
		readers.reader("A", new FakeCard(1, Bytes.ofHex("3BFF")), card(2));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(List.of(), cards.said(Fakes.serial(1)));
		assertEquals(Set.of(Fakes.serial(2)), cards.checked);
		Refusal refusal = bench.made().getLast().refusal();
		assertEquals(Why.ATR_UNKNOWN, refusal.why());
		assertEquals("3BFF", refusal.arguments().getFirst());
	}

	@Test
	void aCaThatIsAwayStopsTheRunBeforeItCostsMoreCards() throws Exception {
		var cards = new FakeCards(5);
		cards.caAway = true;
		readers.reader("A", card(1), card(2), card(3));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.spoiled);
		assertEquals(1, cards.paused);
	}

	private Why shown() {
		return bench.tiles().stream().findFirst().map(Bench.Tile::refusal).map(Refusal::why).orElse(null);
	}

	@Test
	void aDeskThatLostTheStoreSaysSoAndGoesOnWithTheSameCardWhenItIsBack() throws Exception {
		var cards = new FakeCards(1);
		cards.storeAway.put("draw", 2);
		readers.reader("A", card(1));
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> shown() == Why.STORE_UNREACHABLE);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.checked);
		assertEquals(1, bench.made().size());
	}

	@Test
	void aCardWhoseStepCouldNotBeStoredIsGivenUpWhenTheStoreIsBackAndTheNextOneIsMade() throws Exception {
		var cards = new FakeCards(1);
		cards.storeAway.putAll(Map.of("keyed", 1, "failed", 2));
		readers.reader("A", card(1), card(2));
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> shown() == Why.STORE_UNREACHABLE);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.spoiled);
		assertEquals(Set.of(Fakes.serial(2)), cards.checked);
	}

	@Test
	void aFinishedCardIsReadInItsReaderWhenTheStoreIsBack() throws Exception {
		var cards = new FakeCards(1);
		cards.storeAway.put("checked", 2);
		readers.reader("A", card(1));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(), cards.spoiled);
		assertEquals(Set.of(Fakes.serial(1)), cards.checked);
	}

	@Test
	void aReaderIsNotBlamedForTheStore() throws Exception {
		var cards = new FakeCards(1);
		cards.storeAway.put("keyed", 3);
		readers.reader("A", card(1), card(2), card(3), card(4));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(3, cards.spoiled.size());
		assertEquals(Set.of(Fakes.serial(4)), cards.checked);
	}

	@Test
	void theEndOfARunIsStoredWhenTheStoreIsBack() throws Exception {
		var cards = new FakeCards(1);
		cards.storeAway.put("pause", 2);
		readers.reader("A", card(1));
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(1, cards.paused);
	}

	@Test
	void aReaderThatLosesCardAfterCardGetsNoMoreAndTheOthersGoOnWithThem() throws Exception {
		var cards = new FakeCards(3);
		FakeCard[] lost = lostAtTheirKey();
		readers.reader("A", lost);
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> shows(Show.DRAINED));
		Refusal why = bench.tiles().getFirst().refusal();
		assertEquals(Why.READER_SPOILS, why.why());
		assertEquals(List.of(3L, 3), why.arguments());
		readers.reader("B", lost);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(), cards.spoiled);
		assertEquals(3, cards.checked.size());
		assertEquals(Show.DRAINED, bench.tiles().getFirst().show());
	}

	private static FakeCard[] lostAtTheirKey() {
		FakeCard[] lost = new FakeCard[3];
		for (int i = 0; i < lost.length; i++) {
			lost[i] = card(100 + i);
			lost[i].pulledAt = "key";
		}
		return lost;
	}

	@Test
	void aDrainedReaderStaysSoInTheNextRunUntilAPersonPutsItBack() throws Exception {
		var cards = new FakeCards(3);
		readers.reader("A", lostAtTheirKey());
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> shows(Show.DRAINED));
		bench.pause();
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(3, cards.spoiled.size());
		readers.reader("A", card(1), card(2), card(3));
		bench.start(Fakes.BATCH.id(), BY);
		readers.reader("B");
		await(() -> bench.tiles().size() == 2 && bench.tiles().getLast().show() == Show.PUT_IN);
		assertEquals(Show.DRAINED, bench.tiles().getFirst().show());
		bench.putBack("A");
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(3, cards.checked.size());
	}

	@Test
	void twoBatchesRunAtOnceInTheSameReadersAndEachEndsByItself() throws Exception {
		var cards = new FakeCards(3);
		cards.ordersOfSecond = 2;
		readers.reader("A").reader("B");
		bench(cards).start(Fakes.BATCH.id(), BY);
		bench.start(Fakes.SECOND.id(), BY);
		assertEquals(List.of("P-2026-000001", "P-2026-000002"), bench.runs().stream().map(Bench.Run::number).toList());
		readers.reader("A", card(1), card(2), card(3), card(4)).reader("B", card(5), card(6), card(7), card(8));
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(List.of(3L, 2L), List.of(cards.made(Fakes.BATCH), cards.made(Fakes.SECOND)));
		assertEquals(2, cards.paused);
		assertEquals(3, bench.made().stream().filter(made -> "P-2026-000001".equals(made.batch())).count());
		assertEquals(2, bench.made().stream().filter(made -> "P-2026-000002".equals(made.batch())).count());
	}

	@Test
	void pausingOneBatchLeavesTheReadersToTheOther() throws Exception {
		var cards = new FakeCards(2);
		cards.ordersOfSecond = 2;
		readers.reader("A");
		bench(cards).start(Fakes.BATCH.id(), BY);
		bench.start(Fakes.SECOND.id(), BY);
		bench.pause(Fakes.BATCH.id());
		await(() -> bench.runs().size() == 1);
		readers.reader("A", card(1), card(2), card(3));
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(List.of(0L, 2L), List.of(cards.made(Fakes.BATCH), cards.made(Fakes.SECOND)));
		assertEquals(2, cards.orders);
		assertEquals(Why.WRONG_STATE, assertThrows(Refusal.class, () -> bench.pause(Fakes.BATCH.id())).why());
	}

	@Test
	void aBatchThatEndsWhileAnotherRunsLeavesItsReadersAtWork() throws Exception {
		var cards = new FakeCards(1);
		cards.ordersOfSecond = 2;
		readers.reader("A");
		bench(cards).start(Fakes.BATCH.id(), BY);
		bench.start(Fakes.SECOND.id(), BY);
		readers.reader("A", card(1), card(2), card(3));
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(3, cards.checked.size());
	}

	@Test
	void anotherSerialInTheSlotStopsTheSlotAndTheCardIsFinishedElsewhere() throws Exception {
		var cards = new FakeCards(1);
		FakeCard first = card(1);
		first.swapped = true;
		readers.reader("A", first, card(2)).reader("B");
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> bench.made().size() == 1);
		Refusal why = bench.made().getFirst().refusal();
		assertEquals(Why.ANOTHER_CARD, why.why());
		assertEquals(Fakes.serial(2), why.arguments().getFirst());
		assertEquals(Set.of(), cards.spoiled);
		assertEquals(List.of(), cards.said(Fakes.serial(2)));
		first.swapped = false;
		readers.reader("B", first);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(Fakes.serial(1)), cards.checked);
	}

	@Test
	void aCardPulledBeforeItWasKnownIsMadeInAnotherReader() throws Exception {
		var cards = new FakeCards(1);
		FakeCard early = card(1);
		early.pulledAt = "serial";
		readers.reader("A", early).reader("B");
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> bench.made().size() == 1);
		readers.reader("B", early);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(Set.of(), cards.spoiled);
		assertEquals(Set.of(Fakes.serial(1)), cards.checked);
	}

	@Test
	void aDriverThatThrowsIsSkippedAndReadersComeAndGoDuringARun() throws Exception {
		var cards = new FakeCards(2);
		var broken = new FakeReaders();
		broken.broken = true;
		readers.reader("A", card(1));
		bench(cards);
		plugged.drivers = List.of(broken, readers);
		bench.start(Fakes.BATCH.id(), BY);
		await(() -> cards.checked.size() == 1);
		readers.gone("A");
		await(() -> bench.tiles().isEmpty());
		broken.broken = false;
		broken.reader("B", card(2));
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(2, cards.checked.size());
	}

	@Test
	void pauseStopsBetweenCardsAndABatchRunsOnceAtATime() throws Exception {
		var cards = new FakeCards(5);
		readers.reader("A");
		bench(cards).start(Fakes.BATCH.id(), BY);
		await(() -> bench.tiles().stream().anyMatch(tile -> tile.show() == Show.PUT_IN));
		assertEquals(Why.WRONG_STATE, assertThrows(Refusal.class, () -> bench.start(Fakes.BATCH.id(), BY)).why());
		assertEquals("P-2026-000001", bench.run().number());
		bench.pause();
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(1, cards.paused);
		await(() -> bench.tiles().getFirst().show() == Show.IDLE);
	}

	@Test
	void aBatchWithNothingLeftEndsAtOnce() throws Exception {
		var cards = new FakeCards(0);
		readers.reader("A");
		bench(cards).start(Fakes.BATCH.id(), BY);
		assertTrue(bench.awaitEnd(LONG));
		assertEquals(1, cards.paused);
	}
}
