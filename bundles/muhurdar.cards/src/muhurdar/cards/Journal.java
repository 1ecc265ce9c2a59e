package muhurdar.cards;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.Tx;
import muhurdar.domain.Card;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Phase;

/** Writes and reads the production journal; always in the transaction of the change that it tells of. */
final class Journal {

	private Journal() {
	}

	static void before(Tx tx, Card card, CardStep step) {
		write(tx, card, step, Phase.BEFORE, null);
	}

	static void after(Tx tx, Card card, CardStep step) {
		write(tx, card, step, Phase.AFTER, null);
	}

	static void failed(Tx tx, Card card, CardStep step, String because) {
		write(tx, card, step, Phase.FAILED, because);
	}

	/** @param reader where it lies */
	static void drawn(Tx tx, Card card, String detail, @Nullable String reader) {
		tx.journal(new JournalEntry(0, card.id(), card.serial(), CardStep.DRAW, Phase.AFTER, tx.me().id(), tx.now(), detail,
				reader));
	}

	/** @param reader where it lies now */
	static void continued(Tx tx, Card card, CardStep step, String because, String reader) {
		tx.journal(new JournalEntry(0, card.id(), card.serial(), step, Phase.BEFORE, tx.me().id(), tx.now(), because, reader));
	}

	private static void write(Tx tx, Card card, CardStep step, Phase phase, @Nullable String detail) {
		tx.journal(new JournalEntry(0, card.id(), card.serial(), step, phase, tx.me().id(), tx.now(), detail));
	}

	/** Whether something was begun that makes another card of it for ever. */
	static boolean irreversible(Tx tx, ChipSerial serial) {
		return tx.journalOf(serial).stream().anyMatch(line -> line.step() == CardStep.KEY && line.phase() == Phase.BEFORE);
	}
}
