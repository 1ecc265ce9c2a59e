package muhurdar.bench;

import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.CardJob;
import muhurdar.api.Cards;
import muhurdar.api.spi.CardProfile;
import muhurdar.api.spi.SmartCard;
import muhurdar.domain.Actor;
import muhurdar.domain.Bytes;
import muhurdar.domain.CardId;
import muhurdar.domain.CardStep;
import muhurdar.domain.Secret;
import muhurdar.pki.Csr;
import muhurdar.pki.Subject;

/**
 * The making of one card from its key to its quality signature, step by step. A card that was pulled goes on at the step
 * at which it was pulled, in whatever reader it comes back: what the card has done of that step it is asked itself. Used
 * by one thread at a time.
 */
final class Personalisation implements AutoCloseable {

	/** A card that is lost to its reader so often is a bad card. */
	private static final int MOST_INTERRUPTIONS = 3;

	private final Cards cards;
	private final CardJob job;
	private final BatchRun run;
	private final Actor by;
	private final Subject subject;
	private CardStep next = CardStep.KEY;
	private int interruptions;
	private String interruption = "";
	/** Until the step at which it was pulled is done. */
	private boolean again;
	/** The card may have made its quality signature, and makes no second one. */
	private boolean signs;
	private @Nullable Bytes key;
	private @Nullable Bytes csr;
	private @Nullable Bytes certificate;
	private @Nullable Secret pin;
	private @Nullable Bytes text;

	Personalisation(Cards cards, CardJob job, BatchRun run) {
		this.cards = cards;
		this.job = job;
		this.run = run;
		by = run.by();
		subject = new Subject(job.givenName(), job.surname(), job.identityNo());
	}

	CardJob job() {
		return job;
	}

	/** Whose order it is. */
	BatchRun run() {
		return run;
	}

	/** What is to be done now; CHECK when all is done but the last look. */
	CardStep next() {
		return next;
	}

	/** The card was lost to its reader. @return whether it may come back */
	boolean interrupted(String because) {
		interruption = because;
		return !signs && ++interruptions < MOST_INTERRUPTIONS;
	}

	/** How it was lost last. */
	String interruption() {
		return interruption;
	}

	/** The same card in a reader again. */
	void goesOn(CardProfile profile, SmartCard card, String reader) {
		cards.continued(job.card(), next, reader, interruption, by);
		again = true;
		if (next != CardStep.KEY && next != CardStep.QUALITY) {
			takeOver(profile, card);
		}
	}

	/** Does the step that is next. */
	void step(CardProfile profile, SmartCard card) {
		CardId id = job.card();
		switch (next) {
		case KEY -> makeKey(profile, card);
		case CSR -> csr = Csr.build(known(key), subject, card::signBeforePin).der();
		case REQUEST -> certificate = cards.certify(id, known(csr), by);
		case WRITE -> {
			cards.begin(id, CardStep.WRITE, by);
			card.writeCertificate(known(certificate), subject.commonName());
			cards.written(id, by);
		}
		case SEAL -> pin = cards.sealPin(id, by);
		case PIN -> {
			cards.begin(id, CardStep.PIN, by);
			if (!again || !card.pinSet()) {
				card.setPin(known(pin));
			}
			cards.done(id, CardStep.PIN, by);
		}
		case PUK -> {
			setPuk(card);
			text = cards.sealed(id, by);
		}
		case QUALITY -> qualitySign(card);
		case DRAW, CHECK -> throw new IllegalStateException(next.name());
		}
		again = false;
		next = CardStep.values()[next.ordinal() + 1];
	}

	private void makeKey(CardProfile profile, SmartCard card) {
		cards.begin(job.card(), CardStep.KEY, by);
		takeOver(profile, card);
		Bytes made = again ? card.publicKey().orElseGet(() -> card.generateKeyPair(job.keyType()))
				: card.generateKeyPair(job.keyType());
		cards.keyed(job.card(), made, by);
		key = made;
	}

	private void takeOver(CardProfile profile, SmartCard card) {
		if (profile.managed()) {
			try (Secret management = cards.managementKey(job.card(), by)) {
				card.takeOver(management);
			}
		}
	}

	private void setPuk(SmartCard card) {
		try (Secret puk = cards.puk(job.card(), by)) {
			cards.begin(job.card(), CardStep.PUK, by);
			if (!again || !card.pukSet()) {
				card.setPuk(puk);
			}
		}
	}

	private void qualitySign(SmartCard card) {
		cards.begin(job.card(), CardStep.QUALITY, by);
		card.verifyPin(known(pin));
		signs = true;
		Bytes signature = card.sign(known(text));
		card.logout();
		cards.qualitySigned(job.card(), signature, by);
		close();
	}

	private static <T> T known(@Nullable T earlier) {
		return Objects.requireNonNull(earlier);
	}

	/** Forgets the PIN. */
	@Override
	public void close() {
		Secret mine = pin;
		pin = null;
		if (mine != null) {
			mine.close();
		}
	}
}
