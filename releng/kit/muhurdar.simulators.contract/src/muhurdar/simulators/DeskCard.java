package muhurdar.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderName;
import muhurdar.kit.ProfileFixture.TestCard;

/** A card on a desk of its own, without the delays of a card. */
final class DeskCard implements TestCard {

	private static final AtomicLong SEED = new AtomicLong(1);

	private final Path folder;
	private final LocalDesk desk;
	private final ReaderName reader;

	DeskCard(CardType type) {
		try {
			folder = Files.createTempDirectory("card");
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		desk = new LocalDesk(folder, new LocalDesk.Options(1, 1, SEED.getAndIncrement(), 0, false, Duration.ZERO, type));
		reader = desk.readers().getFirst();
		desk.swap(reader).orElseThrow();
	}

	@Override
	public CardChannel open() {
		return desk.open(reader);
	}

	@Override
	public void close() {
		desk.close();
		try (var files = Files.walk(folder)) {
			for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
				Files.delete(file);
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
