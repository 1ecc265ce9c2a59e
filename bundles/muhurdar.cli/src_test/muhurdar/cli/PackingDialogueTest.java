package muhurdar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import muhurdar.api.CardLook;
import muhurdar.api.PackingStations;
import muhurdar.api.Readers;
import muhurdar.api.Words;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.CardReading;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.HolderId;
import muhurdar.domain.OrderId;
import muhurdar.domain.PackingMismatch;
import muhurdar.domain.PackingStop;
import muhurdar.domain.PackingStopId;
import muhurdar.domain.Refusal;
import muhurdar.domain.Shipment;
import muhurdar.domain.ShipmentId;
import muhurdar.domain.UserId;
import muhurdar.domain.Why;

/** What a person without a screen is told, and what is asked of the station and the reader. */
class PackingDialogueTest {

	private static final ChipSerial RIGHT = new ChipSerial("0000000000000000000000AA");
	private static final ChipSerial OTHER = new ChipSerial("0000000000000000000000BB");
	private static final Actor BY = new Actor(new UserId(id()), id());

	private final StringWriter said = new StringWriter();
	/** Cards as they come into the reader, one after the other. */
	private final Deque<ChipSerial> cards = new ArrayDeque<>();
	private final List<String> removed = new ArrayList<>();
	private final Station station = new Station();

	private static UUID id() {
		return UUID.randomUUID();
	}

	/** One envelope, 0007, whose card is RIGHT and whose label says T7. */
	private final class Station implements PackingStations {

		private static final Task TASK = new Task(7, RIGHT, "S-1", "IŞIL ÇAĞLAYAN", "T7");
		private Step step = Step.ENVELOPE;

		private Standing standing(PackingStop stop, Shipment packed) {
			return new Standing("masa", step, step == Step.CARD || step == Step.LABEL ? TASK : null, stop, packed);
		}

		@Override
		public String here() {
			return "masa";
		}

		@Override
		public Standing at(String name, Actor by) {
			return standing(null, null);
		}

		@Override
		public Standing scan(String name, String code, Actor by) {
			if (step == Step.LABEL && code.equals("T7")) {
				step = Step.ENVELOPE;
				return standing(null, Shipment.pack(new ShipmentId(id()), "G-1", new CardId(id()), new OrderId(id()),
						new HolderId(id()), "manual", "T7", new Decision(by.user(), Instant.EPOCH)));
			}
			if (step == Step.LABEL || !code.equals("0007")) {
				throw new Refusal(step == Step.LABEL ? Why.LABEL_EXPECTED : Why.ENVELOPE_UNKNOWN, code);
			}
			step = Step.CARD;
			return standing(null, null);
		}

		@Override
		public Standing card(String name, CardReading reading, Actor by) {
			if (reading.serial().equals(OTHER)) {
				step = Step.STOPPED;
				return standing(new PackingStop(new PackingStopId(id()), 1, name, new CardId(id()), PackingMismatch.CARD, null,
						OTHER.shown(), new Decision(by.user(), Instant.EPOCH), null, null), null);
			}
			if (!reading.pinSet()) {
				throw new Refusal(Why.CARD_STILL_IN_READER, reading.serial());
			}
			step = Step.LABEL;
			return standing(null, null);
		}

		@Override
		public Standing back(String name, Actor by) {
			return standing(null, null);
		}

		@Override
		public List<PackingStop> stops(Actor by) {
			return List.of();
		}

		@Override
		public PackingStop clear(String name, String reason, Actor by) {
			throw new UnsupportedOperationException();
		}
	}

	/** A card without a PIN stands for the one that should have been taken out. */
	private Readers readers() {
		return (Readers) Proxy.newProxyInstance(Readers.class.getClassLoader(), new Class<?>[] { Readers.class },
				(proxy, method, arguments) -> switch (method.getName()) {
				case "awaitCard" -> cards.isEmpty() ? Optional.empty() : Optional.of("okuyucu 1");
				case "look" -> new CardLook(Bytes.of((byte) 0x3B), "akis", new CardReading(cards.peek(), false, null, null,
						cards.size() != 2, true, 3));
				case "awaitRemoval" -> {
					assertTrue(((Duration) arguments[1]).toMillis() > 0);
					removed.add(cards.pop().shown());
					yield true;
				}
				default -> throw new UnsupportedOperationException(method.getName());
				});
	}

	private List<Shipment> run(String scans) throws Exception {
		ResourceBundle texts = ResourceBundle.getBundle("muhurdar.cli.texts", Locale.of("tr"),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
		Muhurdar muhurdar = new Muhurdar(null, Words.of(Locale.of("tr")), texts, new PrintWriter(said, true));
		return new PackingDialogue(muhurdar, station, readers(), "masa", "", new BufferedReader(new StringReader(scans)), BY)
				.run();
	}

	private void assertSaid(String... lines) {
		assertEquals(List.of(lines), said.toString().lines().toList());
	}

	@Test
	void scansAndTheCardInTheReaderPackIt() throws Exception {
		cards.add(RIGHT);
		assertEquals(List.of("G-1"), run("0007\nT7\n").stream().map(Shipment::number).toList());
		assertSaid("» ZARFI OKUTUN", "» KARTI OKUYUCUYA TAKIN   [0007  IŞIL ÇAĞLAYAN]",
				"» ETİKETİ OKUTUN   [0007  IŞIL ÇAĞLAYAN]",
				"Paketlendi: G-1, T7. Kenara koyun.", "» ZARFI OKUTUN");
	}

	@Test
	void whatIsNoMismatchIsSaidAndItGoesOn() throws Exception {
		cards.add(RIGHT);
		assertEquals(1, run("T7\n0007\n0007\nT7\n").size());
		assertTrue(said.toString().contains("! “T7” kartı bekleyen bir zarfın barkodu değil; zarfın üstündeki barkodu okutun."),
				said.toString());
		assertTrue(said.toString().contains("! “0007” bir kurye etiketi değil"), said.toString());
	}

	@Test
	void anotherCardEndsItWithTheReason() {
		cards.add(OTHER);
		Refusal no = assertThrows(Refusal.class, () -> run("0007\nT7\n"));
		assertEquals(List.of(PackingMismatch.CARD, OTHER.shown()), no.arguments());
	}

	@Test
	void aCardThatIsRefusedIsNotAskedAgainBeforeItHasLeftTheReader() throws Exception {
		cards.add(RIGHT);
		cards.add(RIGHT);
		assertEquals(1, run("0007\nT7\n").size());
		assertEquals(List.of(RIGHT.shown()), removed);
	}
}
