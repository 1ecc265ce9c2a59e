package muhurdar.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import muhurdar.api.Bench.Show;
import muhurdar.api.CardJob;
import muhurdar.api.Cards;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;
import muhurdar.pki.Csr;
import muhurdar.pki.Subject;

/** One card in one reader, from its insertion to its end. Used by one thread, once. */
final class Making {

	/** What became of the card. */
	enum End {
		GOOD,
		/** A good one, made before: still in the reader from the last run. */
		OLD,
		/** Refused, nothing begun or given back. */
		REFUSED,
		/** The store is away, and nothing was begun or all is done but the last look: the card stays and is tried again. */
		WAITS,
		/** Was drawn and came to a bad end: its order waits again. */
		SPOILT,
		/** The batch has no order left for it. */
		NOT_NEEDED
	}

	private static final int OPEN_TRIES = 6;
	private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
	private static final Logger LOG = LoggerFactory.getLogger(Making.class);

	private final Cards cards;
	private final List<CardProfile> profiles;
	private final CardReaderDriver driver;
	private final Recorders recorders;
	private final ReaderName reader;
	private final Board board;
	private final Medians medians;
	private final Runs runs;
	/** Of whoever started the first batch, until this card belongs to one. */
	private Actor by;
	private @Nullable BatchRun run;
	private CardStep step = CardStep.DRAW;
	private long stepSince = System.nanoTime();
	private @Nullable CardId drawn;
	private @Nullable ChipSerial chip;
	private boolean qualityStored;
	private @Nullable Refusal refusal;
	private long slotMillis;

	Making(Cards cards, List<CardProfile> profiles, CardReaderDriver driver, Recorders recorders, ReaderName reader,
			Board board, Medians medians, Runs runs) {
		this.cards = cards;
		this.profiles = profiles;
		this.driver = driver;
		this.recorders = recorders;
		this.reader = reader;
		this.board = board;
		this.medians = medians;
		this.runs = runs;
		by = runs.all().stream().map(BatchRun::by).findFirst().orElse(Actor.SYSTEM);
	}

	/** Why it came to a bad end, null if it did not. */
	@Nullable
	Refusal refusal() {
		return refusal;
	}

	/** Time for what depends on the slot alone: not on the key that the card looks for, nor on the CA. */
	long slotMillis() {
		return slotMillis;
	}

	/** This card has come to its end, and nothing of it is left to do. */
	void leavesRun() {
		BatchRun mine = run;
		if (mine != null) {
			mine.ends();
		}
	}

	/** Never throws but for Errors: whatever goes wrong is the end of this card alone. */
	End make() {
		try {
			return run();
		} catch (Refusal no) {
			return bad(no);
		} catch (ReaderFault e) {
			LOG.warn("reader {} at {}: {}", reader, step, e.kind(), e);
			return bad(new Refusal(Why.READER_FAILED, e, e.kind()));
		} catch (CardFault e) {
			LOG.warn("reader {} at {}: card answers {}", reader, step, e.getMessage(), e);
			return bad(new Refusal(Why.CARD_FAULT, e, step, "%04X".formatted(e.statusWord())));
		} catch (RuntimeException e) {
			LOG.error("reader {} at {}", reader, step, e);
			return bad(new Refusal(Why.STEP_FAILED, e, step));
		}
	}

	private End bad(Refusal why) {
		refusal = why;
		CardId card = drawn;
		// a card whose quality signature is stored is completed by reading it again, here or in another reader
		boolean readAgain = qualityStored && why.why() != Why.CARD_CHECK_FAILED;
		ChipSerial serial = chip;
		BatchRun mine = run;
		boolean begun = card != null && serial != null;
		End open = why.why() == Why.STORE_UNREACHABLE ? End.WAITS : End.REFUSED;
		if (mine != null && (open == End.REFUSED || begun && !readAgain)) {
			mine.made(false);
		}
		if (card == null || serial == null) {
			return open;
		}
		if (readAgain) {
			if (mine != null) {
				mine.awaits(serial);
			}
			return open;
		}
		return givenUp(card, serial, why);
	}

	/** Stores the end of a card. While the store is away it waits for it: nobody else may give the card up. */
	private End givenUp(CardId card, ChipSerial serial, Refusal why) {
		String because = why.why() + " " + why.arguments();
		try {
			while (true) {
				try {
					Card given = cards.failed(card, step, because, by);
					BatchRun mine = run;
					if (mine != null) {
						mine.givenBack(serial);
					}
					return given.state() == CardState.SPOILED ? End.SPOILT : End.REFUSED;
				} catch (Refusal away) {
					board.waits(reader, away);
					if (away.why() != Why.STORE_UNREACHABLE || !runs.goesOnAfter(ReaderLoop.TICK)) {
						throw away;
					}
				}
			}
		} catch (RuntimeException e) {
			LOG.error("card {}: its end could not be stored, the next start does it", card, e);
			return End.SPOILT;
		} finally {
			MDC.remove("card");
		}
	}

	private End run() {
		@Nullable Expected expected;
		try (HeardChannel channel = open()) {
			CardProfile profile = profile(channel);
			SmartCard card = profile.open(channel);
			ChipSerial serial = card.serial();
			channel.named(serial, profile.id());
			chip = serial;
			board.change(reader, face -> face.card(serial));
			if (!card.blank()) {
				return known(card, serial);
			}
			Optional<CardJob> job = draw(serial, profile);
			if (job.isEmpty()) {
				return End.NOT_NEEDED;
			}
			personalise(profile, card, job.get());
			expected = new Expected(job.get().card(), serial);
		}
		board.step(reader, CardStep.CHECK);
		try (HeardChannel fresh = open()) {
			CardProfile profile = profile(fresh);
			SmartCard card = profile.open(fresh);
			if (!card.serial().equals(expected.serial())) {
				throw new Refusal(Why.ANOTHER_CARD, card.serial());
			}
			fresh.named(expected.serial(), profile.id());
			check(card, expected.card());
		}
		MDC.remove("card");
		return End.GOOD;
	}

	/** From the first batch that has an order for this card; what a batch refuses another may take. */
	private Optional<CardJob> draw(ChipSerial serial, CardProfile profile) {
		Refusal refused = null;
		for (BatchRun candidate : runs.forBlank()) {
			if (!candidate.begins()) {
				continue;
			}
			run = candidate;
			by = candidate.by();
			MDC.put("batch", candidate.batch().number());
			try {
				Optional<CardJob> job = cards.draw(candidate.batch().id(), serial, profile.id(), reader.name(), by);
				if (job.isPresent()) {
					candidate.drawn();
					return job;
				}
				candidate.hadNone();
			} catch (Refusal no) {
				refused = no;
			}
			run = null;
			candidate.ends();
		}
		if (refused != null) {
			throw refused;
		}
		return Optional.empty();
	}

	/** The card that must be there when it is looked at again. */
	private record Expected(CardId card, ChipSerial serial) {
	}

	/** Not blank: one that only waits to be read, a finished one, or one that we refuse. */
	private End known(SmartCard card, ChipSerial serial) {
		Optional<CardId> waiting = cards.awaitingCheck(serial, by);
		Optional<Card> found = cards.find(serial, by);
		Optional<BatchRun> its = found.flatMap(known -> runs.of(known.batch()));
		String number = its.isPresent() ? its.get().batch().number() : null;
		if (waiting.isPresent()) {
			its.filter(BatchRun::begins).ifPresent(mine -> {
				run = mine;
				by = mine.by();
			});
			drawn = waiting.get();
			qualityStored = true;
			step(CardStep.CHECK);
			found.ifPresent(known -> board.change(reader, face -> face.job(number, "", known.envelope())));
			check(card, waiting.get());
			return End.GOOD;
		}
		if (found.isPresent() && found.get().state() == CardState.CHECKED) {
			board.change(reader, face -> face.job(number, "", found.get().envelope()));
			return End.OLD;
		}
		if (found.isPresent() && found.get().state() != CardState.IN_STOCK) {
			throw new Refusal(Why.CARD_NOT_IN_STOCK, serial, found.get().state());
		}
		throw new Refusal(found.isPresent() ? Why.CARD_NOT_BLANK : Why.CARD_UNKNOWN, serial);
	}

	private void personalise(CardProfile profile, SmartCard card, CardJob job) {
		CardId id = job.card();
		drawn = id;
		MDC.put("card", job.serial().shown());
		BatchRun mine = run;
		String number = mine == null ? null : mine.batch().number();
		board.show(reader, Show.WORKING); // it may have shown that the store was away
		board.change(reader,
				face -> face.card(job.serial()).job(number, job.givenName() + " " + job.surname(), job.envelope()));

		step(CardStep.KEY);
		cards.begin(id, CardStep.KEY, by);
		if (profile.managed()) {
			try (Secret key = cards.managementKey(id, by)) {
				card.takeOver(key);
			}
		}
		Bytes key = card.generateKeyPair(job.keyType());
		cards.keyed(id, key, by);

		step(CardStep.CSR);
		var subject = new Subject(job.givenName(), job.surname(), job.identityNo());
		Bytes csr = Csr.build(key, subject, card::signBeforePin).der();

		step(CardStep.REQUEST);
		Bytes certificate = cards.certify(id, csr, by);

		step(CardStep.WRITE);
		cards.begin(id, CardStep.WRITE, by);
		card.writeCertificate(certificate, subject.commonName());
		cards.written(id, by);

		step(CardStep.SEAL);
		try (Secret pin = cards.sealPin(id, by)) {
			step(CardStep.PIN);
			cards.begin(id, CardStep.PIN, by);
			card.setPin(pin);
			cards.done(id, CardStep.PIN, by);
			step(CardStep.PUK);
			setPuk(card, id);
			qualitySign(card, id, cards.sealed(id, by), pin);
		}
	}

	private void setPuk(SmartCard card, CardId id) {
		try (Secret puk = cards.puk(id, by)) {
			cards.begin(id, CardStep.PUK, by);
			card.setPuk(puk);
		}
	}

	private void qualitySign(SmartCard card, CardId id, Bytes text, Secret pin) {
		step(CardStep.QUALITY);
		cards.begin(id, CardStep.QUALITY, by);
		card.verifyPin(pin);
		Bytes signature = card.sign(text);
		card.logout();
		cards.qualitySigned(id, signature, by);
		qualityStored = true;
		step(CardStep.CHECK);
	}

	private void check(SmartCard card, CardId id) {
		Card checked = cards.checked(id, Readings.of(card), by);
		BatchRun mine = run;
		if (mine != null) {
			mine.finished(checked.serial());
			mine.made(true);
		}
		ended();
	}

	private void step(CardStep next) {
		ended();
		step = next;
		board.step(reader, next);
	}

	private void ended() {
		long now = System.nanoTime();
		long millis = (now - stepSince) / 1_000_000;
		medians.took(step, millis);
		if (step.compareTo(CardStep.WRITE) >= 0) {
			slotMillis += millis;
		}
		stepSince = now;
	}

	private CardProfile profile(CardChannel channel) {
		return Profiles.of(channel, profiles);
	}

	/** Somebody else may be looking at a card that has just been put in: asked again for a moment. */
	private HeardChannel open() {
		for (int tries = 1;; tries++) {
			try {
				return recorders.open(driver, reader);
			} catch (ReaderFault e) {
				if (e.kind() != ReaderFault.Kind.IN_USE || tries == OPEN_TRIES || pulledMeanwhile()) {
					throw e;
				}
			}
		}
	}

	private boolean pulledMeanwhile() {
		try {
			return driver.awaitCard(reader, false, BETWEEN_TRIES);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return true;
		}
	}
}
