package muhurdar.simulators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.domain.ChipSerial;

/** What every desk does, wherever its cards are; {@link RemoteDeskTest} adds what a second process can do wrong. */
class DeskTest {

	private static final byte[] TELL_SERIAL = hex("00CA01064D");
	private static final byte[] MAKE_P256 = hex("0047800505AC0380011100");
	private static final byte[] READ_KEY = hex("0047810500");
	private static final Duration LONG = Duration.ofSeconds(20);

	@TempDir
	Path folder;
	Desk desk;
	private ReaderName first;
	private ReaderName second;

	/** Opens the same folder again each time. */
	Desk newDesk(LocalDesk.Options options) throws Exception {
		return new LocalDesk(folder, options);
	}

	static LocalDesk.Options options(double scale, boolean swapsItself) {
		return new LocalDesk.Options(2, 3, 1, scale, swapsItself, Duration.ZERO);
	}

	@BeforeEach
	void open() throws Exception {
		use(newDesk(options(0, false)));
	}

	private void use(Desk opened) {
		desk = opened;
		first = desk.readers().get(0);
		second = desk.readers().get(1);
	}

	@AfterEach
	void close() throws Exception {
		desk.close();
	}

	static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits);
	}

	static void fault(Kind kind, Executable what) {
		assertEquals(kind, assertThrows(ReaderFault.class, what).kind());
	}

	/** Three commands that the card takes, and the PIN and PUK. */
	static void finish(CardChannel channel) {
		for (String command : new String[] { "0047800505AC0380011100", "00A4000C025015", "00E000000D620B8002000482010183024301",
				"00D600000430020500", "0024018106313233343536", "00240182083837363534333231" }) {
			byte[] answer = channel.transmit(hex(command));
			assertEquals((byte) 0x90, answer[answer.length - 2], command);
		}
	}

	@Test
	void readersAreEmptyAtFirstAndTheBoxIsNot() {
		assertEquals(2, desk.readers().size());
		assertEquals(List.of(first, second), desk.readers());
		assertFalse(desk.cardPresent(first));
		assertEquals(Optional.empty(), desk.cardIn(first));
		assertEquals(3, desk.box().size());
		fault(Kind.CARD_GONE, () -> desk.open(first));
		fault(Kind.READER_GONE, () -> desk.open(new ReaderName(Desk.DRIVER, "no such reader")));
	}

	@Test
	void aSwapTakesTheNextCardOfTheBoxUntilItIsEmpty() {
		List<ChipSerial> box = desk.box();
		assertEquals(Optional.of(box.get(0)), desk.swap(first));
		assertEquals(Optional.of(box.get(1)), desk.swap(second));
		assertEquals(Optional.of(box.get(2)), desk.swap(first));
		assertEquals(Optional.of(box.get(2)), desk.cardIn(first));
		assertEquals(Optional.empty(), desk.swap(second));
		assertFalse(desk.cardPresent(second));
		ChipSerial made = desk.makeBlank(2).getFirst();
		assertFalse(box.contains(made));
		assertEquals(Optional.of(made), desk.swap(second));
	}

	@Test
	void aCardIsPutBackIntoAnotherReader() {
		ChipSerial card = desk.swap(first).orElseThrow();
		assertThrows(IllegalStateException.class, () -> desk.insert(second, card));
		desk.remove(first);
		desk.insert(second, card);
		assertEquals(Optional.of(card), desk.cardIn(second));
		assertThrows(IllegalStateException.class, () -> desk.insert(second, desk.box().getFirst()));
		desk.remove(first);
		assertEquals(Optional.of(card), desk.cardIn(second));
	}

	@Test
	void aReaderThatBreaksIsGoneUntilItIsMendedAndItsCardIsStillInIt() {
		ChipSerial card = desk.swap(first).orElseThrow();
		desk.plan(first, new Trouble(2, Trouble.What.READER_BREAKS, 0));
		try (CardChannel channel = desk.open(first)) {
			channel.transmit(TELL_SERIAL);
			fault(Kind.READER_GONE, () -> channel.transmit(MAKE_P256));
			fault(Kind.READER_GONE, () -> channel.transmit(TELL_SERIAL));
		}
		assertEquals(List.of(second), desk.readers());
		fault(Kind.READER_GONE, () -> desk.open(first));
		fault(Kind.READER_GONE, () -> desk.cardPresent(first));
		fault(Kind.READER_GONE, () -> desk.awaitCard(first, true, LONG));
		assertEquals(Optional.of(card), desk.cardIn(first));
		desk.mend(first);
		assertEquals(List.of(first, second), desk.readers());
		try (CardChannel channel = awaitFree()) {
			assertEquals("6A88", HexFormat.of().withUpperCase().formatHex(channel.transmit(READ_KEY)),
					"the command was not done");
		}
	}

	@Test
	void oneConnectionHoldsTheCardUntilItIsClosed() {
		ChipSerial card = desk.swap(first).orElseThrow();
		try (CardChannel channel = desk.open(first)) {
			assertEquals(AkisCard.ATR, channel.atr());
			assertTrue(HexFormat.of().withUpperCase().formatHex(channel.transmit(TELL_SERIAL)).contains(card.hex()));
			fault(Kind.IN_USE, () -> desk.open(first));
		}
		awaitFree().close();
	}

	/** In another process the end of a connection is seen a moment later. */
	private CardChannel awaitFree() {
		long end = System.nanoTime() + LONG.toNanos();
		while (true) {
			try {
				return desk.open(first);
			} catch (ReaderFault inUse) {
				assertTrue(inUse.kind() == Kind.IN_USE && System.nanoTime() < end, inUse.getMessage());
				Thread.onSpinWait();
			}
		}
	}

	@Test
	void longAnswersArriveWhole() {
		desk.swap(first);
		try (CardChannel channel = desk.open(first)) {
			byte[] key = channel.transmit(hex("0047800505AC0380010700"));
			assertEquals("7F4982", HexFormat.of().withUpperCase().formatHex(key, 0, 3));
			assertEquals(5 + (256 + 4) + (3 + 2) + 2, key.length);
			assertArrayEquals(key, channel.transmit(READ_KEY));
		}
	}

	@Test
	void aPulledCardEndsItsConnection() {
		ChipSerial card = desk.swap(first).orElseThrow();
		try (CardChannel channel = desk.open(first)) {
			desk.remove(first);
			fault(Kind.CARD_GONE, () -> channel.transmit(TELL_SERIAL));
			desk.insert(first, card);
			fault(Kind.CARD_GONE, () -> channel.transmit(TELL_SERIAL));
		}
	}

	@Test
	void aPullEndsALongCommandAtOnceThoughTheCardHasDoneIt() throws Exception {
		desk.close();
		use(newDesk(options(1000, false)));
		ChipSerial card = desk.swap(first).orElseThrow();
		try (CardChannel channel = desk.open(first)) {
			CompletableFuture<Kind> kind = CompletableFuture.supplyAsync(
					() -> assertThrows(ReaderFault.class, () -> channel.transmit(MAKE_P256)).kind());
			long end = System.nanoTime() + LONG.toNanos();
			while (desk.lookInto(card).publicKey().isEmpty()) {
				assertTrue(System.nanoTime() < end);
				Thread.onSpinWait();
			}
			desk.remove(first);
			assertEquals(Kind.CARD_GONE, kind.get());
		}
		assertTrue(desk.cardTime(first).compareTo(Duration.ofSeconds(160)) > 0);
	}

	@Test
	void plannedTroubleComesAtItsCommandAndOnce() {
		desk.swap(first);
		desk.plan(first, new Trouble(2, Trouble.What.ANSWERS, 0x6581));
		try (CardChannel channel = desk.open(first)) {
			assertEquals(79, channel.transmit(TELL_SERIAL).length);
			assertArrayEquals(hex("6581"), channel.transmit(TELL_SERIAL));
			assertEquals(79, channel.transmit(TELL_SERIAL).length);
		}
	}

	@Test
	void aCardPulledBeforeHasNotDoneItAndOnePulledAfterHas() {
		ChipSerial before = desk.swap(first).orElseThrow();
		desk.plan(first, new Trouble(1, Trouble.What.PULLED_BEFORE, 0));
		try (CardChannel channel = desk.open(first)) {
			fault(Kind.CARD_GONE, () -> channel.transmit(MAKE_P256));
		}
		assertFalse(desk.cardPresent(first));
		assertTrue(desk.lookInto(before).publicKey().isEmpty());
		ChipSerial after = desk.swap(second).orElseThrow();
		desk.plan(second, new Trouble(1, Trouble.What.PULLED_AFTER, 0));
		try (CardChannel channel = desk.open(second)) {
			fault(Kind.CARD_GONE, () -> channel.transmit(MAKE_P256));
		}
		assertTrue(desk.lookInto(after).publicKey().isPresent());
	}

	@Test
	void aLostCardHasDoneItAndNobodyCanPutItInAgain() {
		ChipSerial lost = desk.swap(first).orElseThrow();
		desk.plan(first, new Trouble(1, Trouble.What.LOST_AFTER, 0));
		try (CardChannel channel = desk.open(first)) {
			fault(Kind.CARD_GONE, () -> channel.transmit(MAKE_P256));
		}
		assertFalse(desk.cardPresent(first));
		assertThrows(IllegalStateException.class, () -> desk.insert(first, lost));
		assertTrue(desk.lookInto(lost).publicKey().isPresent());
	}

	@Test
	void aMuteCardIsStillThereAndAnswersAgainInTheNextConnection() {
		desk.swap(first);
		desk.plan(first, new Trouble(1, Trouble.What.MUTE, 0));
		try (CardChannel channel = desk.open(first)) {
			fault(Kind.CARD_MUTE, () -> channel.transmit(TELL_SERIAL));
		}
		assertTrue(desk.cardPresent(first));
		try (CardChannel channel = awaitFree()) {
			assertEquals(79, channel.transmit(TELL_SERIAL).length);
		}
	}

	@Test
	void whoWaitsForACardSeesItComeAndGo() throws Exception {
		assertFalse(desk.awaitCard(first, true, Duration.ofMillis(1)));
		CompletableFuture<Boolean> comes = CompletableFuture.supplyAsync(() -> await(true));
		desk.swap(first);
		assertTrue(comes.get());
		CompletableFuture<Boolean> goes = CompletableFuture.supplyAsync(() -> await(false));
		desk.remove(first);
		assertTrue(goes.get());
	}

	private boolean await(boolean present) {
		try {
			return desk.awaitCard(first, present, LONG);
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	@Test
	void anInterruptedWaitEnds() {
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> desk.awaitCard(first, true, LONG));
		assertFalse(Thread.interrupted());
	}

	@Test
	void everyCardKeepsItsStateAndPlaceOverARestart() throws Exception {
		ChipSerial card = desk.swap(first).orElseThrow();
		ChipSerial out = desk.swap(second).orElseThrow();
		desk.remove(second);
		try (CardChannel channel = desk.open(first)) {
			finish(channel);
		}
		SimulatedCard was = desk.lookInto(card);
		desk.close();
		use(newDesk(options(0, false)));
		assertEquals(Optional.of(card), desk.cardIn(first));
		assertEquals(1, desk.box().size());
		SimulatedCard is = desk.lookInto(card);
		assertEquals(was.publicKey(), is.publicKey());
		assertTrue(is.finished());
		assertArrayEquals("123456".getBytes(), is.pin().orElseThrow().use(byte[]::clone));
		desk.insert(second, out);
		assertEquals(Optional.of(out), desk.cardIn(second));
	}

	@Test
	void helpfulHandsSwapWhenSomebodyWaitsForThem() throws Exception {
		desk.close();
		use(newDesk(options(0, true)));
		assertTrue(desk.awaitCard(first, true, LONG));
		ChipSerial card = desk.cardIn(first).orElseThrow();
		awaitFree().close();
		assertTrue(desk.awaitCard(first, true, LONG));
		assertEquals(Optional.of(card), desk.cardIn(first));
		assertTrue(desk.awaitCard(first, false, LONG));
		assertTrue(desk.cardIn(first).filter(now -> !now.equals(card)).isPresent());
	}

	@Test
	void aSwapIsNotMissedHoweverQuick() throws Exception {
		desk.swap(first);
		awaitFree().close();
		desk.swap(first);
		assertTrue(desk.awaitCard(first, false, Duration.ZERO));
		assertTrue(desk.awaitCard(first, true, Duration.ZERO));
	}
}
