package muhurdar.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Looks what is wrong with a reader before it is sent in. Local by nature, opens no store. Never spends a try of a PIN
 * or PUK, never changes a card. Each examination has a thread of its own; window and command line only watch it.
 * Thread-safe; every method but {@link #begin} and {@link #awaitEnd} returns at once.
 */
public interface ReaderDoctor {

	/**
	 * Begins to examine a reader; one of a declared model need not be there: that is one of the questions, and so is
	 * whether the service tells of it. Asks the drivers, and waits a moment
	 * for a look at the card to end.
	 *
	 * @param reader its name, whole or the only one that begins so
	 * @return its whole name
	 * @throws muhurdar.domain.Refusal READER_AMBIGUOUS; READER_UNKNOWN if every driver answers, none has it and no declared
	 *             model is named so; READER_BUSY if a batch works with it, or it is being examined
	 */
	String begin(String reader);

	/** Ends it after the present command. */
	void cancel(String reader);

	/** The newest examination of the reader, as far as it has come. */
	Optional<Examination> examination(String reader);

	/** @return false if the time was up before */
	boolean awaitEnd(String reader, Duration atMost) throws InterruptedException;

	/** What is looked at, in this order. */
	enum Check {
		SERVICE, DRIVER, READER, CARD, RESET_T0, RESET_T1, STABLE, SOAK, PROFILE, PIN, PUK
	}

	/** How it went. */
	enum Result {
		RUNNING, GOOD, BAD,
		/** Good enough, but worth knowing. */
		MIND,
		/** Cannot be asked: neither good nor bad. */
		UNASKABLE
	}

	/** What it is. */
	enum Verdict {
		FINE,
		/** The reader is; of the card no installed profile knows more than that it answers. */
		CARD_UNKNOWN,
		/** Reader and card are fine, but the service of another driver is silent. */
		SERVICE, DRIVER, READER, CHIP, PIN,
		/** Cancelled, or there was no card. */
		UNDECIDED
	}

	/** What was found; arguments in brackets. */
	enum Finding {
		/** (readers) */
		SERVICE_ANSWERS,
		/** (kind of fault, what the driver said: for those who read the arguments, in no sentence) */
		SERVICE_SILENT,
		/** (USB id, drivers) */
		DRIVER_CLAIMS,
		/** (USB id, drivers) */
		DRIVERS_COMPETE,
		/** (USB id, where to get it) */
		DRIVER_MISSING,
		/** (USB ids) */
		NOT_ON_USB, DRIVER_UNASKABLE,
		/** (maker, type, firmware, serial number) */
		READER_SEEN, READER_UNSEEN, CARD_AWAITED, CARD_THERE, CARD_NONE,
		/** (ATR) */
		RESET_ANSWERED, RESET_NOT_OFFERED, RESET_UNCHOOSABLE,
		/** (kind of the fault) */
		RESET_FAILED, CARD_SILENT,
		/** (how often) */
		RESETTING,
		/** (how often) */
		ATR_SAME,
		/** (how often it was another or none, of how many) */
		ATR_DIFFERS,
		/** (commands so far) */
		SOAKING,
		/** (commands, median, p95, p99, longest; microseconds) */
		SOAK_PASSED,
		/** (after how many commands, kind of the fault) */
		SOAK_BROKEN,
		/** (profile) */
		PROFILE_KNOWN, PROFILE_NONE,
		/** (tries) */
		TRIES_LEFT, TRIES_NONE, TRIES_UNTOLD,
		/** (kind of the fault) */
		BROKEN_OFF, CANCELLED
	}

	/** One check. */
	record Step(Check check, Result result, Finding finding, List<String> arguments) {
	}

	/**
	 * @param model its title, empty if none is known
	 * @param ended null while it goes on
	 * @param verdict null while it goes on
	 */
	record Examination(String reader, String model, Instant begun, @Nullable Instant ended, List<Step> steps,
			@Nullable Verdict verdict) {
	}
}
