package muhurdar.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.function.Executable;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;
import muhurdar.domain.Secret;
import muhurdar.kit.DriverFixture;
import muhurdar.kit.ScriptedCard;

/** What {@link CardReaderDriver} and {@link CardChannel} promise. */
final class DriverContract extends Contract {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();
	private static final Duration SOON = Duration.ofSeconds(20);
	private static final Duration LONG = Duration.ofHours(1);
	private static final ScriptedCard FINE = command -> HEX.parseHex("9000");
	private static final ScriptedCard ECHO = command -> HEX.parseHex(HEX.formatHex(command) + "9000");

	private final String name;
	private final CardReaderDriver driver;
	private final DriverFixture fixture;
	private final ReaderName reader;
	private final ReaderName other;

	DriverContract(String name, CardReaderDriver driver, DriverFixture fixture) {
		super(name);
		this.name = name;
		this.driver = driver;
		this.fixture = fixture;
		List<ReaderName> readers = fixture.readers(driver);
		this.reader = readers.get(0);
		this.other = readers.get(1);
		namesAndPresence();
		waits();
		connections();
		commands();
		faults();
	}

	@Override
	void around(Executable body) throws Throwable {
		try {
			body.execute();
		} finally {
			pull(reader);
			pull(other);
		}
	}

	private void namesAndPresence() {
		promise("every reader carries the service's own driver name", () -> {
			assertFalse(driver.readers().isEmpty());
			driver.readers().forEach(each -> assertEquals(name, each.driver()));
		});
		promise("reader names are unique and not empty", () -> {
			List<ReaderName> readers = driver.readers();
			assertEquals(readers.size(), Set.copyOf(readers).size());
			readers.forEach(each -> assertFalse(each.name().isBlank()));
		});
		promise("the order of the readers is stable", () -> {
			List<ReaderName> readers = driver.readers();
			for (int i = 0; i < 20; i++) {
				assertEquals(readers, driver.readers());
			}
		});
		promise("readers can be asked for from any thread", () -> {
			List<ReaderName> readers = driver.readers();
			List<FutureTask<List<ReaderName>>> all = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				all.add(inThread(driver::readers));
			}
			for (FutureTask<List<ReaderName>> each : all) {
				assertEquals(readers, get(each));
			}
		});
		promise("an empty reader has no card", () -> assertFalse(driver.cardPresent(reader)));
		promise("a card that was put in is present, and only in its reader", () -> {
			insert(reader, FINE);
			assertTrue(driver.cardPresent(reader));
			assertFalse(driver.cardPresent(other));
		});
		promise("whether a card is present is answered within a second", () -> {
			insert(reader, FINE);
			for (ReaderName each : List.of(reader, other)) {
				long start = System.nanoTime();
				driver.cardPresent(each);
				assertTrue(System.nanoTime() - start < 1_000_000_000L);
			}
		});
		promise("a reader of another driver is not there", () -> notThere(new ReaderName(name + "-other", reader.name())));
		promise("a reader that never was is not there", () -> notThere(new ReaderName(name, "Hiç Olmayan Okuyucu")));
	}

	private void notThere(ReaderName stranger) {
		fault(Kind.READER_GONE, () -> driver.cardPresent(stranger));
		fault(Kind.READER_GONE, () -> driver.awaitCard(stranger, true, LONG));
		fault(Kind.READER_GONE, () -> driver.awaitCard(stranger, false, LONG));
		fault(Kind.READER_GONE, () -> driver.open(stranger));
	}

	private void waits() {
		promise("a wait without time only looks", () -> {
			assertFalse(driver.awaitCard(reader, true, Duration.ZERO));
			assertTrue(driver.awaitCard(reader, false, Duration.ZERO));
			insert(reader, FINE);
			with(CardChannel::atr); // from now on it is this card whose end is waited for
			assertTrue(driver.awaitCard(reader, true, Duration.ZERO));
			assertFalse(driver.awaitCard(reader, false, Duration.ZERO));
		});
		promise("a wait for what is so already ends at once", () -> {
			assertTrue(driver.awaitCard(reader, false, LONG));
			insert(reader, FINE);
			assertTrue(driver.awaitCard(reader, true, LONG));
		});
		promise("a wait ends after its time, not before it", () -> {
			long start = System.nanoTime();
			assertFalse(driver.awaitCard(reader, true, Duration.ofMillis(400)));
			long millis = (System.nanoTime() - start) / 1_000_000;
			assertTrue(millis >= 395 && millis < 5000, millis + " ms");
		});
		promise("a card that comes ends the wait for it", () -> {
			FutureTask<Boolean> waiting = inThread(() -> driver.awaitCard(reader, true, LONG));
			fixture.insert(reader, FINE);
			assertTrue(get(waiting));
		});
		promise("a card that goes ends the wait for that", () -> {
			insert(reader, FINE);
			with(CardChannel::atr);
			FutureTask<Boolean> waiting = inThread(() -> driver.awaitCard(reader, false, LONG));
			fixture.pull(reader);
			assertTrue(get(waiting));
		});
		promise("a card in another reader does not end the wait", () -> {
			FutureTask<Boolean> waiting = inThread(() -> driver.awaitCard(reader, true, LONG));
			insert(other, FINE);
			assertFalse(waiting.isDone());
			fixture.insert(reader, FINE);
			assertTrue(get(waiting));
		});
		promise("a waiting thread can be interrupted", () -> {
			CountDownLatch begun = new CountDownLatch(1);
			FutureTask<Boolean> waiting = new FutureTask<>(() -> {
				begun.countDown();
				return driver.awaitCard(reader, true, LONG);
			});
			Thread waiter = Thread.ofPlatform().daemon().start(waiting);
			begun.await();
			waiter.interrupt();
			assertInstanceOf(InterruptedException.class, assertThrows(ExecutionException.class, () -> get(waiting)).getCause());
		});
		promise("many threads may wait at one reader", () -> {
			List<FutureTask<Boolean>> all = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				all.add(inThread(() -> driver.awaitCard(reader, true, LONG)));
			}
			fixture.insert(reader, FINE);
			for (FutureTask<Boolean> each : all) {
				assertTrue(get(each));
			}
		});
	}

	private void connections() {
		promise("an empty reader cannot be opened: CARD_GONE", () -> fault(Kind.CARD_GONE, () -> driver.open(reader)));
		promise("the answer to reset is that of the card, at every opening", () -> {
			insert(reader, FINE);
			Bytes first = with(CardChannel::atr);
			assertTrue(first.length() >= 2 && Set.of("3B", "3F").contains(first.toHex().substring(0, 2)), first.toHex());
			assertEquals(first, with(CardChannel::atr));
		});
		promise("a card is reset when it is opened", () -> {
			AtomicInteger resets = new AtomicInteger();
			insert(reader, counting(resets));
			with(channel -> null);
			int before = resets.get();
			with(channel -> {
				assertTrue(resets.get() > before, "no reset since");
				return null;
			});
		});
		promise("an open card belongs to its channel alone: IN_USE until it is closed", () -> {
			insert(reader, FINE);
			try (CardChannel channel = driver.open(reader)) {
				fault(Kind.IN_USE, () -> driver.open(reader));
				fault(Kind.IN_USE, () -> cause(inThread(() -> driver.open(reader))));
				says(channel, "00A40000", "9000");
			}
			with(channel -> says(channel, "00A40000", "9000"));
		});
		promise("two readers are open at the same time", () -> {
			insert(reader, command -> HEX.parseHex("019000"));
			insert(other, command -> HEX.parseHex("029000"));
			try (CardChannel one = driver.open(reader); CardChannel two = driver.open(other)) {
				says(one, "00A40000", "019000");
				says(two, "00A40000", "029000");
			}
		});
		promise("closing twice does no harm, to the next one either", () -> {
			insert(reader, FINE);
			CardChannel channel = driver.open(reader);
			channel.close();
			channel.close();
			try (CardChannel next = driver.open(reader)) {
				channel.close();
				says(next, "00A40000", "9000");
			}
		});
		promise("nothing is sent through a closed channel", () -> {
			List<String> sent = Collections.synchronizedList(new ArrayList<>());
			insert(reader, recording(sent));
			CardChannel channel = driver.open(reader);
			channel.close();
			assertThrows(RuntimeException.class, () -> channel.transmit(HEX.parseHex("00A40000")));
			assertEquals(List.of(), sent);
		});
		promise("a reset in either protocol gives the answer to reset, or the card does not take it; the card is free then",
				() -> {
					insert(reader, FINE);
					Bytes atr = with(CardChannel::atr);
					for (int protocol = 0; protocol < 2; protocol++) {
						try {
							driver.reset(reader, protocol).ifPresent(answer -> assertEquals(atr, answer));
						} catch (ReaderFault mute) {
							assertEquals(Kind.CARD_MUTE, mute.kind());
						}
						with(channel -> says(channel, "00A40000", "9000"));
					}
				});
		promise("a card can be opened a hundred times", () -> {
			insert(reader, FINE);
			for (int i = 0; i < 100; i++) {
				with(channel -> says(channel, "00A40000", "9000"));
			}
		});
		promise("a card can be opened in one thread after another", () -> {
			insert(reader, FINE);
			for (int i = 0; i < 4; i++) {
				assertEquals("9000", get(inThread(() -> with(channel -> says(channel, "00A40000", "9000")))));
			}
		});
	}

	private void commands() {
		promise("commands of all cases and classes reach the card byte for byte", () -> {
			insert(reader, ECHO);
			with(channel -> {
				for (String head : List.of("00A40102", "10A40102", "0CA40102", "03A40102", "80A40102", "84A40102")) {
					for (String tail : List.of("", "00", "FF", "03010203", "0301020300")) {
						says(channel, head + tail, head + tail + "9000");
					}
				}
				return null;
			});
		});
		promise("255 bytes go to the card, 256 come back", () -> {
			String data = "A5".repeat(255);
			insert(reader, command -> HEX.parseHex(command.length == 261 ? "5A".repeat(256) + "9000" : "6700"));
			with(channel -> says(channel, "00D60000FF" + data + "00", "5A".repeat(256) + "9000"));
		});
		promise("what the card keeps back is fetched, and 61xx never seen", () -> {
			insert(reader, script("00B0000000", "AA6102", "00C0000002", "BBCC9000"));
			with(channel -> says(channel, "00B0000000", "AABBCC9000"));
		});
		promise("what is kept back after a command of four bytes is fetched too", () -> {
			insert(reader, script("80CA0001", "6103", "00C0000003", "0102039000"));
			with(channel -> says(channel, "80CA0001", "0102039000"));
		});
		promise("a long answer comes in forty parts and arrives whole", () -> {
			AtomicInteger left = new AtomicInteger(40);
			insert(reader, command -> HEX.parseHex("5A".repeat(256) + (left.decrementAndGet() > 0 ? "6100" : "9000")));
			with(channel -> says(channel, "00B00000", "5A".repeat(256 * 40) + "9000"));
		});
		promise("a wrong Le is put right, and 6Cxx never seen", () -> {
			insert(reader, script("80CA9F7F00", "6C02", "80CA9F7F02", "03049000", "80CA9F7F", "6C02", "80CA9F7F02", "01029000"));
			with(channel -> says(channel, "80CA9F7F00", "03049000"));
			pull(reader);
			insert(reader, script("80CA9F7F", "6C02", "80CA9F7F02", "01029000"));
			with(channel -> says(channel, "80CA9F7F", "01029000"));
		});
		promise("a wrong Le behind data leaves the data as they are", () -> {
			insert(reader, script("0020008106313233343536", "6C02", "002000810631323334353602", "05069000"));
			with(channel -> says(channel, "0020008106313233343536", "05069000"));
		});
		promise("the end of what was kept back may be a refusal", () -> {
			insert(reader, script("00A40004023F0000", "6101", "00C0000001", "DD6282"));
			with(channel -> says(channel, "00A40004023F0000", "DD6282"));
		});
		promise("every other status word is handed on as it is", () -> {
			for (String status : List.of("6A82", "6982", "63C2", "6983", "6F00", "6E00", "6D00", "9100", "6300")) {
				insert(reader, command -> HEX.parseHex(status));
				with(channel -> says(channel, "00A40000", status));
				pull(reader);
			}
		});
		promise("the caller's command is left as it was, secret or not", () -> {
			insert(reader, script("0020008106313233343536", "6C02", "002000810631323334353602", "9000",
					"0020008106313233343536", "9000"));
			byte[] command = HEX.parseHex("0020008106313233343536");
			with(channel -> {
				try (Secret secret = Secret.taking(command.clone())) {
					channel.transmitSecret(secret);
					assertEquals("0020008106313233343536", secret.use(HEX::formatHex));
				}
				channel.transmit(command);
				assertEquals("0020008106313233343536", HEX.formatHex(command));
				return null;
			});
		});
		promise("a secret command reaches the card as any other, and its answer the caller", () -> {
			insert(reader, ECHO);
			with(channel -> {
				try (Secret secret = Secret.taking(HEX.parseHex("0020008106313233343536"))) {
					assertEquals("00200081063132333435369000", HEX.formatHex(channel.transmitSecret(secret)));
				}
				return null;
			});
		});
		promise("an answer belongs to the caller, who may wipe it", () -> {
			insert(reader, ECHO);
			with(channel -> {
				byte[] first = channel.transmit(HEX.parseHex("00A40000"));
				byte[] second = channel.transmit(HEX.parseHex("00A40001"));
				Arrays.fill(second, (byte) 0);
				assertArrayEquals(HEX.parseHex("00A400009000"), first);
				return says(channel, "00A40002", "00A400029000");
			});
		});
		promise("a wait for the card's end does not hold up its commands", () -> {
			insert(reader, FINE);
			with(channel -> {
				FutureTask<Boolean> waiting = inThread(() -> driver.awaitCard(reader, false, SOON));
				for (int i = 0; i < 100; i++) {
					says(channel, "00A40000", "9000");
				}
				assertFalse(waiting.isDone());
				fixture.pull(reader);
				assertTrue(get(waiting));
				return null;
			});
		});
		promise("two cards work at the same moment", () -> {
			CyclicBarrier bothBusy = new CyclicBarrier(2);
			ScriptedCard meeting = command -> {
				try {
					bothBusy.await(SOON.toSeconds(), TimeUnit.SECONDS);
					return HEX.parseHex("9000");
				} catch (Exception e) {
					return HEX.parseHex("6F00"); // the other did not come
				}
			};
			List<FutureTask<String>> both = new ArrayList<>();
			for (ReaderName each : List.of(reader, other)) {
				insert(each, meeting);
				both.add(inThread(() -> with(each, channel -> says(channel, "00A40000", "9000"))));
			}
			for (FutureTask<String> each : both) {
				assertEquals("9000", get(each));
			}
		});
	}

	private void faults() {
		promise("pulled between two commands: CARD_GONE", () -> {
			insert(reader, FINE);
			with(channel -> {
				says(channel, "00A40000", "9000");
				fixture.pull(reader);
				return fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
			});
		});
		promise("pulled during a command: CARD_GONE", () -> {
			insert(reader, pullingItself());
			with(channel -> fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000"))));
		});
		promise("pulled while the rest of an answer is fetched: CARD_GONE", () -> {
			insert(reader, command -> {
				if (command[1] == (byte) 0xC0) {
					fixture.pull(reader);
				}
				return HEX.parseHex("6102");
			});
			with(channel -> fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00B00000"))));
		});
		promise("a channel is dead after a fault, also when a card is back", () -> {
			insert(reader, pullingItself());
			try (CardChannel channel = driver.open(reader)) {
				fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
				awaitEmpty(reader);
				fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
				insert(reader, FINE);
				fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
			}
		});
		promise("after a card was pulled during a command the next one works", () -> {
			insert(reader, pullingItself());
			with(channel -> fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000"))));
			awaitEmpty(reader);
			fault(Kind.CARD_GONE, () -> driver.open(reader));
			insert(reader, ECHO);
			with(channel -> says(channel, "00A40000", "00A400009000"));
		});
		promise("a card that is pulled leaves the other reader's alone", () -> {
			insert(reader, pullingItself());
			insert(other, ECHO);
			try (CardChannel two = driver.open(other)) {
				with(channel -> fault(Kind.CARD_GONE, () -> channel.transmit(HEX.parseHex("00A40000"))));
				says(two, "00A40000", "00A400009000");
			}
		});
		if (fixture.knowsMuteCards()) {
			promise("a card that answers nothing: CARD_MUTE, and the channel is dead", () -> {
				AtomicInteger sent = new AtomicInteger();
				insert(reader, command -> {
					sent.incrementAndGet();
					return new byte[0];
				});
				with(channel -> {
					fault(Kind.CARD_MUTE, () -> channel.transmit(HEX.parseHex("00A40000")));
					assertThrows(ReaderFault.class, () -> channel.transmit(HEX.parseHex("00A40000")));
					assertEquals(1, sent.get());
					return null;
				});
			});
		}
		if (fixture.knowsUnplugging()) {
			promise("an unplugged reader is gone for who waits, talks, looks and opens, and works when it is back", () -> {
				insert(reader, FINE);
				with(channel -> {
					FutureTask<Boolean> waiting = inThread(() -> driver.awaitCard(reader, false, LONG));
					says(channel, "00A40000", "9000");
					fixture.plug(reader, false);
					fault(Kind.READER_GONE, () -> cause(waiting));
					return fault(Kind.READER_GONE, () -> channel.transmit(HEX.parseHex("00A40000")));
				});
				assertFalse(driver.readers().contains(reader));
				notThere(reader);
				fixture.plug(reader, true);
				assertTrue(driver.readers().contains(reader));
				insert(reader, ECHO);
				with(channel -> says(channel, "00A40000", "00A400009000"));
			});
		}
		promise("an answer without end is cut off: CARD_MUTE", () -> {
			insert(reader, command -> HEX.parseHex("5A".repeat(256) + "6100"));
			with(channel -> fault(Kind.CARD_MUTE, () -> channel.transmit(HEX.parseHex("00B00000"))));
		});
		promise("a fault says more than its kind", () -> {
			String said = assertThrows(ReaderFault.class, () -> driver.open(reader)).getMessage();
			assertTrue(said.length() > Kind.CARD_GONE.name().length() + 3, said);
		});
	}

	private ScriptedCard pullingItself() {
		return command -> {
			fixture.pull(reader);
			return HEX.parseHex("9000");
		};
	}

	private static ScriptedCard counting(AtomicInteger resets) {
		return new ScriptedCard() {
			@Override
			public byte[] answer(byte[] command) {
				return HEX.parseHex("9000");
			}

			@Override
			public void reset() {
				resets.incrementAndGet();
			}
		};
	}

	private static ScriptedCard recording(List<String> sent) {
		return command -> {
			sent.add(HEX.formatHex(command));
			return HEX.parseHex("9000");
		};
	}

	/** Answers in turn what it finds; 6FFF to what it was not told. */
	private static ScriptedCard script(String... commandsAndAnswers) {
		AtomicInteger at = new AtomicInteger();
		return command -> {
			int i = at.getAndAdd(2);
			boolean expected = i < commandsAndAnswers.length && commandsAndAnswers[i].equals(HEX.formatHex(command));
			return HEX.parseHex(expected ? commandsAndAnswers[i + 1] : "6FFF");
		};
	}

	private interface Work<T> {
		T with(CardChannel channel) throws Exception;
	}

	private <T> T with(Work<T> work) throws Exception {
		return with(reader, work);
	}

	private <T> T with(ReaderName at, Work<T> work) throws Exception {
		try (CardChannel channel = driver.open(at)) {
			return work.with(channel);
		}
	}

	private void insert(ReaderName at, ScriptedCard card) throws InterruptedException {
		fixture.insert(at, card);
		assertTrue(driver.awaitCard(at, true, SOON), "card not seen to come");
	}

	private void pull(ReaderName at) throws InterruptedException {
		fixture.pull(at);
		awaitEmpty(at);
	}

	private void awaitEmpty(ReaderName at) throws InterruptedException {
		assertTrue(driver.awaitCard(at, false, SOON), "card not seen to go");
	}

	private static String says(CardChannel channel, String command, String answer) {
		String got = HEX.formatHex(channel.transmit(HEX.parseHex(command)));
		assertEquals(answer, got, command);
		return got;
	}

	private static Void fault(Kind kind, Executable work) {
		ReaderFault fault = assertThrows(ReaderFault.class, work);
		assertEquals(kind, fault.kind(), fault.getMessage());
		return null;
	}

	private static <T> FutureTask<T> inThread(Callable<T> work) {
		FutureTask<T> task = new FutureTask<>(work);
		Thread.ofPlatform().daemon().start(task);
		return task;
	}

	private static <T> T get(FutureTask<T> task) throws Exception {
		return task.get(SOON.toSeconds(), TimeUnit.SECONDS);
	}

	/** Ends as the work did. */
	private static void cause(FutureTask<?> work) throws Throwable {
		try {
			get(work);
		} catch (ExecutionException e) {
			throw e.getCause();
		}
	}
}
