package muhurdar.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;

/**
 * Where the cards lie: a card is a file {@code SERIAL.card}, its place is the file's folder, {@code box},
 * {@code reader-01} …, {@code out}. So a restart finds every card where it lay. One process at a time has the folder.
 */
final class CardPlaces implements AutoCloseable {

	private static final String CARD = ".card";

	private final Path folder;
	private final FileChannel lock;

	/** Takes the folder, and makes it if necessary; {@link Kind#SERVICE_GONE} if somebody else has it. */
	CardPlaces(Path folder) {
		this.folder = folder;
		try {
			Files.createDirectories(box());
			Files.createDirectories(out());
			lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (!takeLock()) {
				lock.close();
				throw new ReaderFault(Kind.SERVICE_GONE, "simulator folder is in use");
			}
		} catch (IOException e) {
			throw new ReaderFault(Kind.SERVICE_GONE, "simulator folder", e);
		}
	}

	/** False as well if this process has it already. */
	@SuppressWarnings("resource") // the lock ends with its channel
	private boolean takeLock() throws IOException {
		try {
			return lock.tryLock() != null;
		} catch (OverlappingFileLockException e) {
			return false;
		}
	}

	Path box() {
		return folder.resolve("box");
	}

	Path out() {
		return folder.resolve("out");
	}

	/** Where no hand finds them. */
	Path lost() {
		return place("lost");
	}

	/** Reader 1 and following. */
	Path reader(int number) {
		return place("reader-%02d".formatted(number));
	}

	private Path place(String name) {
		try {
			return Files.createDirectories(folder.resolve(name));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** In the order of their serial numbers. */
	List<Path> cardsIn(Path place) {
		try (Stream<Path> files = Files.list(place)) {
			return files.filter(path -> path.toString().endsWith(CARD)).sorted().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	Optional<Path> find(ChipSerial card) {
		return places().map(place -> place.resolve(card.hex() + CARD)).filter(Files::exists).findFirst();
	}

	/** Every card, wherever it lies; others may be moved or written meanwhile. */
	List<Path> all() {
		return places().flatMap(place -> cardsIn(place).stream()).toList();
	}

	private Stream<Path> places() {
		try (Stream<Path> found = Files.list(folder)) {
			return found.filter(Files::isDirectory).toList().stream();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static ChipSerial serialOf(Path file) {
		String name = file.getFileName().toString();
		return new ChipSerial(name.substring(0, name.length() - CARD.length()));
	}

	/**
	 * Blank cards into the box. Serial numbers of AKİS: two bytes that say "simulated", six of the seed, four that
	 * count; of PIV: two of the seed, two that count.
	 */
	List<ChipSerial> make(CardType type, int n, long seed) {
		byte[] series = new byte[type == CardType.PIV ? 2 : 6];
		new Random(seed).nextBytes(series);
		String prefix = (type == CardType.PIV ? "" : "4D48") + Bytes.of(series).toHex();
		int digits = type == CardType.PIV ? 4 : 8;
		int count = all().stream().map(file -> serialOf(file).hex())
				.filter(serial -> serial.startsWith(prefix) && serial.length() == prefix.length() + digits)
				.mapToInt(serial -> Integer.parseInt(serial.substring(prefix.length()), 16)).max().orElse(0);
		List<ChipSerial> made = new ArrayList<>();
		for (int i = 1; i <= n; i++) {
			ChipSerial serial = new ChipSerial(prefix + HexFormat.of().withUpperCase().toHexDigits(count + i, digits));
			CardMemory.blank(box().resolve(serial.hex() + CARD), type, serial).save();
			made.add(serial);
		}
		return made;
	}

	@Override
	public void close() {
		try {
			lock.close();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
