package muhurdar.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.Bench;
import muhurdar.api.CardRow;
import muhurdar.api.Cards;
import muhurdar.api.Topics;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchState;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/**
 * The bench at this desk. Once a second it looks which readers there are, for nobody tells; each reader of a run has a
 * thread of its own. {@link #start} waits for what {@link Cards#run} waits for.
 */
@Component
public final class ReaderBench implements Bench {

	private static final long LOOK_MILLIS = 1_000;
	private static final long RING_MILLIS = 200;
	private static final Logger LOG = LoggerFactory.getLogger(ReaderBench.class);

	@Reference
	volatile List<CardProfile> profiles = List.of();

	private final BundleContext context;
	private final Plugged plugged;
	private final Cards cards;
	private final Bell bell;
	private final Medians medians = new Medians();
	private final Board board;
	private final Recorders recorders;
	private final ScheduledExecutorService watch = thread("bench readers");
	private final ScheduledExecutorService voice = thread("bench bell");
	private final Object bellRope = new Object();
	private boolean willRing;
	private long lastRing = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(RING_MILLIS);
	private final Runs runs = new Runs();
	private final Slots slots = new Slots();
	/** Batches whose cards are on the board. */
	private final Set<BatchId> shown = new HashSet<>();
	/** Held during a run: this component stays while cards are made, also when nobody watches. */
	private @Nullable ServiceReference<Bench> self;

	@Activate
	public ReaderBench(@Reference Plugged plugged, @Reference Cards cards, @Reference Bell bell, @Reference Clock clock,
			BundleContext context) {
		this.context = context;
		this.plugged = plugged;
		this.cards = cards;
		this.bell = bell;
		board = new Board(clock, medians, this::ring);
		recorders = plugged.recorders();
	}

	private static ScheduledExecutorService thread(String name) {
		return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
	}

	@Activate
	void open() {
		watch.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Present cards are finished; a card that takes longer than a minute is left to the next start. */
	@Deactivate
	void close() throws InterruptedException {
		pause();
		if (!awaitEnd(Duration.ofMinutes(1))) {
			LOG.warn("a card is still being worked on");
		}
		watch.shutdownNow();
		voice.shutdownNow();
	}

	@Override
	public synchronized void start(BatchId batch, Actor by) {
		if (runs.of(batch).isPresent()) {
			throw new Refusal(Why.WRONG_STATE, BatchState.RUNNING, BatchState.RUNNING);
		}
		int orders = cards.remaining(batch, by);
		List<ChipSerial> toRead = cards.cardsOf(batch, by).stream().map(CardRow::card)
				.filter(card -> card.state() == CardState.SEALED && card.qualitySignature() != null).map(Card::serial).toList();
		Batch started = cards.run(batch, by);
		if (runs.all().isEmpty() && !shown.contains(batch)) {
			board.clear();
			shown.clear();
		}
		shown.add(batch);
		BatchRun fresh = runs.add(started, by, orders, toRead, over -> voice.execute(() -> finish(over)),
				lost -> voice.execute(() -> giveUp(lost, lost.interruption(), lost.run().by())));
		hold();
		LOG.info("batch {}: started, {} orders", started.number(), orders);
		fresh.look();
		watch.execute(this::look);
	}

	@Override
	public void pause() {
		runs.stop();
		ring();
	}

	@Override
	public void pause(BatchId batch) {
		runs.of(batch).orElseThrow(() -> new Refusal(Why.WRONG_STATE, BatchState.PAUSED, BatchState.PAUSED)).stop();
		ring();
	}

	@Override
	public void giveUp(ChipSerial card, String because, Actor by) {
		Optional<Personalisation> halfMade = runs.takeUp(card);
		if (halfMade.isPresent()) {
			giveUp(halfMade.get(), because, by);
		} else {
			cards.giveUp(card, because, by);
			runs.all().forEach(run -> run.forgets(card));
		}
		ring();
	}

	private void giveUp(Personalisation halfMade, String because, Actor by) {
		BatchRun run = halfMade.run();
		boolean given = false;
		try {
			cards.failed(halfMade.job().card(), halfMade.next(), because, by);
			given = true;
			halfMade.close();
			run.made(false);
			run.givenBack();
		} finally {
			if (!given && !run.awaits(halfMade)) {
				LOG.error("card {}: its end could not be stored, the next start does it", halfMade.job().serial());
				halfMade.close();
			}
			run.ends();
		}
	}

	@Override
	public synchronized boolean awaitEnd(Duration atMost) throws InterruptedException {
		long end = System.nanoTime() + atMost.toNanos();
		while (!runs.all().isEmpty()) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	@Override
	public void putBack(String reader) {
		slots.forget(board.readers().stream().filter(each -> each.name().equals(reader)).toList());
		lookAgain();
	}

	@Override
	public List<Tile> tiles() {
		return board.tiles();
	}

	@Override
	public List<Run> runs() {
		List<BatchRun> all = runs.all();
		return all.stream().map(run -> run(run, all.size())).toList();
	}

	private Run run(BatchRun run, int sharing) {
		int left = run.orders() - run.good();
		Integer seconds = medians.known() && runs.readers() > 0
				? (int) Math.ceilDiv(medians.from(CardStep.DRAW) * left * sharing, 1000L * runs.readers()) : null;
		return new Run(run.batch().id(), run.batch().number(), run.orders(), run.good(), run.bad(), run.stopping(),
				run.awaited(), seconds);
	}

	@Override
	public List<Made> made() {
		return board.made();
	}

	@Override
	public List<ReaderName> readers() {
		return List.copyOf(plugged.readers().keySet());
	}

	/** On the voice's thread, once per run. */
	private void finish(BatchRun over) {
		try {
			cards.pause(over.batch().id(), over.by());
		} catch (Refusal no) {
			if (no.why() == Why.STORE_UNREACHABLE && !voice.isShutdown()) {
				LOG.warn("batch {}: its end could not be stored yet", over.batch().number(), no);
				voice.schedule(() -> finish(over), LOOK_MILLIS, TimeUnit.MILLISECONDS);
				return;
			}
			LOG.error("batch {}: its end could not be stored", over.batch().number(), no);
		} catch (RuntimeException e) {
			LOG.error("batch {}: its end could not be stored, the next start does it", over.batch().number(), e);
		}
		LOG.info("batch {}: ended, {} good, {} bad", over.batch().number(), over.good(), over.bad());
		synchronized (this) {
			runs.remove(over);
			notifyAll();
			if (runs.all().isEmpty()) {
				release();
			}
		}
		ring();
	}

	private void hold() {
		if (self != null) {
			return;
		}
		@Nullable ServiceReference<Bench> reference = context.getServiceReference(Bench.class);
		if (reference != null) {
			context.getService(reference);
			self = reference;
		}
	}

	/** Not on this thread, since it may end this component, and that waits for this thread. */
	private void release() {
		ServiceReference<Bench> reference = self;
		self = null;
		if (reference != null) {
			Thread.ofPlatform().daemon().name("bench end").start(() -> {
				try {
					context.ungetService(reference);
				} catch (IllegalStateException e) {
					LOG.debug("the framework has let go already", e);
				}
			});
		}
	}

	/** Which readers there are; new ones go to work. */
	private void look() {
		try {
			Map<ReaderName, CardReaderDriver> there = plugged.readers();
			Set<ReaderName> gone = new HashSet<>(board.readers());
			gone.removeAll(there.keySet());
			board.readers(there.keySet());
			slots.forget(gone);
			there.forEach(runs.all().isEmpty() ? this::rest : this::work);
		} catch (RuntimeException e) {
			LOG.error("readers could not be looked at", e);
		}
	}

	private void work(ReaderName reader, CardReaderDriver driver) {
		if (!plugged.take(reader)) {
			return; // somebody looks at it, or the doctor does; the next look finds it free
		}
		Optional<Refusal> drained = slots.drained(reader);
		drained.ifPresent(why -> board.drained(reader, why));
		if (drained.isPresent() || !runs.joins(reader)) {
			plugged.release(reader);
			return;
		}
		var loop = new ReaderLoop(runs, cards, () -> profiles, driver, recorders, reader, board, medians, slots);
		Thread.ofPlatform().name("bench " + reader).start(() -> {
			try {
				loop.run();
			} finally {
				plugged.release(reader);
				lookAgain();
			}
		});
	}

	/** A reader that is free may be wanted by the next run. */
	private void lookAgain() {
		try {
			watch.execute(this::look);
		} catch (RejectedExecutionException e) {
			LOG.debug("the bench has closed", e);
		}
	}

	/** Without a run: what a person was told to take out is told until it is out. */
	private void rest(ReaderName reader, CardReaderDriver driver) {
		Show shown = board.shown(reader);
		try {
			if (shown == Show.DRAINED && slots.drained(reader).isPresent()) {
				return;
			}
			if (shown != Show.IDLE && (shown != Show.TAKE_OUT && shown != Show.FAILED || !driver.cardPresent(reader))) {
				board.show(reader, Show.IDLE);
			}
		} catch (ReaderFault e) {
			LOG.debug("reader {} is going", reader, e);
		}
	}

	/** Rings now or soon, so that many changes make a few rings. */
	private void ring() {
		synchronized (bellRope) {
			if (willRing || voice.isShutdown()) {
				return;
			}
			willRing = true;
			long wait = lastRing + TimeUnit.MILLISECONDS.toNanos(RING_MILLIS) - System.nanoTime();
			voice.schedule(this::ringNow, Math.max(0, wait), TimeUnit.NANOSECONDS);
		}
	}

	private void ringNow() {
		synchronized (bellRope) {
			willRing = false;
			lastRing = System.nanoTime();
		}
		bell.ring(Topics.BENCH, "bench");
	}
}
