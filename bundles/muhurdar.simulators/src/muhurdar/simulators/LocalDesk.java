package muhurdar.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.Bytes;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;

/**
 * Simulated readers in this process. A card is a file, its place is the folder in which the file lies: {@code box},
 * {@code reader-01} …, {@code out}. So a restart finds every card where it lay. One process at a time has the folder;
 * for a second one, {@link #readers()} throws {@link Kind#SERVICE_GONE}.
 */
public final class LocalDesk implements Desk {

	private static final String CARD = ".card";

	private final Path folder;
	private final Options options;
	private final KeyPool keys = new KeyPool();
	private final Map<String, Slot> slots = new LinkedHashMap<>();
	private @Nullable FileChannel lock;
	private boolean closed;
	private volatile Duration handTime = Duration.ZERO;

	/**
	 * How the desk is set up.
	 *
	 * @param cards how many blank cards are made if the folder has no card at all
	 * @param seed of serial numbers and times
	 * @param scale of the cards' times: 1 is a real card's, 0 waits for nothing
	 * @param swapsItself a finished card is swapped as soon as its connection has ended
	 * @param patience how long {@link #open} waits for the end of another connection
	 */
	public record Options(int readers, int cards, long seed, double scale, boolean swapsItself, Duration patience) {
	}

	public LocalDesk(Path folder, Options options) {
		this.folder = folder;
		this.options = options;
	}

	@Override
	public List<ReaderName> readers() {
		return slots().values().stream().map(slot -> new ReaderName(DRIVER, slot.name())).toList();
	}

	@Override
	public boolean cardPresent(ReaderName reader) {
		return slot(reader).card() != null;
	}

	@Override
	public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		return slot(reader).await(present, timeout);
	}

	@Override
	public CardChannel open(ReaderName reader) {
		return new LinkChannel(link(reader), card -> released(reader, card));
	}

	/** As {@link #open}, for those who pass single commands on. */
	Slot.Link link(ReaderName reader) {
		try {
			return slot(reader).open(options.patience());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ReaderFault(Kind.IN_USE, reader.name(), e);
		}
	}

	/** Swaps a finished card that nobody uses any more, if the hands do so by themselves. */
	void released(ReaderName reader, AkisCard card) {
		if (options.swapsItself() && card.memory().puk != null) {
			Thread.ofPlatform().daemon().name("hands " + reader.name()).start(() -> {
				if (slot(reader).card() == card) {
					swap(reader);
				}
			});
		}
	}

	@Override
	public List<ChipSerial> box() {
		slots();
		return cardsIn(boxPlace()).stream().map(LocalDesk::serialOf).toList();
	}

	@Override
	public synchronized List<ChipSerial> makeBlank(int n) {
		slots();
		return make(n);
	}

	@Override
	public Optional<ChipSerial> cardIn(ReaderName reader) {
		AkisCard card = slot(reader).card();
		return card == null ? Optional.empty() : Optional.of(card.serial());
	}

	@Override
	public Optional<ChipSerial> swap(ReaderName reader) {
		slot(reader).pull();
		try {
			Thread.sleep(handTime);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		synchronized (this) {
			List<Path> box = cardsIn(boxPlace());
			if (box.isEmpty()) {
				return Optional.empty();
			}
			put(slot(reader), box.getFirst());
			return Optional.of(serialOf(box.getFirst()));
		}
	}

	@Override
	public void remove(ReaderName reader) {
		slot(reader).pull();
	}

	@Override
	public synchronized void insert(ReaderName reader, ChipSerial card) {
		Slot slot = slot(reader);
		Path file = Stream.of(boxPlace(), out()).map(place -> place.resolve(card.hex() + CARD)).filter(Files::exists)
				.findFirst().orElseThrow(() -> new IllegalStateException(card + " is neither in box nor out-tray"));
		if (slot.card() != null) {
			throw new IllegalStateException(slot.name() + " is not empty");
		}
		put(slot, file);
	}

	private void put(Slot slot, Path file) {
		CardMemory memory = CardMemory.load(file);
		memory.moveTo(place(slot.name()));
		slot.insert(card(memory));
	}

	private AkisCard card(CardMemory memory) {
		return new AkisCard(memory, keys, new CardClock(options.seed(), options.scale(), memory.serial()));
	}

	@Override
	public void handsTake(Duration time) {
		handTime = time;
	}

	@Override
	public Duration cardTime(ReaderName reader) {
		return slot(reader).cardTime();
	}

	@Override
	public void prepareKeys(KeyType type, int n) {
		keys.prepare(type, n);
	}

	@Override
	public void plan(ReaderName reader, Trouble trouble) {
		slot(reader).plan(trouble);
	}

	@Override
	public synchronized SimulatedCard lookInto(ChipSerial card) {
		slots();
		try (Stream<Path> files = Files.find(folder, 2, (path, kind) -> path.endsWith(card.hex() + CARD))) {
			return CardMemory.load(files.findFirst()
					.orElseThrow(() -> new IllegalStateException("no card " + card))).insides();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public synchronized void close() {
		closed = true;
		slots.values().forEach(Slot::close);
		FileChannel held = lock;
		if (held != null) {
			try {
				held.close();
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
			lock = null;
		}
	}

	private Slot slot(ReaderName reader) {
		Map<String, Slot> all = slots();
		if (!reader.driver().equals(DRIVER) || !all.containsKey(reader.name())) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
		return all.get(reader.name());
	}

	/** Takes the folder at first use. */
	private synchronized Map<String, Slot> slots() {
		if (closed) {
			throw new ReaderFault(Kind.SERVICE_GONE, "simulated readers are closed");
		}
		if (slots.isEmpty()) {
			try {
				takeFolder();
			} catch (IOException e) {
				throw new ReaderFault(Kind.SERVICE_GONE, "simulator folder", e);
			}
		}
		return slots;
	}

	private void takeFolder() throws IOException {
		Files.createDirectories(boxPlace());
		Files.createDirectories(out());
		lockFolder();
		boolean first = true;
		for (int i = 1; i <= options.readers(); i++) {
			Slot slot = new Slot("Sanal Okuyucu %02d".formatted(i), card -> card.memory().moveTo(out()));
			Files.createDirectories(place(slot.name()));
			for (Path file : cardsIn(place(slot.name()))) {
				first = false;
				slot.insert(card(CardMemory.load(file)));
			}
			slots.put(slot.name(), slot);
		}
		if (first && cardsIn(boxPlace()).isEmpty() && cardsIn(out()).isEmpty()) {
			make(options.cards());
		}
	}

	private void lockFolder() throws IOException {
		FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		try {
			if (file.tryLock() != null) {
				lock = file;
				return;
			}
		} catch (OverlappingFileLockException e) {
			file.close();
			throw new ReaderFault(Kind.SERVICE_GONE, "simulator folder is in use", e);
		}
		file.close();
		throw new ReaderFault(Kind.SERVICE_GONE, "simulator folder is in use by another process");
	}

	/** Serial numbers: two bytes that say "simulated", six of the seed, four that count. */
	private List<ChipSerial> make(int n) {
		byte[] batch = new byte[6];
		new Random(options.seed()).nextBytes(batch);
		String prefix = "4D48" + Bytes.of(batch).toHex();
		int count = 0;
		try (Stream<Path> all = Files.walk(folder, 2)) {
			count = all.filter(path -> path.getFileName().toString().startsWith(prefix))
					.mapToInt(path -> Integer.parseInt(serialOf(path).hex().substring(16), 16)).max().orElse(0);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		List<ChipSerial> made = new ArrayList<>();
		for (int i = 1; i <= n; i++) {
			ChipSerial serial = new ChipSerial("%s%08X".formatted(prefix, count + i));
			CardMemory.blank(boxPlace().resolve(serial.hex() + CARD), serial).save();
			made.add(serial);
		}
		return made;
	}

	private Path boxPlace() {
		return folder.resolve("box");
	}

	private Path out() {
		return folder.resolve("out");
	}

	private Path place(String slot) {
		return folder.resolve("reader-" + slot.substring(slot.length() - 2));
	}

	private static List<Path> cardsIn(Path place) {
		try (Stream<Path> files = Files.list(place)) {
			return files.filter(path -> path.toString().endsWith(CARD)).sorted().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static ChipSerial serialOf(Path file) {
		String name = file.getFileName().toString();
		return new ChipSerial(name.substring(0, name.indexOf('.')));
	}
}
