package muhurdar.api;

import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.Nullable;

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
import muhurdar.domain.Secret;

/**
 * Which card is made for whom: batches, the production journal, certificates of new cards, sealed PINs, card stock.
 * {@code Cards} owns journal, states and decisions; the bench asks for the next step, does it, reports. Thread-safe;
 * may block on the store, {@link #certify} on the CA too.
 *
 * <p>One card goes through {@link #draw}, {@link #begin}(KEY), {@link #managementKey} if it has one, {@link #keyed}, {@link #certify}, {@link #begin}(WRITE),
 * {@link #written}, {@link #sealPin}, {@link #begin}(PIN), {@link #done}(PIN), {@link #puk}, {@link #begin}(PUK),
 * {@link #sealed}, {@link #begin}(QUALITY), {@link #qualitySigned}, {@link #checked}. Whatever goes wrong ends in
 * {@link #failed}. Every step is in the journal before it is done.
 */
public interface Cards {

	/** Approved orders without a card, soonest end first. */
	Page<WaitingRow> waiting(int from, int size, Actor by);

	Batch plan(BatchPlan plan, Actor by);

	Page<BatchRow> batches(int from, int size, Actor by);

	/** By number ({@code P-2026-000017}). */
	Optional<Batch> findBatch(String number, Actor by);

	List<CardRow> cardsOf(BatchId batch, Actor by);

	/** How many orders of the batch still want a card. */
	int remaining(BatchId batch, Actor by);

	/** It runs at this desk from now on to its end; BATCH_ELSEWHERE at any other. */
	Batch run(BatchId batch, Actor by);

	Batch pause(BatchId batch, Actor by);

	/**
	 * Takes what another desk has not started yet of its RUNNING or PAUSED batch: its orders without a card, with their
	 * envelopes, become a new batch that names the old one and runs where it is started. What was drawn stays in the old
	 * batch, with its count, at the desk that drew it; nothing can be drawn at both.
	 *
	 * @param atMost so many of them, the last ones
	 * @throws Refusal WRONG_STATE, DESK_HERE if it is this desk's batch, NOTHING_TO_TAKE
	 */
	Batch takeOver(BatchId batch, int atMost, Actor by);

	/** The desks that have run batches at this store. */
	List<DeskRow> desks(Actor by);

	/**
	 * A supervisor says that another desk will never finish what it has begun: its RUNNING batches are paused and its
	 * half-made cards dealt with as {@link #recover} does there. If it lives after all, its next step is refused. A CA
	 * that does not answer leaves the rest; it can be said again.
	 *
	 * @throws Refusal DESK_HERE, FIELD_MISSING without a reason
	 */
	Recovery giveUp(DeskId desk, String because, Actor by);

	Batch cancel(BatchId batch, Actor by);

	/** Where the cards are that were drawn for the batch. */
	BatchCount tally(BatchId batch, Actor by);

	/**
	 * First signature under the count, if what lies on the table agrees with the {@link #tally}; {@link #close} is the
	 * second, by another person, when the spoiled cards are in the safe. What agrees goes into the audit log.
	 *
	 * @throws muhurdar.domain.Refusal BATCH_NOT_ENDED, COUNT_DIFFERS, CARDS_UNACCOUNTED, CARDS_NOT_OF_BATCH
	 */
	Batch count(BatchId batch, OnTable table, Actor by);

	/**
	 * Cards of a batch that cannot be found at its count: finished ones are LOST, their PIN shredded and their certificate
	 * revoked as SYSTEM, since they never left the hall; blank ones are MISSING. A spoiled card cannot be declared.
	 *
	 * @throws muhurdar.domain.Refusal CARD_UNKNOWN, CARDS_NOT_OF_BATCH, WRONG_STATE
	 */
	List<Card> declareMissing(BatchId batch, List<ChipSerial> serials, Actor by);

	Batch close(BatchId batch, Actor by);

	/** Takes blank cards into stock; serials already known are left as they are. @return how many were new */
	int receive(List<ChipSerial> serials, String profile, Actor by);

	/** Cards in a state, for stock and safe. */
	Page<Card> stock(CardState state, int from, int size, Actor by);

	/** By the whole serial number, or by the digits that people see of it if only one card has them. */
	Optional<Card> find(ChipSerial serial, Actor by);

	/**
	 * Reserves the card in the reader for the batch's next order, whose rules are checked again; an order that may no
	 * longer be produced is passed over and journalled.
	 *
	 * @param reader its name, for the journal; null if nobody tells
	 * @return empty when the batch has no order left
	 */
	Optional<CardJob> draw(BatchId batch, ChipSerial serial, String profile, @Nullable String reader, Actor by);

	/** As above, from a reader that nobody tells. */
	default Optional<CardJob> draw(BatchId batch, ChipSerial serial, String profile, Actor by) {
		return draw(batch, serial, profile, null, by);
	}

	/** Journals what is about to be done to the card. */
	void begin(CardId card, CardStep step, Actor by);

	/**
	 * Journals that a card which was lost to its reader goes on at this step in another one, or in the same.
	 *
	 * @param because how it was lost
	 */
	void continued(CardId card, CardStep step, String reader, String because, Actor by);

	/** Journals that it was done. */
	void done(CardId card, CardStep step, Actor by);

	/**
	 * After {@link #begin}(KEY), for a card that has a management key: the one to take it over with, 32 bytes, its key
	 * version stored; the same again until the card has its quality signature. The caller closes it once the card has it.
	 */
	Secret managementKey(CardId card, Actor by);

	/** The key pair exists. */
	void keyed(CardId card, Bytes publicKey, Actor by);

	/**
	 * Stores the request, asks the CA (on hold, by setting), stores the answer.
	 *
	 * @return the certificate, DER
	 * @throws Refusal CA_REFUSED, CA_UNAVAILABLE
	 */
	Bytes certify(CardId card, Bytes csr, Actor by);

	/** The certificate is on the card. */
	void written(CardId card, Actor by);

	/** Makes a PIN, seals it for the vault and stores it; the caller closes the Secret once the card has it. */
	Secret sealPin(CardId card, Actor by);

	/** After {@link #done}(PIN): the PUK of this card, its key version stored; the caller closes it once the card has it. */
	Secret puk(CardId card, Actor by);

	/** PIN and PUK are on the card. @return the text to be signed with the card's key: MUHURDAR-QC|serial|nonce */
	Bytes sealed(CardId card, Actor by);

	/** Verifies and stores the quality signature. */
	void qualitySigned(CardId card, Bytes signature, Actor by);

	/**
	 * Quality control: what the card says on a fresh connection against all rules; right: CHECKED.
	 *
	 * @throws muhurdar.domain.Refusal CARD_CHECK_FAILED with the first rule that it breaks, CA_UNAVAILABLE if the chain is
	 *             not known
	 */
	Card checked(CardId card, CardReading reading, Actor by);

	/**
	 * A step failed: the card goes back to stock if nothing irreversible was begun, else it is SPOILED and its
	 * certificate revoked as SYSTEM; the order waits for another card.
	 */
	Card failed(CardId card, CardStep step, String because, Actor by);

	/**
	 * Gives up a half-made card that can no longer be read, such as a dead one that only waited for its reading: as
	 * {@link #failed}. Refuses WRONG_STATE for any other card, and for one that is being made at this moment.
	 */
	Card giveUp(ChipSerial serial, String because, Actor by);

	/**
	 * A finished card that never left the hall is bad after all, such as one that is mute at the packing station: SPOILED,
	 * its PIN shredded, its certificate revoked as SYSTEM; its order waits for another card, and it for the safe. It takes
	 * the right to keep the stock.
	 *
	 * @throws Refusal REASON_MISSING, CARD_UNKNOWN, WRONG_STATE if it is not CHECKED or is packed, CARD_WAS_OUT if it was
	 *             ever handed over
	 */
	Card spoil(ChipSerial serial, String because, Actor by);

	/**
	 * At start, before any card is made, for what this desk left and no other: pauses batches found RUNNING, asks the CA about open requests, spoils every
	 * half-made card that has no stored quality signature, and revokes what must be. Cards with one wait SEALED until
	 * they are read. Idempotent; a CA that does not answer leaves the rest for next time.
	 */
	Recovery recover(Actor by);

	/**
	 * What {@link #recover} found the last time, at the start of this process if nobody called it since. Waits until that
	 * has been dealt with.
	 *
	 * @return empty if there was nothing, or if it could not be looked at
	 */
	Optional<Recovery> leftBehind(Actor by);

	/** The half-made card of this serial that only needs to be read to be finished, if it is one. */
	Optional<CardId> awaitingCheck(ChipSerial serial, Actor by);

	/** @param unresolved requests about which the CA did not answer */
	record Recovery(int pausedBatches, int finished, int spoiled, int returnedToStock, int revoked, int unresolved) {

		/** Whether there was nothing to be done. */
		public boolean none() {
			return pausedBatches + finished + spoiled + returnedToStock + revoked + unresolved == 0;
		}
	}

	/** The journal of one chip, oldest first. */
	List<JournalEntry> journal(ChipSerial serial, Actor by);
}
