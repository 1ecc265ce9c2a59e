package muhurdar.cards;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.BatchCount;
import muhurdar.api.BatchPlan;
import muhurdar.api.BatchRow;
import muhurdar.api.Bell;
import muhurdar.api.CardJob;
import muhurdar.api.CardRow;
import muhurdar.api.Cards;
import muhurdar.api.DataFolder;
import muhurdar.api.DeskRow;
import muhurdar.api.OnTable;
import muhurdar.api.Page;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.WaitingRow;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.CardSecrets;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.Store;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardReading;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.DeskId;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.pki.QualityControl;

/**
 * Production as a service. What a dead process left half done is dealt with in the background as soon as this is there;
 * no card is drawn and no batch run before that has been tried.
 */
@Component
public final class HallCards implements Cards {

	private static final Logger LOG = LoggerFactory.getLogger(HallCards.class);

	/** The one with the highest ranking; always there while this is. */
	@Reference(cardinality = ReferenceCardinality.MANDATORY, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	volatile @Nullable CertificateAuthority authority;

	private final Store store;
	private final Bell bell;
	private final Settings settings;
	private final Hall hall;
	private final Batches batches;
	private final Stock stock;
	private final Drawing drawing;
	private final Certifying certifying;
	private final Spoiling spoiling;
	private final KeyVersions versions;
	private final Sealing sealing;
	private final AfterRestart restart;
	private final CountDownLatch recovered = new CountDownLatch(1);
	private volatile @Nullable Recovery leftBehind;

	@Activate
	public HallCards(@Reference Store store, @Reference Bell bell, @Reference Clock clock, @Reference Settings settings,
			@Reference DataFolder data, @Reference PinSealer sealer, @Reference CardSecrets secrets) {
		this.store = store;
		this.bell = bell;
		this.settings = settings;
		hall = new Hall(data, settings);
		batches = new Batches(store, bell, clock, settings, hall);
		stock = new Stock(store, bell, clock);
		drawing = new Drawing(store, bell, settings, batches, hall);
		spoiling = new Spoiling(store, bell, clock, settings, sealer, this::authority, hall);
		certifying = new Certifying(store, bell, clock, settings, this::authority, spoiling, hall);
		versions = new KeyVersions(store, secrets);
		sealing = new Sealing(store, bell, settings, sealer, secrets, versions, hall, new QualityControl(this::issuers));
		restart = new AfterRestart(store, hall, batches, certifying, spoiling);
	}

	private CertificateAuthority authority() {
		CertificateAuthority present = authority;
		if (present == null) {
			throw new CaFault(CaFault.Kind.UNAVAILABLE, "no CA connector");
		}
		return present;
	}

	private List<Bytes> issuers() {
		return CaCalls.within(Duration.ofSeconds(settings.get(Settings.CA_TIMEOUT)), () -> authority().chain());
	}

	@Activate
	void start() {
		Thread.ofPlatform().name("recovery").start(() -> {
			try {
				recover(Actor.SYSTEM);
			} catch (Refusal refusal) {
				// whoever asks for something is told
				LOG.info("what a dead process left half done cannot be looked at: {}", refusal.why());
			} catch (RuntimeException e) {
				LOG.error("what a dead process left half done could not be looked at", e);
			} finally {
				recovered.countDown();
			}
		});
	}

	@Deactivate
	void close() throws InterruptedException {
		if (!recovered.await(1, TimeUnit.MINUTES)) {
			LOG.warn("recovery has not ended");
		}
		hall.close();
	}

	private void awaitRecovery() {
		try {
			recovered.await();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", e);
		}
	}

	@Override
	public Page<WaitingRow> waiting(int from, int size, Actor by) {
		return batches.waiting(from, size, by);
	}

	@Override
	public Batch plan(BatchPlan plan, Actor by) {
		return batches.plan(plan, by);
	}

	@Override
	public Page<BatchRow> batches(int from, int size, Actor by) {
		return batches.list(from, size, by);
	}

	@Override
	public Optional<Batch> findBatch(String number, Actor by) {
		return batches.find(number, by);
	}

	@Override
	public List<CardRow> cardsOf(BatchId batch, Actor by) {
		return batches.cardsOf(batch, by);
	}

	@Override
	public int remaining(BatchId batch, Actor by) {
		return batches.remaining(batch, by);
	}

	@Override
	public Batch run(BatchId batch, Actor by) {
		awaitRecovery();
		versions.test();
		return batches.run(batch, by);
	}

	@Override
	public Batch pause(BatchId batch, Actor by) {
		return batches.pause(batch, by);
	}

	@Override
	public Batch takeOver(BatchId batch, int atMost, Actor by) {
		return batches.takeOver(batch, atMost, by);
	}

	@Override
	public List<DeskRow> desks(Actor by) {
		return restart.desks(by);
	}

	@Override
	public Recovery giveUp(DeskId desk, String because, Actor by) {
		return restart.giveUp(desk, because, by);
	}

	@Override
	public Batch cancel(BatchId batch, Actor by) {
		return batches.cancel(batch, by);
	}

	@Override
	public BatchCount tally(BatchId batch, Actor by) {
		return batches.tally(batch, by);
	}

	@Override
	public Batch count(BatchId batch, OnTable table, Actor by) {
		return batches.count(batch, table, by);
	}

	@Override
	public List<Card> declareMissing(BatchId batch, List<ChipSerial> serials, Actor by) {
		List<Card> gone = batches.declareMissing(batch, serials, by);
		gone.forEach(card -> {
			bell.ring(Topics.CARD, card.id());
			spoiling.end(card);
		});
		return gone;
	}

	@Override
	public Batch close(BatchId batch, Actor by) {
		return batches.close(batch, by);
	}

	@Override
	public int receive(List<ChipSerial> serials, String profile, Actor by) {
		return stock.receive(serials, profile, by);
	}

	@Override
	public Page<Card> stock(CardState state, int from, int size, Actor by) {
		return stock.in(state, from, size, by);
	}

	@Override
	public Optional<Card> find(ChipSerial serial, Actor by) {
		return stock.find(serial, by);
	}

	@Override
	public Optional<CardJob> draw(BatchId batch, ChipSerial serial, String profile, @Nullable String reader, Actor by) {
		awaitRecovery();
		return drawing.draw(batch, new Drawing.Blank(serial, profile, reader), by);
	}

	@Override
	public void begin(CardId id, CardStep step, Actor by) {
		if (!hall.announced(id, step)) {
			store.write(by, Right.PRODUCE, id, tx -> {
				Card card = tx.cards().get(id);
				if (card.state() != stateFor(step)) {
					throw new Refusal(Why.WRONG_STATE, card.state(), stateFor(step));
				}
				Journal.before(tx, card, step);
				return card;
			});
		}
		CrashPoint.pass(step, CrashPoint.Place.BEFORE);
	}

	@Override
	public void continued(CardId id, CardStep step, String reader, String because, Actor by) {
		store.write(by, Right.PRODUCE, id, tx -> {
			Card card = tx.cards().get(id);
			Journal.continued(tx, card, step, because, reader);
			return card;
		});
	}

	/** The state in which a step is begun. */
	static CardState stateFor(CardStep step) {
		return switch (step) {
		case DRAW, KEY -> CardState.RESERVED;
		case CSR, REQUEST, WRITE -> CardState.KEYED;
		case SEAL, PIN, PUK -> CardState.CERTIFIED;
		case QUALITY, CHECK -> CardState.SEALED;
		};
	}

	@Override
	public void done(CardId id, CardStep step, Actor by) {
		if (step == CardStep.PIN) {
			sealing.pinSet(id, by);
			return;
		}
		CrashPoint.pass(step, CrashPoint.Place.DONE);
		store.write(by, Right.PRODUCE, id, tx -> {
			Card card = tx.cards().get(id);
			Journal.after(tx, card, step);
			return card;
		});
		CrashPoint.pass(step, CrashPoint.Place.AFTER);
	}

	@Override
	public Secret managementKey(CardId card, Actor by) {
		return sealing.managementKey(card, by);
	}

	@Override
	public void keyed(CardId id, Bytes publicKey, Actor by) {
		CrashPoint.pass(CardStep.KEY, CrashPoint.Place.DONE);
		store.write(by, Right.PRODUCE, id, tx -> {
			Card card = tx.cards().put(tx.cards().get(id).keyed(publicKey, tx.now()));
			Journal.after(tx, card, CardStep.KEY);
			Journal.before(tx, card, CardStep.CSR);
			return card;
		});
		CrashPoint.pass(CardStep.KEY, CrashPoint.Place.AFTER);
		CrashPoint.pass(CardStep.CSR, CrashPoint.Place.BEFORE);
		bell.ring(Topics.CARD, id);
	}

	@Override
	public Bytes certify(CardId card, Bytes csr, Actor by) {
		return certifying.certify(card, csr, by);
	}

	@Override
	public void written(CardId id, Actor by) {
		CrashPoint.pass(CardStep.WRITE, CrashPoint.Place.DONE);
		hall.knows(store.write(by, Right.PRODUCE, id, tx -> {
			Card card = tx.cards().put(tx.cards().get(id).certified(tx.now()));
			Journal.after(tx, card, CardStep.WRITE);
			Journal.before(tx, card, CardStep.SEAL);
			return card;
		}));
		CrashPoint.pass(CardStep.WRITE, CrashPoint.Place.AFTER);
	}

	@Override
	public Secret sealPin(CardId card, Actor by) {
		return sealing.sealPin(card, by);
	}

	@Override
	public Secret puk(CardId card, Actor by) {
		return sealing.puk(card, by);
	}

	@Override
	public Bytes sealed(CardId card, Actor by) {
		return sealing.sealed(card, by);
	}

	@Override
	public void qualitySigned(CardId card, Bytes signature, Actor by) {
		sealing.qualitySigned(card, signature, by);
	}

	@Override
	public Card checked(CardId card, CardReading reading, Actor by) {
		return sealing.checked(card, reading, by);
	}

	@Override
	public Card failed(CardId card, CardStep step, String because, Actor by) {
		return spoiling.failed(card, step, because, by);
	}

	@Override
	public Card giveUp(ChipSerial serial, String because, Actor by) {
		return spoiling.giveUp(serial, because, by);
	}

	@Override
	public Card spoil(ChipSerial serial, String because, Actor by) {
		return spoiling.spoil(serial, because, by);
	}

	@Override
	public Recovery recover(Actor by) {
		Recovery found = restart.recover(by);
		leftBehind = found;
		return found;
	}

	@Override
	public Optional<Recovery> leftBehind(Actor by) {
		awaitRecovery();
		Recovery found = leftBehind;
		return store.read(by, Right.SEE_PRODUCTION, tx -> found == null || found.none() ? Optional.empty() : Optional.of(found));
	}

	@Override
	public Optional<CardId> awaitingCheck(ChipSerial serial, Actor by) {
		return sealing.awaitingCheck(serial, by);
	}

	@Override
	public List<JournalEntry> journal(ChipSerial serial, Actor by) {
		return stock.journal(serial, by);
	}
}
