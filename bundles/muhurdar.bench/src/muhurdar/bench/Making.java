package muhurdar.bench;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;

/** One card in one reader, from its insertion to its end. Used by one thread, once. */
final class Making {

	/** What became of the card. */
	enum End {
		GOOD,
		/** A good one, made before: still in the reader from the last run. */
		OLD,
		/** Refused, nothing begun or given back. */
		REFUSED,
		/** Was lost to its reader, or could not be read: goes on when it is put in again, here or elsewhere. */
		COMES_BACK,
		/** The store is away, and nothing was begun or all is done but the last look: the card stays and is tried again. */
		WAITS,
		/** Was drawn and came to a bad end: its order waits again. */
		SPOILT,
		/** The batch has no order left for it. */
		NOT_NEEDED
	}

	/** What a card may survive in another reader. */
	private static final Set<Why> LOST = Set.of(Why.READER_FAILED, Why.CARD_FAULT, Why.STEP_FAILED);
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
	private @Nullable Personalisation work;
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

	/** Which card it is, null as long as it has not been read. */
	@Nullable
	ChipSerial chip() {
		return chip;
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
		} finally {
			MDC.remove("card");
		}
	}

	private End bad(Refusal why) {
		refusal = why;
		CardId card = drawn;
		ChipSerial serial = chip;
		BatchRun mine = run;
		End open = why.why() == Why.STORE_UNREACHABLE ? End.WAITS : End.REFUSED;
		if (serial != null && card == null && LOST.contains(why.why()) && runs.awaited().contains(serial)) {
			refusal = new Refusal(Why.CARD_COMES_BACK, why, step);
			return End.COMES_BACK;
		}
		if (card == null || serial == null) {
			if (mine != null && open == End.REFUSED) {
				mine.made(false);
			}
			return open;
		}
		if (comesBack(why, serial)) {
			if (open == End.WAITS) {
				return open;
			}
			refusal = LOST.contains(why.why()) ? new Refusal(Why.CARD_COMES_BACK, why, step) : why;
			return End.COMES_BACK;
		}
		if (mine != null) {
			mine.made(false);
		}
		return givenUp(card, why);
	}

	/** A half-made card that was lost to its reader is awaited, and so is a finished one that could not be read. */
	private boolean comesBack(Refusal why, ChipSerial serial) {
		BatchRun mine = run;
		Personalisation halfMade = work;
		if (qualityStored) {
			boolean readAgain = why.why() != Why.CARD_CHECK_FAILED;
			if (readAgain && mine != null) {
				mine.awaits(serial);
			}
			return readAgain;
		}
		return why.why() == Why.READER_FAILED && halfMade != null && halfMade.interrupted(because(why))
				&& halfMade.run().awaits(halfMade);
	}

	private static String because(Refusal why) {
		return why.why() + " " + why.arguments();
	}

	/** Stores the end of a card. While the store is away it waits for it: nobody else may give the card up. */
	private End givenUp(CardId card, Refusal why) {
		try (Personalisation ends = work) {
			while (true) {
				try {
					Card given = cards.failed(card, step, because(why), by);
					BatchRun mine = run;
					if (mine != null) {
						mine.givenBack();
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
			Optional<Personalisation> before = runs.takeUp(serial);
			if (before.isPresent()) {
				begun(before.get());
				before.get().goesOn(profile, card, reader.name());
			} else if (!card.blank()) {
				return known(card, serial);
			} else if (!draw(serial, profile)) {
				return End.NOT_NEEDED;
			}
			expected = new Expected(personalised(profile, card), serial);
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
		return End.GOOD;
	}

	/** From the first batch that has an order for this card; what a batch refuses another may take. */
	private boolean draw(ChipSerial serial, CardProfile profile) {
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
					begun(new Personalisation(cards, job.get(), candidate));
					return true;
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
		return false;
	}

	private void begun(Personalisation card) {
		CardJob job = card.job();
		work = card;
		run = card.run();
		by = card.run().by();
		drawn = job.card();
		MDC.put("batch", card.run().batch().number());
		MDC.put("card", job.serial().shown());
		board.show(reader, Show.WORKING); // it may have shown that the store was away
		board.change(reader, face -> face.card(job.serial()).job(card.run().batch().number(),
				job.givenName() + " " + job.surname(), job.envelope()));
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
			its.filter(mine -> mine.reads(serial)).ifPresent(mine -> {
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

	/** All steps that are left up to the quality signature. @return the card as the store knows it */
	private CardId personalised(CardProfile profile, SmartCard card) {
		Personalisation mine = Objects.requireNonNull(work);
		while (mine.next() != CardStep.CHECK) {
			step(mine.next());
			mine.step(profile, card);
		}
		qualityStored = true;
		step(CardStep.CHECK);
		return mine.job().card();
	}

	private void check(SmartCard card, CardId id) {
		cards.checked(id, Readings.of(card), by);
		BatchRun mine = run;
		if (mine != null) {
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
