package muhurdar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import muhurdar.api.CardTrace;
import muhurdar.api.CardTrace.Line;
import muhurdar.api.ReaderHealth;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Secret;

class RecorderTest {

	private static final ReaderName READER = new ReaderName("fake", "Okuyucu 1");
	private static final ChipSerial CHIP = new ChipSerial("000000AA");
	private static final ChipSerial OTHER = new ChipSerial("000000BB");
	private final Recorder recorder = new Recorder(READER, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
	private UnaryOperator<byte[]> card = command -> bytes("9000");

	private HeardChannel open() {
		CardChannel channel = new CardChannel() {
			@Override
			public Bytes atr() {
				return Bytes.ofHex("3B00");
			}

			@Override
			public byte[] transmit(byte[] command) {
				return card.apply(command);
			}

			@Override
			public void close() {
				// nothing is held
			}
		};
		return recorder.open((CardReaderDriver) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { CardReaderDriver.class }, (self, method, arguments) -> channel));
	}

	private static byte[] bytes(String hex) {
		return Bytes.ofHex(hex).toArray();
	}

	private List<Line> lines() {
		return recorder.trace().orElseThrow().lines();
	}

	@Test
	void whatGoesToTheCardAndComesBackIsHeardAfterItsAnswerToReset() {
		card = command -> bytes("6F029000");
		open().transmit(bytes("00A40400"));
		assertEquals(List.of("reset 3B00", "00A40400 6F029000"),
				lines().stream().map(line -> line.command() + " " + line.answer()).toList());
	}

	@Test
	void aSecretCommandIsShownByItsHeaderAndLengthsInBothDirections() {
		card = command -> bytes("A1A2A39000");
		try (Secret command = Secret.taking(bytes("00DA010203B1B2B300"))) {
			open().transmitSecret(command);
		}
		assertEquals("00DA010203******00", lines().getLast().command());
		assertEquals("******9000", lines().getLast().answer());
	}

	@Test
	void aCommandThatCarriesAPinOrKeyIsHiddenAlsoWhenNobodySaidSo() {
		HeardChannel channel = open();
		for (String instruction : List.of("20", "21", "24", "2C", "87", "D8", "FF")) {
			channel.transmit(bytes("00" + instruction + "008106313233343536"));
			assertEquals("00" + instruction + "008106************", lines().getLast().command());
			channel.transmit(bytes("10" + instruction + "008106313233343536"));
			assertEquals("10" + instruction + "008106************", lines().getLast().command());
		}
	}

	@Test
	void aCommandWithoutDataHidesNothing() {
		assertEquals("00200081", Shown.command(ByteBuffer.wrap(bytes("00200081")), true));
		assertEquals("0020008100", Shown.command(ByteBuffer.wrap(bytes("0020008100")), true));
		assertEquals("00840000000010", Shown.command(ByteBuffer.wrap(bytes("00840000000010")), true));
	}

	@Test
	void anExtendedOrMalformedSecretCommandShowsNoByteOfItsData() {
		assertEquals("00DA0102000003******", Shown.command(ByteBuffer.wrap(bytes("00DA0102000003B1B2B3")), true));
		assertEquals("00DA0102000003******0100", Shown.command(ByteBuffer.wrap(bytes("00DA0102000003B1B2B30100")), true));
		assertEquals("00DA010205******", Shown.command(ByteBuffer.wrap(bytes("00DA010205B1B2B3")), true));
		assertEquals("00DA010202********", Shown.command(ByteBuffer.wrap(bytes("00DA010202B1B2B3B4")), true));
		assertEquals("00DA010200**", Shown.command(ByteBuffer.wrap(bytes("00DA010200B1")), true));
	}

	@Test
	void aFaultIsALineOfItsOwnAndGoesOn() {
		card = command -> {
			throw new ReaderFault(ReaderFault.Kind.CARD_GONE, "pulled");
		};
		HeardChannel channel = open();
		assertThrows(ReaderFault.class, () -> channel.transmit(bytes("00B00000")));
		assertEquals("CARD_GONE", lines().getLast().answer());
		assertEquals(1, recorder.health().faults());
	}

	@Test
	void onlyTheLastLinesAreKeptAndTheOthersCounted() {
		HeardChannel channel = open();
		for (int i = 0; i < Tape.LINES + 10; i++) {
			channel.transmit(bytes("00B00000"));
		}
		CardTrace trace = recorder.trace().orElseThrow();
		assertEquals(Tape.LINES, trace.lines().size());
		assertEquals(11, trace.dropped());
	}

	@Test
	void longAnswersTakeThePlaceOfMoreLines() {
		card = command -> new byte[60_000];
		HeardChannel channel = open();
		for (int i = 0; i < 10; i++) {
			channel.transmit(bytes("00B00000"));
		}
		CardTrace trace = recorder.trace().orElseThrow();
		assertTrue(trace.lines().stream().mapToInt(line -> line.answer().length()).sum() <= Tape.CHARACTERS);
		assertEquals(11, trace.lines().size() + trace.dropped());
	}

	@Test
	void theSameCardConnectedAgainGoesOnWithItsTrace() {
		try (HeardChannel first = open()) {
			first.named(CHIP, "akis");
			first.transmit(bytes("00B00000"));
		}
		try (HeardChannel second = open()) {
			assertEquals(1, lines().size());
			second.named(CHIP, "akis");
			second.transmit(bytes("00B00001"));
		}
		CardTrace trace = recorder.trace(CHIP).orElseThrow();
		assertEquals(List.of("reset", "00B00000", "reset", "00B00001"), trace.lines().stream().map(Line::command).toList());
		assertEquals(trace.lines(), trace.lines().stream().sorted((a, b) -> Long.compare(a.at(), b.at())).toList());
		assertEquals("akis", trace.profile());
		assertEquals(1, recorder.health().cards());
	}

	@Test
	void anotherCardEndsTheTraceOfTheOneBefore() {
		open().named(CHIP, "akis");
		HeardChannel channel = open();
		channel.named(OTHER, "piv");
		assertEquals(OTHER, recorder.trace().orElseThrow().chip());
		assertTrue(recorder.trace(CHIP).isEmpty());
		assertEquals(2, recorder.health().cards());
	}

	@Test
	void aCardThatWasNotAskedIsNobodysAndTheNamedOneIsNotForgotten() {
		open().named(CHIP, "akis");
		open();
		assertEquals(null, recorder.trace().orElseThrow().chip());
		assertEquals(1, lines().size());
		assertFalse(recorder.trace(CHIP).isEmpty());
	}

	@Test
	void theTimesOfTheLastThousandAnswersAreToldByTheirPercentiles() {
		assertEquals(new ReaderHealth(READER, 0, 0, 0, 0, 0), recorder.health());
		HeardChannel channel = open();
		for (int i = 0; i < 100; i++) {
			boolean slow = i >= 90;
			card = command -> {
				long until = System.nanoTime() + (slow ? 3_000_000 : 0);
				while (System.nanoTime() < until) {
					Thread.onSpinWait();
				}
				return bytes("9000");
			};
			channel.transmit(bytes("00B00000"));
		}
		ReaderHealth health = recorder.health();
		assertEquals(100, health.commands());
		assertEquals(0, health.faults());
		assertTrue(health.p50Micros() < 3000, health.toString());
		assertTrue(health.p95Micros() >= 3000, health.toString());
	}
}
