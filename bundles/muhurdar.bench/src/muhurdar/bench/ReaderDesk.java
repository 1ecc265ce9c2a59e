package muhurdar.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.CardLook;
import muhurdar.api.CardTrace;
import muhurdar.api.ReaderHealth;
import muhurdar.api.ReaderModel;
import muhurdar.api.Readers;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Atr;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/**
 * Looks once a second which readers and cards there are. A card that has come is read once, on a thread of its own and
 * only while somebody asks, so that other programs are not kept from cards that nobody wants to see here.
 */
@Component
public final class ReaderDesk implements Readers {

	private static final long LOOK_MILLIS = 1_000;
	private static final long ASKED_MILLIS = 5_000;
	/** {@code NAME 00 01}: pcsc-lite's number of the reader and of its slot. */
	private static final Pattern SLOT = Pattern.compile(".+ [0-9A-F]{2} ([0-9A-F]{2})");
	private static final Logger LOG = LoggerFactory.getLogger(ReaderDesk.class);

	@Reference
	volatile List<CardProfile> profiles = List.of();

	private final BundleContext context;
	private final Plugged plugged;
	private final ScheduledExecutorService watch = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("readers").factory());
	private final SortedMap<ReaderName, Seen> seen = new TreeMap<>();
	private List<ReaderModel> models = List.of();
	/** Of the bundles whose models are known. */
	private long stamp;
	private boolean looked;
	private long lastAsked = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(ASKED_MILLIS);

	/** What is known of the card in a reader. */
	private record Seen(CardReaderDriver driver, Inside inside, boolean reading, @Nullable String profile,
			@Nullable ChipSerial serial, @Nullable Integer pinTries) {

		static Seen plain(CardReaderDriver driver, Inside inside) {
			return new Seen(driver, inside, false, null, null, null);
		}
	}

	@Activate
	public ReaderDesk(@Reference Plugged plugged, BundleContext context) {
		this.plugged = plugged;
		this.context = context;
	}

	@Activate
	void open() {
		watch.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Deactivate
	void close() {
		watch.shutdownNow();
	}

	@Override
	public synchronized List<Row> rows() {
		lastAsked = System.nanoTime();
		Map<ReaderName, ReaderHealth> health = plugged.recorders().health().stream()
				.collect(Collectors.toMap(ReaderHealth::reader, one -> one));
		List<Row> rows = new ArrayList<>();
		seen.forEach((reader, card) -> rows.add(new Row(rows.size() + 1, reader, Models.of(reader.name(), models),
				slot(reader), card.reading() ? Inside.CARD : card.inside(), card.profile(), card.serial(), card.pinTries(),
				health.getOrDefault(reader, new ReaderHealth(reader, 0, 0, 0, 0, 0)))));
		return rows;
	}

	private static String slot(ReaderName reader) {
		Matcher matcher = SLOT.matcher(reader.name());
		return matcher.matches() ? matcher.group(1) : "";
	}

	@Override
	public synchronized boolean awaitCards(Duration atMost) throws InterruptedException {
		long end = System.nanoTime() + atMost.toNanos();
		lastAsked = System.nanoTime();
		while (!looked || seen.values().stream().anyMatch(card -> card.reading() || card.inside() == Inside.CARD)) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	@Override
	public List<ReaderModel> models() {
		return Models.declared(context);
	}

	@Override
	public String named(String beginning) {
		return plugged.named(beginning).map(ReaderName::name)
				.orElseThrow(() -> new Refusal(Why.READER_UNKNOWN, beginning));
	}

	@Override
	public Identity identify(String reader) {
		return plugged.withCard(reader, (name, channel) -> {
			List<Asked> asked = Profiles.ask(channel, profiles).stream()
					.map(one -> new Asked(one.profile().id(), one.recognition())).toList();
			Atr atr = Atr.of(channel.atr());
			return new Identity(name, atr, asked, Stub.of(atr));
		});
	}

	@Override
	public CardLook look(String reader) {
		return plugged.withCard(reader, (name, channel) -> {
			try {
				CardProfile profile = Profiles.of(channel, profiles);
				SmartCard card = profile.open(channel);
				channel.named(card.serial(), profile.id());
				return new CardLook(channel.atr(), profile.id(), Readings.of(card));
			} catch (CardFault e) {
				throw new Refusal(Why.CARD_FAULT, e, CardStep.CHECK, "%04X".formatted(e.statusWord()));
			}
		});
	}

	@Override
	public Optional<String> awaitCard(String beginning, Duration atMost) throws InterruptedException {
		long end = System.nanoTime() + atMost.toNanos();
		while (true) {
			Optional<ReaderName> with = awaitSeen(beginning, end);
			if (with.isEmpty() || stillIn(with.get())) {
				return with.map(ReaderName::name);
			}
		}
	}

	private synchronized Optional<ReaderName> awaitSeen(String beginning, long end) throws InterruptedException {
		while (true) {
			List<ReaderName> with = seen.entrySet().stream().filter(entry -> entry.getValue().inside() != Inside.EMPTY)
					.map(Map.Entry::getKey).filter(reader -> reader.name().startsWith(beginning)).toList();
			if (with.size() > 1) {
				throw new Refusal(Why.CARDS_IN_SEVERAL_READERS, with.stream().map(ReaderName::name).toList());
			}
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (!with.isEmpty() || left <= 0) {
				return with.stream().findFirst();
			}
			wait(left);
		}
	}

	/** A card that was seen may have been taken out since. */
	private boolean stillIn(ReaderName reader) throws InterruptedException {
		if (!plugged.awaitRemoval(reader.name(), Duration.ZERO)) {
			return true;
		}
		synchronized (this) {
			seen.computeIfPresent(reader, (same, card) -> Seen.plain(card.driver(), Inside.EMPTY));
		}
		return false;
	}

	@Override
	public boolean awaitRemoval(String reader, Duration atMost) throws InterruptedException {
		return plugged.awaitRemoval(reader, atMost);
	}

	@Override
	public Optional<CardTrace> trace(String reader) {
		return plugged.recorders().trace(reader);
	}

	@Override
	public Optional<CardTrace> trace(ChipSerial chip) {
		return plugged.recorders().trace(chip);
	}

	@Override
	public List<ReaderHealth> health() {
		return plugged.recorders().health();
	}

	private void look() {
		try {
			SortedMap<ReaderName, CardReaderDriver> there = plugged.readers();
			Map<ReaderName, Boolean> cards = new HashMap<>();
			there.forEach((reader, driver) -> present(reader, driver, cards));
			there.keySet().retainAll(cards.keySet());
			take(there, cards);
		} catch (RuntimeException e) {
			LOG.error("readers could not be looked at", e);
		}
	}

	private static void present(ReaderName reader, CardReaderDriver driver, Map<ReaderName, Boolean> cards) {
		try {
			cards.put(reader, driver.cardPresent(reader));
		} catch (ReaderFault e) {
			LOG.debug("reader {} is going", reader, e);
		}
	}

	private synchronized void take(SortedMap<ReaderName, CardReaderDriver> there, Map<ReaderName, Boolean> cards) {
		long now = Models.stamp(context);
		if (models.isEmpty() || now != stamp) {
			models = Models.declared(context);
			stamp = now;
		}
		seen.keySet().retainAll(there.keySet());
		boolean asked = System.nanoTime() - lastAsked < TimeUnit.MILLISECONDS.toNanos(ASKED_MILLIS);
		there.forEach((reader, driver) -> {
			Seen before = seen.getOrDefault(reader, Seen.plain(driver, Inside.EMPTY));
			if (before.reading()) {
				return;
			}
			if (!cards.getOrDefault(reader, false)) {
				seen.put(reader, Seen.plain(driver, Inside.EMPTY));
			} else if (plugged.taken(reader)) {
				seen.put(reader, Seen.plain(driver, Inside.AT_WORK));
			} else if (before.inside() == Inside.EMPTY || before.inside() == Inside.AT_WORK || before.inside() == Inside.CARD) {
				seen.put(reader, Seen.plain(driver, Inside.CARD));
				if (asked && plugged.take(reader)) {
					seen.put(reader, new Seen(driver, Inside.CARD, true, null, null, null));
					Thread.ofVirtual().name("look at " + reader).start(() -> read(reader, driver));
				}
			}
		});
		looked = true;
		notifyAll();
	}

	private void read(ReaderName reader, CardReaderDriver driver) {
		Seen card = Seen.plain(driver, Inside.UNREADABLE);
		try {
			card = read(driver, reader);
		} catch (ReaderFault e) {
			LOG.info("the card in {} cannot be read: {}", reader, e.getMessage());
			card = Seen.plain(driver, switch (e.kind()) {
			case CARD_GONE -> Inside.EMPTY;
			case IN_USE -> Inside.AT_WORK;
			case CARD_MUTE, READER_GONE, SERVICE_GONE -> Inside.MUTE;
			});
		} catch (CardFault e) {
			LOG.info("the card in {} cannot be read: {}", reader, e.getMessage());
		} catch (RuntimeException | LinkageError e) {
			LOG.warn("the card in {} cannot be read", reader, e);
		} finally {
			plugged.release(reader);
			put(reader, card);
		}
	}

	private synchronized void put(ReaderName reader, Seen card) {
		seen.replace(reader, card);
		notifyAll();
	}

	private Seen read(CardReaderDriver driver, ReaderName reader) {
		try (HeardChannel channel = plugged.open(driver, reader)) {
			Optional<CardProfile> known = Profiles.known(channel, profiles);
			if (known.isEmpty()) {
				return Seen.plain(driver, Inside.FOREIGN);
			}
			CardProfile profile = known.get();
			SmartCard card = profile.open(channel);
			ChipSerial serial = card.serial();
			channel.named(serial, profile.id());
			OptionalInt tries = card.pinTriesLeft();
			return new Seen(driver, Inside.KNOWN, false, profile.id(), serial,
					tries.isPresent() ? (Integer) tries.getAsInt() : null);
		}
	}
}
