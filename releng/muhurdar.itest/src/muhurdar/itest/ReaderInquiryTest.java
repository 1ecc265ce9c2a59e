package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import muhurdar.api.ReaderDoctor;
import muhurdar.api.ReaderDoctor.Check;
import muhurdar.api.ReaderDoctor.Result;
import muhurdar.api.ReaderDoctor.Step;
import muhurdar.api.ReaderModel;
import muhurdar.api.Readers;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Bytes;

/**
 * Firmware and serial number of every model that a bundle declares. The control channel answers as the sources of libccid
 * and libacsccid say (IFDHGetCapabilities); no real reader was asked, and vpcd tells nothing.
 */
class ReaderInquiryTest {

	private static final int VENDOR_NAME = 0x00010100;
	private static final int VENDOR_IFD_VERSION = 0x00010102;
	private static final int VENDOR_IFD_SERIAL_NO = 0x00010103;
	/** Of the USB device 1.04: the drivers shift it into the upper half. */
	private static final int BCD_DEVICE = 0x0104;

	private final ReaderDoctor doctor = House.service(ReaderDoctor.class);
	private final List<ReaderModel> models = House.service(Readers.class).models();

	/** One reader that has no card. */
	private record Told(ReaderName name, ReaderControl control) implements CardReaderDriver {

		@Override
		public List<ReaderName> readers() {
			return List.of(name);
		}

		@Override
		public boolean cardPresent(ReaderName reader) {
			return false;
		}

		@Override
		public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
			return !present || new CountDownLatch(1).await(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}

		@Override
		public CardChannel open(ReaderName reader) {
			throw new ReaderFault(Kind.CARD_GONE, reader.name());
		}

		@Override
		public Optional<ReaderControl> control(ReaderName reader) {
			return Optional.of(control);
		}
	}

	/** @param attributes what is not among them is refused */
	private record Control(Map<Integer, Bytes> attributes) implements ReaderControl {

		@Override
		public Optional<Bytes> attribute(int tag) {
			return Optional.ofNullable(attributes.get(tag));
		}

		@Override
		public Optional<Bytes> control(int function, Bytes data) {
			throw new AssertionError("libccid forwards an escape only where an administrator allowed it: nobody sends one");
		}

		@Override
		public void close() {
			// nothing is held
		}
	}

	private static Bytes text(String text) {
		return Bytes.of((text + "\0").getBytes(StandardCharsets.US_ASCII));
	}

	/** maker, type, firmware, serial number. */
	private List<String> told(ReaderModel model, Map<Integer, Bytes> attributes) throws Exception {
		ReaderName reader = new ReaderName("told", model.names().getFirst() + " 00 00");
		try (AutoCloseable there = House.instead(CardReaderDriver.class, new Told(reader, new Control(attributes)))) {
			String name = doctor.begin(reader.name());
			Optional<Step> seen = Optional.empty();
			while (seen.isEmpty()) {
				boolean over = doctor.awaitEnd(name, Duration.ofMillis(20));
				seen = doctor.examination(name).orElseThrow().steps().stream().filter(
						step -> step.check() == Check.READER && step.result() != Result.RUNNING).findFirst();
				assertTrue(seen.isPresent() || !over, "ended before it looked at the reader");
			}
			assertEquals(model.title(), doctor.examination(name).orElseThrow().model());
			doctor.cancel(name);
			assertTrue(doctor.awaitEnd(name, Duration.ofMinutes(1)));
			return seen.get().arguments();
		}
	}

	@Test
	void everyDeclaredModelTellsItsFirmwareAndItsSerialNumber() throws Exception {
		Bytes version = Bytes.of(ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(BCD_DEVICE << 16).array());
		for (ReaderModel model : models) {
			assertEquals(List.of(model.maker(), "–", "1.04", "RD-" + model.id()), told(model, Map.of(VENDOR_NAME,
					text(model.maker()), VENDOR_IFD_VERSION, version, VENDOR_IFD_SERIAL_NO, text("RD-" + model.id()))));
		}
		assertEquals(3, models.size());
	}

	@Test
	void aReaderThatRefusesEveryAttributeIsShownWithoutFirmwareAndSerialNumber() throws Exception {
		for (ReaderModel model : models) {
			assertEquals(List.of("–", "–", "–", "–"), told(model, Map.of()));
		}
	}
}
