package muhurdar.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.kit.DriverFixture;
import muhurdar.kit.ScriptedCard;

/** The simulated readers of this process, with cards of the tests' own. */
public final class SimulatedFixture implements DriverFixture {

	private static final AtomicInteger SERIAL = new AtomicInteger();

	private LocalDesk desk;

	@Override
	public String service() {
		return Desk.DRIVER;
	}

	@Override
	public List<ReaderName> readers(CardReaderDriver driver) {
		desk = (LocalDesk) driver;
		return desk.readers().subList(0, 2);
	}

	@Override
	public void insert(ReaderName reader, ScriptedCard card) {
		desk.insert(reader, new ScriptedChip(memory(), card));
	}

	@Override
	public void pull(ReaderName reader) {
		desk.remove(reader);
	}

	private static CardMemory memory() {
		try {
			// on the disk of the desk, since cards are moved
			Path data = Files
					.createDirectories(Path.of(System.getProperty("muhurdar.data", System.getProperty("java.io.tmpdir"))));
			byte[] serial = HexFormat.of().parseHex("%024X".formatted(SERIAL.incrementAndGet()));
			ChipSerial chip = ChipSerial.of(serial);
			CardMemory memory = CardMemory.blank(Files.createTempDirectory(data, "scripted").resolve(chip.hex()), CardType.AKIS,
					chip);
			memory.save();
			return memory;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static final class ScriptedChip extends SimulatedChip {

		private final ScriptedCard card;

		ScriptedChip(CardMemory memory, ScriptedCard card) {
			super(memory, new CardClock(1, 0, memory.serial()), 256);
			this.card = card;
		}

		@Override
		Bytes atr() {
			return Bytes.ofHex("3B80800101");
		}

		@Override
		boolean finished() {
			return false;
		}

		@Override
		SimulatedCard insides() {
			throw new UnsupportedOperationException("a script has none");
		}

		@Override
		void forget() {
			card.reset();
		}

		@Override
		byte[] obey(Command c) {
			throw new UnsupportedOperationException("a script answers at once");
		}

		@Override
		byte[] transmit(byte[] apdu) {
			return card.answer(apdu);
		}
	}
}
