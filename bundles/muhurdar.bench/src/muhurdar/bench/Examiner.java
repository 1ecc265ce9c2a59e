package muhurdar.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.ReaderDoctor.Check;
import muhurdar.api.ReaderDoctor.Finding;
import muhurdar.api.ReaderDoctor.Result;
import muhurdar.api.ReaderDoctor.Verdict;
import muhurdar.api.ReaderModel;
import muhurdar.api.spi.CardChannel;
import muhurdar.api.spi.CardFault;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.CardReaderDriver;
import muhurdar.api.spi.ReaderControl;
import muhurdar.api.spi.ReaderFacts;
import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.api.spi.ReaderInquiry;
import muhurdar.api.spi.ReaderName;
import muhurdar.domain.Atr;
import muhurdar.domain.Bytes;

/**
 * One examination, from the service to the PUK; the first thing that is bad is the verdict. To the card go: two commands
 * that ask nothing (select the master file, get a challenge), what profiles ask to know their cards, and questions for
 * tries left. Used by one thread.
 */
final class Examiner {

	static final int RESETS = 20;
	static final int SOAK = 200;

	private static final Duration CARD_AT_MOST = Duration.ofSeconds(30);
	private static final Duration TICK = Duration.ofMillis(500);
	/** SELECT the master file; GET CHALLENGE of 8 bytes. Whatever the card answers is an answer. */
	private static final byte[][] HARMLESS = { { 0, (byte) 0xA4, 0, 0x0C, 2, 0x3F, 0 }, { 0, (byte) 0x84, 0, 0, 8 } };
	private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);

	/** Where it is written down; one thread writes. */
	interface Notes {

		void say(Check check, Result result, Finding finding, Object... arguments);

		/** @throws java.util.concurrent.CancellationException if it was cancelled */
		void goOn();
	}

	/** It is over: this is bad, and that is the verdict. */
	private static final class Found extends RuntimeException {

		private static final long serialVersionUID = 1L;
		private final Verdict verdict;

		Found(Verdict verdict) {
			super(verdict.name());
			this.verdict = verdict;
		}
	}

	private final String name;
	private final Optional<ReaderName> reader;
	private final Plugged plugged;
	private final @Nullable ReaderModel model;
	private final UsbReaders usb;
	private final List<CardProfile> profiles;
	private final ReaderInquiry inquiry;

	/** @param reader empty if there is none of that name */
	Examiner(String name, Optional<ReaderName> reader, Plugged plugged, List<ReaderModel> models, UsbReaders usb,
			List<CardProfile> profiles, ReaderInquiry inquiry) {
		this.name = name;
		this.reader = reader;
		this.plugged = plugged;
		this.model = Models.of(name, models);
		this.usb = usb;
		this.profiles = profiles;
		this.inquiry = inquiry;
	}

	String model() {
		ReaderModel known = model;
		return known == null ? "" : known.title();
	}

	Verdict examine(Notes notes) {
		try {
			boolean allAnswer = service(notes);
			driver(notes);
			CardReaderDriver driver = reader(notes);
			ReaderName there = reader.orElseThrow();
			card(notes, driver, there);
			Atr atr = firstReset(notes, driver, there);
			protocol(notes, driver, there, atr, 0);
			protocol(notes, driver, there, atr, 1);
			stable(notes, driver, there, atr);
			boolean known = dialogue(notes, driver, there);
			return !known ? Verdict.CARD_UNKNOWN : allAnswer ? Verdict.FINE : Verdict.SERVICE;
		} catch (Found found) {
			return found.verdict;
		}
	}

	/** @return whether every driver answers */
	private boolean service(Notes notes) {
		notes.say(Check.SERVICE, Result.RUNNING, Finding.SERVICE_ANSWERS, 0);
		ReaderFault silent = null;
		for (CardReaderDriver driver : plugged.drivers) {
			try {
				driver.readers();
			} catch (ReaderFault e) {
				LOG.info("{} does not answer: {}", driver.getClass().getSimpleName(), e.getMessage());
				silent = e;
			}
		}
		if (silent == null) {
			notes.say(Check.SERVICE, Result.GOOD, Finding.SERVICE_ANSWERS, plugged.readers().size());
			return true;
		}
		boolean blocks = reader.isEmpty();
		notes.say(Check.SERVICE, blocks ? Result.BAD : Result.MIND, Finding.SERVICE_SILENT, silent.kind(),
				String.valueOf(silent.getMessage()));
		if (blocks) {
			throw new Found(Verdict.DRIVER);
		}
		return false;
	}

	/** Which of the model's USB ids are plugged in here, and which installed drivers know them. */
	private void driver(Notes notes) {
		notes.goOn();
		ReaderModel known = model;
		Optional<Set<String>> devices = usb.plugged();
		if (known == null || known.usb().isEmpty() || devices.isEmpty()) {
			notes.say(Check.DRIVER, Result.UNASKABLE, Finding.DRIVER_UNASKABLE);
			return;
		}
		List<String> here = known.usb().stream().filter(devices.get()::contains).toList();
		if (here.isEmpty()) {
			boolean seen = reader.isPresent();
			notes.say(Check.DRIVER, seen ? Result.UNASKABLE : Result.BAD, Finding.NOT_ON_USB, String.join(", ", known.usb()));
			if (!seen) {
				throw new Found(Verdict.READER);
			}
			return;
		}
		String id = here.getFirst();
		Optional<List<String>> claiming = usb.claiming(id);
		if (claiming.isEmpty() || claiming.get().isEmpty()) {
			notes.say(Check.DRIVER, Result.BAD, Finding.DRIVER_MISSING, id, known.driver("linux", Locale.getDefault()));
			throw new Found(Verdict.DRIVER);
		}
		boolean several = claiming.get().size() > 1;
		notes.say(Check.DRIVER, several ? Result.MIND : Result.GOOD, several ? Finding.DRIVERS_COMPETE : Finding.DRIVER_CLAIMS,
				id, String.join(", ", claiming.get()));
	}

	private CardReaderDriver reader(Notes notes) {
		notes.goOn();
		SortedMap<ReaderName, CardReaderDriver> readers = plugged.readers();
		if (reader.isEmpty() || !readers.containsKey(reader.get())) {
			notes.say(Check.READER, Result.BAD, Finding.READER_UNSEEN);
			throw new Found(model == null || usb.plugged().isEmpty() ? Verdict.READER : Verdict.DRIVER);
		}
		CardReaderDriver driver = readers.get(reader.get());
		ReaderFacts facts = facts(driver);
		notes.say(Check.READER, Result.GOOD, Finding.READER_SEEN, told(facts.maker()), told(facts.type()),
				told(facts.firmware()), told(facts.serialNumber()));
		return driver;
	}

	private static String told(String fact) {
		return fact.isEmpty() ? "–" : fact;
	}

	/** A reader that tells nothing of itself may be as good as any. */
	private ReaderFacts facts(CardReaderDriver driver) {
		try {
			Optional<ReaderControl> control = driver.control(reader.orElseThrow());
			if (control.isEmpty()) {
				return ReaderFacts.NONE;
			}
			try (ReaderControl asked = control.get()) {
				return inquiry.ask(asked);
			}
		} catch (ReaderFault e) {
			LOG.info("{} does not tell of itself: {}", name, e.getMessage());
			return ReaderFacts.NONE;
		}
	}

	private void card(Notes notes, CardReaderDriver driver, ReaderName there) {
		notes.say(Check.CARD, Result.RUNNING, Finding.CARD_AWAITED);
		long end = System.nanoTime() + CARD_AT_MOST.toNanos();
		try {
			while (!driver.cardPresent(there)) {
				notes.goOn();
				if (System.nanoTime() >= end) {
					notes.say(Check.CARD, Result.UNASKABLE, Finding.CARD_NONE);
					throw new Found(Verdict.UNDECIDED);
				}
				driver.awaitCard(there, true, TICK);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new Found(Verdict.UNDECIDED);
		} catch (ReaderFault e) {
			throw broken(notes, Check.CARD, Finding.BROKEN_OFF, e, e.kind());
		}
		notes.say(Check.CARD, Result.GOOD, Finding.CARD_THERE);
	}

	/** A card that never answers may lie the wrong way round: suspected, never known. */
	private Atr firstReset(Notes notes, CardReaderDriver driver, ReaderName there) {
		notes.goOn();
		try (CardChannel channel = plugged.open(driver, there)) {
			return Atr.of(channel.atr());
		} catch (ReaderFault e) {
			throw e.kind() == Kind.CARD_MUTE ? silent(notes) : broken(notes, Check.CARD, Finding.BROKEN_OFF, e, e.kind());
		}
	}

	private static Found silent(Notes notes) {
		notes.say(Check.CARD, Result.BAD, Finding.CARD_SILENT);
		return new Found(Verdict.CHIP);
	}

	private void protocol(Notes notes, CardReaderDriver driver, ReaderName there, Atr atr, int protocol) {
		notes.goOn();
		Check check = protocol == 0 ? Check.RESET_T0 : Check.RESET_T1;
		if (!atr.offers(protocol)) {
			notes.say(check, Result.UNASKABLE, Finding.RESET_NOT_OFFERED);
			return;
		}
		try {
			Optional<Bytes> answer = driver.reset(there, protocol);
			if (answer.isPresent()) {
				notes.say(check, Result.GOOD, Finding.RESET_ANSWERED, answer.get().toHex());
			} else {
				notes.say(check, Result.UNASKABLE, Finding.RESET_UNCHOOSABLE);
			}
		} catch (ReaderFault e) {
			throw broken(notes, check, Finding.RESET_FAILED, e, e.kind());
		}
	}

	private void stable(Notes notes, CardReaderDriver driver, ReaderName there, Atr first) {
		int different = 0;
		for (int i = 1; i <= RESETS; i++) {
			notes.goOn();
			notes.say(Check.STABLE, Result.RUNNING, Finding.RESETTING, i);
			try (CardChannel channel = plugged.open(driver, there)) {
				if (!channel.atr().equals(first.bytes())) {
					different++;
				}
			} catch (ReaderFault e) {
				if (e.kind() != Kind.CARD_MUTE) {
					throw broken(notes, Check.STABLE, Finding.RESET_FAILED, e, e.kind());
				}
				different++;
			}
		}
		if (different > 0) {
			notes.say(Check.STABLE, Result.BAD, Finding.ATR_DIFFERS, different, RESETS);
			throw new Found(Verdict.READER);
		}
		notes.say(Check.STABLE, Result.GOOD, Finding.ATR_SAME, RESETS);
	}

	/** @return whether the card is of a known type */
	private boolean dialogue(Notes notes, CardReaderDriver driver, ReaderName there) {
		try (CardChannel channel = plugged.open(driver, there)) {
			soak(notes, channel);
		} catch (ReaderFault e) {
			throw broken(notes, Check.SOAK, Finding.BROKEN_OFF, e, e.kind());
		}
		notes.goOn();
		try (CardChannel channel = plugged.open(driver, there)) {
			return secrets(notes, channel);
		} catch (ReaderFault e) {
			throw broken(notes, Check.PROFILE, Finding.BROKEN_OFF, e, e.kind());
		}
	}

	private void soak(Notes notes, CardChannel channel) {
		long[] micros = new long[SOAK];
		for (int i = 0; i < SOAK; i++) {
			notes.goOn();
			if (i % 10 == 0) {
				notes.say(Check.SOAK, Result.RUNNING, Finding.SOAKING, i);
			}
			long begun = System.nanoTime();
			try {
				channel.transmit(HARMLESS[i % HARMLESS.length].clone());
			} catch (ReaderFault e) {
				throw broken(notes, Check.SOAK, Finding.SOAK_BROKEN, e, i, e.kind());
			}
			micros[i] = (System.nanoTime() - begun) / 1000;
		}
		Arrays.sort(micros);
		notes.say(Check.SOAK, Result.GOOD, Finding.SOAK_PASSED, SOAK, percentile(micros, 50), percentile(micros, 95),
				percentile(micros, 99), percentile(micros, 100));
	}

	/** By nearest rank. */
	private static long percentile(long[] sorted, int percent) {
		return sorted[Math.ceilDiv(sorted.length * percent, 100) - 1];
	}

	/** @return as above */
	private boolean secrets(Notes notes, CardChannel channel) {
		Optional<CardProfile> known = Profiles.known(channel, profiles);
		if (known.isEmpty()) {
			notes.say(Check.PROFILE, Result.UNASKABLE, Finding.PROFILE_NONE);
			notes.say(Check.PIN, Result.UNASKABLE, Finding.TRIES_UNTOLD);
			notes.say(Check.PUK, Result.UNASKABLE, Finding.TRIES_UNTOLD);
			return false;
		}
		CardProfile profile = known.get();
		notes.say(Check.PROFILE, Result.GOOD, Finding.PROFILE_KNOWN, profile.id());
		boolean blocked = tries(notes, Check.PIN, () -> profile.open(channel).pinTriesLeft());
		blocked |= tries(notes, Check.PUK, () -> profile.open(channel).pukTriesLeft());
		if (blocked) {
			throw new Found(Verdict.PIN);
		}
		return true;
	}

	/** @param asked of a card opened for this one question. @return whether none is left */
	private boolean tries(Notes notes, Check check, Supplier<OptionalInt> asked) {
		OptionalInt left = OptionalInt.empty();
		try {
			left = asked.get();
		} catch (CardFault e) {
			LOG.info("{} does not tell the tries of its {}: {}", name, check, e.getMessage());
		}
		if (left.isEmpty()) {
			notes.say(check, Result.UNASKABLE, Finding.TRIES_UNTOLD);
		} else if (left.getAsInt() == 0) {
			notes.say(check, Result.BAD, Finding.TRIES_NONE);
		} else {
			notes.say(check, Result.GOOD, Finding.TRIES_LEFT, left.getAsInt());
		}
		return left.isPresent() && left.getAsInt() == 0;
	}

	/** What a fault in the middle means. Whoever took the card out, or has it, is asked to leave it where it is. */
	private static Found broken(Notes notes, Check check, Finding finding, ReaderFault fault, Object... arguments) {
		LOG.info("examination: {}", fault.getMessage());
		notes.say(check, Result.BAD, finding, arguments);
		return new Found(switch (fault.kind()) {
		case CARD_MUTE -> Verdict.CHIP;
		case READER_GONE -> Verdict.READER;
		case SERVICE_GONE -> Verdict.DRIVER;
		case CARD_GONE, IN_USE -> Verdict.UNDECIDED;
		});
	}
}
