package muhurdar.cards;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Bell;
import muhurdar.api.CardJob;
import muhurdar.api.Settings;
import muhurdar.api.Topics;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchItem;
import muhurdar.domain.BatchState;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Decision;
import muhurdar.domain.Holder;
import muhurdar.domain.Order;
import muhurdar.domain.OrderKind;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.User;
import muhurdar.domain.Why;
import muhurdar.pki.Subject;

/** Which card is made for whom: reserves the card in the reader for the batch's next order. */
final class Drawing {

	/** Spoiled cards after which an order is left for another batch. */
	static final int TRIES = 3;
	private static final int RETRIES = 5;
	private static final Logger LOG = LoggerFactory.getLogger(Drawing.class);

	private final Store store;
	private final Bell bell;
	private final Settings settings;
	private final Batches batches;
	private final Hall hall;
	private final ReentrantLock oneAtATime = new ReentrantLock();
	private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

	Drawing(Store store, Bell bell, Settings settings, Batches batches, Hall hall) {
		this.store = store;
		this.bell = bell;
		this.settings = settings;
		this.batches = batches;
		this.hall = hall;
	}

	/** A card as it shows itself in a reader. */
	record Blank(ChipSerial serial, String profile, @Nullable String reader) {
	}

	Optional<CardJob> draw(BatchId batch, Blank blank, Actor by) {
		hall.mustBeOurs();
		CrashPoint.pass(CardStep.DRAW, CrashPoint.Place.BEFORE);
		Optional<CardJob> job = drawn(batch, blank, by);
		job.ifPresent(drawn -> {
			CrashPoint.pass(CardStep.DRAW, CrashPoint.Place.AFTER);
			bell.ring(Topics.CARD, drawn.card());
		});
		return job;
	}

	/** One at a time here; another desk at the same store is met by its unique index, and then we look again. */
	private Optional<CardJob> drawn(BatchId batch, Blank blank, Actor by) {
		oneAtATime.lock();
		try {
			for (int i = 1;; i++) {
				List<CardId> begun = new ArrayList<>();
				try {
					return store.write(by, Right.PRODUCE, batch, tx -> {
						Optional<CardJob> job = draw(tx, tx.batches().get(batch), stocked(tx, blank), blank.reader());
						job.ifPresent(drawn -> {
							begun.add(drawn.card());
							begins(drawn);
						});
						return job;
					});
				} catch (Refusal no) {
					begun.forEach(hall::ends);
					if (no.why() != Why.CHANGED_MEANWHILE || i == RETRIES) {
						throw no;
					}
				}
			}
		} finally {
			oneAtATime.unlock();
		}
	}

	/** Still within the transaction, so that no recovery can come between. */
	private void begins(CardJob drawn) {
		hall.begins(drawn.card());
		CrashPoint.pass(CardStep.DRAW, CrashPoint.Place.DONE);
	}

	private static Card stocked(Tx tx, Blank blank) {
		ChipSerial serial = blank.serial();
		Card card = tx.cardBySerial(serial).orElseThrow(() -> new Refusal(Why.CARD_UNKNOWN, serial));
		if (card.state() != CardState.IN_STOCK) {
			throw new Refusal(Why.CARD_NOT_IN_STOCK, serial, card.state());
		}
		if (!card.profile().equals(blank.profile())) {
			throw new Refusal(Why.CARD_UNKNOWN, serial);
		}
		return card;
	}

	private Optional<CardJob> draw(Tx tx, Batch batch, Card blank, @Nullable String reader) {
		if (batch.state() != BatchState.RUNNING) {
			throw new Refusal(Why.WRONG_STATE, batch.state(), BatchState.RUNNING);
		}
		hall.mustBeHere(tx, batch);
		for (BatchItem item : tx.openItems(batch.id())) {
			Order order = tx.orders().get(item.order());
			Holder holder = tx.holders().get(order.holder());
			Optional<Refusal> no = refusal(tx, batch, order, holder);
			if (no.isEmpty()) {
				if (!tx.hold(item)) {
					throw new Refusal(Why.CHANGED_MEANWHILE, "", tx.now()); // another desk has taken it over
				}
				return Optional.of(reserve(tx, blank, order, holder, item, reader));
			}
			passOver(tx, blank, batch, order, no.get());
		}
		return Optional.empty();
	}

	private CardJob reserve(Tx tx, Card blank, Order order, Holder holder, BatchItem item, @Nullable String reader) {
		Card card = tx.cards().put(blank.reserve(item.batch(), order.id(), item.envelope(), tx.me().id(), tx.now()));
		Journal.drawn(tx, card, order.number() + " at " + hall.id(), reader);
		Instant from = notBefore(order, Batches.old(tx, order), tx.now());
		Instant until = notAfter(from, settings);
		return new CardJob(card.id(), card.serial(), order.id(), order.number(), item.envelope(), order.keyType(),
				holder.givenName(), holder.surname(), holder.identityNo(), from, until);
	}

	/** A renewal begins when the old one ends; never in the past. */
	static Instant notBefore(Order order, @Nullable Certificate old, Instant now) {
		Instant second = now.truncatedTo(ChronoUnit.SECONDS);
		return order.kind() == OrderKind.RENEWAL && old != null && old.notAfter().isAfter(second) ? old.notAfter() : second;
	}

	static Instant notAfter(Instant from, Settings settings) {
		return from.atZone(OrderRules.ZONE).plusYears(settings.get(Settings.VALIDITY_YEARS)).toInstant();
	}

	private Optional<Refusal> refusal(Tx tx, Batch batch, Order order, Holder holder) {
		Optional<Refusal> person = fourEyes(order, tx.me());
		if (person.isPresent()) {
			return person;
		}
		Optional<Refusal> rule = batches.producible(tx, order, holder);
		if (rule.isPresent()) {
			return rule;
		}
		return writable(holder) ? failedBefore(tx, batch, order) : Optional.of(new Refusal(Why.FIELD_INVALID, "name", ""));
	}

	/** Whether a certificate can bear this person's name: found out before it costs a card. */
	private static boolean writable(Holder holder) {
		try {
			new Subject(holder.givenName(), holder.surname(), holder.identityNo());
			return true;
		} catch (IllegalArgumentException e) {
			LOG.info("holder {}: {}", holder.id(), e.getMessage());
			return false;
		}
	}

	/** The producer is neither orderer nor approver, and nobody makes the own card. */
	static Optional<Refusal> fourEyes(Order order, User producer) {
		if (Objects.equals(order.holder(), producer.holder())) {
			return Optional.of(new Refusal(Why.OWN_CARD));
		}
		if (order.ordered().by().equals(producer.id())) {
			return Optional.of(new Refusal(Why.FOUR_EYES, Right.ORDER));
		}
		Decision approved = order.approved();
		if (approved != null && approved.by().equals(producer.id())) {
			return Optional.of(new Refusal(Why.FOUR_EYES, Right.APPROVE_ORDER));
		}
		return Optional.empty();
	}

	/** What the CA refused once it refuses again; an order that spoils card after card is looked at by a person first. */
	private static Optional<Refusal> failedBefore(Tx tx, Batch batch, Order order) {
		List<Card> spoiled = tx.cardsOfOrder(order.id()).stream()
				.filter(card -> card.state() == CardState.SPOILED && Objects.equals(batch.id(), card.batch())).toList();
		if (spoiled.stream().anyMatch(Drawing::refusedByCa)) {
			return Optional.of(new Refusal(Why.CA_REFUSED, order.number()));
		}
		return spoiled.stream().filter(Drawing::refusedByItself).count() < TRIES ? Optional.empty()
				: Optional.of(new Refusal(Why.CARD_CHECK_FAILED, order.number()));
	}

	private static boolean refusedByCa(Card spoiled) {
		return because(spoiled, Why.CA_REFUSED);
	}

	/** Not pulled out, and not cut off by the end of a process: what happened may lie in the order. */
	private static boolean refusedByItself(Card spoiled) {
		return because(spoiled, Why.CARD_FAULT) || because(spoiled, Why.CARD_CHECK_FAILED)
				|| because(spoiled, Why.STEP_FAILED);
	}

	private static boolean because(Card spoiled, Why why) {
		String because = spoiled.spoiledBecause();
		return because != null && because.startsWith(why.name());
	}

	private void passOver(Tx tx, Card card, Batch batch, Order order, Refusal no) {
		if (passedOver.add(batch.id() + " " + order.id() + " " + tx.me().id() + " " + no.why())) {
			Journal.failed(tx, card, CardStep.DRAW, order.number() + " passed over: " + no.why());
			LOG.info("batch {}: order {} passed over: {}", batch.number(), order.number(), no.why());
		}
	}
}
