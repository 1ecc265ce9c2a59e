package muhurdar.simulators;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bench;
import muhurdar.api.Bench.Show;
import muhurdar.api.Bench.Tile;
import muhurdar.api.Topics;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/**
 * Does at the simulated readers what the tiles tell a person to do: puts a card in, takes it out. Only where the
 * framework property {@code muhurdar.simulator.hands} gives the milliseconds that a swap takes; without it, or with
 * {@code off}, the hands are somebody else's, and with {@code muhurdar.simulator.auto} the readers'.
 */
@Component(property = "event.topics=" + Topics.BENCH)
public final class AutomaticHands implements EventHandler {

	private static final Logger LOG = LoggerFactory.getLogger(AutomaticHands.class);
	private static final Set<Show> ACTED_ON = Set.of(Show.PUT_IN, Show.TAKE_OUT, Show.FAILED);

	private final Bench bench;
	private final SimulatedHands hands;
	private final boolean on;
	private final ExecutorService arms = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("hands ", 1).factory());
	/** What was last acted on at each reader: a tile is obeyed once. */
	private final Map<String, Instant> seen = new ConcurrentHashMap<>();
	private final Map<String, Object> pairs = new ConcurrentHashMap<>();

	@Activate
	public AutomaticHands(@Reference Bench bench, @Reference SimulatedHands hands, BundleContext context) {
		this.bench = bench;
		this.hands = hands;
		String millis = context.getProperty("muhurdar.simulator.hands");
		on = millis != null && !millis.equals("off") && !Boolean.parseBoolean(context.getProperty("muhurdar.simulator.auto"));
		if (millis != null && on) {
			hands.handsTake(Duration.ofMillis(Long.parseLong(millis)));
		}
	}

	@Override
	public void handleEvent(@Nullable Event event) {
		if (on) {
			look();
		}
	}

	private void look() {
		for (Tile tile : bench.tiles()) {
			boolean fresh = !tile.since().equals(seen.put(tile.reader(), tile.since()));
			// a card that is wanted back may be in another reader yet: it is looked for again and again
			if (tile.show() == Show.PUT_BACK || fresh && ACTED_ON.contains(tile.show())) {
				arms.execute(() -> obey(tile));
			}
		}
	}

	/** One pair of hands per reader; a tile that the reader has overtaken is not obeyed any more. */
	private void obey(Tile tile) {
		ReaderName reader = new ReaderName(Desk.DRIVER, tile.reader());
		synchronized (pairs.computeIfAbsent(tile.reader(), name -> new Object())) {
			try {
				Optional<ChipSerial> there = hands.cardIn(reader);
				ChipSerial meant = tile.serial();
				if (tile.show() == Show.PUT_BACK && meant != null) {
					putBack(tile, reader, meant);
					return;
				}
				if (tile.show() == Show.PUT_IN ? there.isPresent()
						: there.isEmpty() || meant != null && !there.get().equals(meant)) {
					return;
				}
				if (comesBack(tile)) {
					hands.remove(reader);
					look();
				} else if (hands.swap(reader).isEmpty()) {
					LOG.info("no blank card left in the simulated box for {}", reader);
				}
			} catch (IllegalStateException e) {
				LOG.debug("{}: the card cannot be had now", reader, e);
			} catch (ReaderFault e) {
				LOG.warn("the hands cannot reach {}", reader, e);
			}
		}
	}

	/** In the place of a blank one that is not needed, if the reader still asks for it. */
	private void putBack(Tile tile, ReaderName reader, ChipSerial card) {
		if (bench.tiles().contains(tile) && !hands.cardIn(reader).equals(Optional.of(card))) {
			hands.remove(reader);
			hands.insert(reader, card);
		}
	}

	private static boolean comesBack(Tile tile) {
		Refusal why = tile.refusal();
		return why != null && why.why() == Why.CARD_COMES_BACK;
	}

	@Deactivate
	public void stop() {
		arms.shutdownNow();
	}
}
