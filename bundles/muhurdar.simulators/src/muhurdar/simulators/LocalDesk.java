package muhurdar.simulators;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedCard;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.KeyType;

/**
 * Simulated readers in this process; the cards lie as files in a folder ({@link CardPlaces}), which is taken at first
 * use. If another process has it, every method throws {@link Kind#SERVICE_GONE}, until that ends.
 */
public final class LocalDesk implements Desk {

	private final Path folder;
	private final Options options;
	private final KeyPool keys = new KeyPool();
	private final Map<String, Slot> slots = new LinkedHashMap<>();
	private @Nullable CardPlaces places;
	private boolean closed;
	private volatile Duration handTime = Duration.ZERO;

	/**
	 * How the desk is set up.
	 *
	 * @param cards how many blank cards are made if the folder has no card at all
	 * @param seed of serial numbers and times
	 * @param scale of the cards' times: 1 is a real card's, 0 waits for nothing
	 * @param swapsItself a card is swapped as soon as somebody waits for that in {@link #awaitCard}
	 * @param patience how long {@link #open} waits for the end of another connection
	 * @param type of the blank cards that are made; a card that is there keeps its own
	 * @param models what the names of the first readers begin with, as those of a model do; each says all the same that it
	 *        is simulated
	 */
	public record Options(int readers, int cards, long seed, double scale, boolean swapsItself, Duration patience,
			CardType type, List<String> models) {

		/** No reader is named after a model. */
		public Options(int readers, int cards, long seed, double scale, boolean swapsItself, Duration patience,
				CardType type) {
			this(readers, cards, seed, scale, swapsItself, patience, type, List.of());
		}

		/** Cards are AKİS. */
		public Options(int readers, int cards, long seed, double scale, boolean swapsItself, Duration patience) {
			this(readers, cards, seed, scale, swapsItself, patience, CardType.AKIS);
		}

		/** @param number from 1 */
		private String name(int number) {
			return number <= models.size() ? models.get(number - 1) + " (sanal) %02d".formatted(number)
					: "Sanal Okuyucu %02d".formatted(number);
		}
	}

	public LocalDesk(Path folder, Options options) {
		this.folder = folder;
		this.options = options;
	}

	@Override
	public List<ReaderName> readers() {
		places();
		return slots.values().stream().filter(slot -> !slot.broken()).map(slot -> new ReaderName(DRIVER, slot.name())).toList();
	}

	@Override
	public boolean cardPresent(ReaderName reader) {
		return slot(reader).present();
	}

	@Override
	public boolean awaitCard(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		// whoever waits for a card, or for its end, is what helpful hands wait for
		if (options.swapsItself() && timeout.isPositive() && !slot(reader).await(present, Duration.ZERO)) {
			swap(reader);
		}
		return slot(reader).await(present, timeout);
	}

	/** As {@link #awaitCard}, but moves no hands. */
	boolean watch(ReaderName reader, boolean present, Duration timeout) throws InterruptedException {
		return slot(reader).await(present, timeout);
	}

	@Override
	public CardChannel open(ReaderName reader) {
		return new LinkChannel(link(reader));
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

	/** Swaps a finished card that has been used for the last time, if the hands do so by themselves. */
	void released(ReaderName reader, SimulatedChip card) {
		if (options.swapsItself() && card.finished()) {
			Thread.ofPlatform().daemon().name("hands " + reader.name()).start(() -> {
				if (slot(reader).card() == card) {
					swap(reader);
				}
			});
		}
	}

	@Override
	public List<ChipSerial> box() {
		CardPlaces all = places();
		return all.cardsIn(all.box()).stream().map(CardPlaces::serialOf).toList();
	}

	@Override
	public synchronized List<ChipSerial> makeBlank(int n) {
		return places().make(options.type(), n, options.seed());
	}

	@Override
	public Optional<ChipSerial> cardIn(ReaderName reader) {
		SimulatedChip card = slot(reader).card();
		return card == null ? Optional.empty() : Optional.of(card.serial());
	}

	@Override
	public Optional<ChipSerial> swap(ReaderName reader) {
		slot(reader).pull();
		handsMove();
		synchronized (this) {
			List<ChipSerial> box = box();
			if (box.isEmpty()) {
				return Optional.empty();
			}
			insert(reader, box.getFirst());
			return Optional.of(box.getFirst());
		}
	}

	private void handsMove() {
		try {
			Thread.sleep(handTime);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void remove(ReaderName reader) {
		slot(reader).pull();
	}

	@Override
	public synchronized void insert(ReaderName reader, ChipSerial card) {
		Slot slot = slot(reader);
		CardPlaces all = places();
		if (slot.card() != null) {
			throw new IllegalStateException(slot.name() + " is not empty");
		}
		Path file = all.find(card)
				.filter(found -> found.startsWith(all.box()) || found.startsWith(all.out()))
				.orElseThrow(() -> new IllegalStateException(card + " is neither in the box nor in the out-tray"));
		CardMemory memory = CardMemory.load(file);
		memory.moveTo(slot.place());
		slot.insert(chip(memory));
	}

	/** Puts a card that never lay in the box into the empty reader. */
	void insert(ReaderName reader, SimulatedChip chip) {
		slot(reader).insert(chip);
	}

	private SimulatedChip chip(CardMemory memory) {
		return SimulatedChip.of(memory, keys, new CardClock(options.seed(), options.scale(), memory.serial()));
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
	public void mend(ReaderName reader) {
		slot(reader).mend();
	}

	@Override
	public synchronized SimulatedCard lookInto(ChipSerial card) {
		return chip(CardMemory
				.load(places().find(card).orElseThrow(() -> new IllegalStateException("no card " + card)))).insides();
	}

	@Override
	public synchronized void close() {
		closed = true;
		slots.values().forEach(Slot::close);
		CardPlaces taken = places;
		if (taken != null) {
			taken.close();
			places = null;
		}
	}

	private Slot slot(ReaderName reader) {
		places();
		if (!reader.driver().equals(DRIVER) || !slots.containsKey(reader.name())) {
			throw new ReaderFault(Kind.READER_GONE, reader.name());
		}
		return slots.get(reader.name());
	}

	/** The slots do not change any more once the folder is taken. */
	private synchronized CardPlaces places() {
		if (closed) {
			throw new ReaderFault(Kind.SERVICE_GONE, "simulated readers are closed");
		}
		CardPlaces taken = places;
		if (taken == null) {
			taken = new CardPlaces(folder);
			places = taken;
			fillSlots(taken);
			if (taken.all().isEmpty()) {
				taken.make(options.type(), options.cards(), options.seed());
			}
		}
		return taken;
	}

	private void fillSlots(CardPlaces all) {
		for (int i = 1; i <= options.readers(); i++) {
			Slot slot = new Slot(options.name(i), all.reader(i),
					card -> card.memory().moveTo(all.out()), card -> card.memory().moveTo(all.lost()));
			all.cardsIn(slot.place()).forEach(file -> slot.insert(chip(CardMemory.load(file))));
			slots.put(slot.name(), slot);
		}
	}
}
