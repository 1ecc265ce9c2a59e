package muhurdar.cards;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Cards;
import muhurdar.api.DeskRow;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchState;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.Decision;
import muhurdar.domain.Desk;
import muhurdar.domain.DeskId;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Phase;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Why;

/**
 * What a process that died left half done at this desk, or what another desk left that will never come back. Cards are only read after it: one whose quality
 * signature is stored waits for its reading, every other is spoiled or, untouched, goes back to stock.
 */
final class AfterRestart {

	private static final int MANY = 100_000;
	private static final Logger LOG = LoggerFactory.getLogger(AfterRestart.class);

	private final Store store;
	private final Hall hall;
	private final Batches batches;
	private final Certifying certifying;
	private final Spoiling spoiling;

	AfterRestart(Store store, Hall hall, Batches batches, Certifying certifying, Spoiling spoiling) {
		this.store = store;
		this.hall = hall;
		this.batches = batches;
		this.certifying = certifying;
		this.spoiling = spoiling;
	}

	Cards.Recovery recover(Actor by) {
		if (!hall.take()) {
			LOG.info("another process makes cards from this data folder: nothing to recover here");
			return new Cards.Recovery(0, 0, 0, 0, 0, 0);
		}
		Cards.Recovery done = dealWith(hall::isHere, "process ended", by);
		LOG.info("after the restart: {}", done);
		return done;
	}

	Cards.Recovery giveUp(DeskId desk, String because, Actor by) {
		if (because.isBlank()) {
			throw new Refusal(Why.FIELD_MISSING, "reason");
		}
		Desk gone = store.write(by, Right.GIVE_UP_DESK, desk, tx -> {
			Desk known = tx.desks().get(desk);
			if (hall.isHere(desk)) {
				throw new Refusal(Why.DESK_HERE, known.shown());
			}
			return tx.desks().put(known.giveUp(new Decision(by.user(), tx.now()), because.strip()));
		});
		Cards.Recovery done = dealWith(desk::equals, "desk given up: " + gone.because(), Actor.SYSTEM);
		LOG.info("desk {} was given up: {}", gone.shown(), done);
		return done;
	}

	List<DeskRow> desks(Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> {
			List<Batch> running = tx.batchesIn(BatchState.RUNNING);
			List<@Nullable DeskId> drawn = halfMade(tx).map(card -> drawnAt(tx, card)).toList();
			return tx.desks().all().stream().map(desk -> new DeskRow(desk, hall.isHere(desk.id()),
					running.stream().filter(batch -> Objects.equals(desk.id(), batch.desk())).map(Batch::number).toList(),
					Collections.frequency(drawn, desk.id()))).toList();
		});
	}

	/** What those desks left, each card with its certificate. */
	private Cards.Recovery dealWith(Predicate<DeskId> desks, String because, Actor by) {
		int paused = batches.pauseLeftBehind(desks, by);
		int unresolved = certifying.resolve(certificate -> leftBehind(desks, certificate));
		int finished = 0;
		int spoiled = 0;
		int returned = 0;
		for (Card card : store.read(by, Right.RECOVER, tx -> leftBehind(tx, desks))) {
			if (card.state() == CardState.SEALED && card.qualitySignature() != null) {
				finished++;
			} else if (spoiling.giveUp(card.id(), stepOf(card), because, Right.RECOVER, by).state() == CardState.SPOILED) {
				spoiled++;
			} else {
				returned++;
			}
		}
		return new Cards.Recovery(paused, finished, spoiled, returned, revokeDead(), unresolved);
	}

	private static Stream<Card> halfMade(Tx tx) {
		return Stream.of(CardState.RESERVED, CardState.KEYED, CardState.CERTIFIED, CardState.SEALED)
				.flatMap(state -> tx.cardsIn(state, 0, MANY).rows().stream()).filter(card -> !card.kept());
	}

	private List<Card> leftBehind(Tx tx, Predicate<DeskId> desks) {
		return halfMade(tx).filter(card -> !hall.underWay(card.id()) && drawnAt(tx, card, desks)).toList();
	}

	private boolean leftBehind(Predicate<DeskId> desks, Certificate certificate) {
		CardId id = certificate.card();
		return id != null && !hall.underWay(id)
				&& store.read(Actor.SYSTEM, Right.RECOVER, tx -> drawnAt(tx, tx.cards().get(id), desks));
	}

	private static boolean drawnAt(Tx tx, Card card, Predicate<DeskId> desks) {
		DeskId drawn = drawnAt(tx, card);
		return drawn != null && desks.test(drawn);
	}

	/** The desk that drew it last, as the journal has it; null if nobody did, or it was given back and only reserved since. */
	private static @Nullable DeskId drawnAt(Tx tx, Card card) {
		return tx.journalOf(card.serial()).reversed().stream()
				.takeWhile(line -> card.state() != CardState.RESERVED || line.phase() != Phase.FAILED)
				.filter(line -> line.step() == CardStep.DRAW && line.phase() == Phase.AFTER).findFirst()
				.map(AfterRestart::desk).orElse(null);
	}

	private static @Nullable DeskId desk(JournalEntry drawn) {
		String detail = drawn.detail();
		return detail == null ? null : new DeskId(UUID.fromString(detail.substring(detail.lastIndexOf(' ') + 1)));
	}

	private static CardStep stepOf(Card card) {
		return switch (card.state()) {
		case RESERVED -> CardStep.KEY;
		case KEYED -> CardStep.REQUEST;
		case CERTIFIED -> CardStep.PIN;
		default -> CardStep.QUALITY;
		};
	}

	private int revokeDead() {
		int revoked = 0;
		for (Certificate certificate : store.read(Actor.SYSTEM, Right.RECOVER, Tx::certificatesOfDeadCards)) {
			CardId card = certificate.card();
			try {
				if (card != null && spoiling.revokeIfDead(card)) {
					revoked++;
				}
			} catch (CaFault e) {
				LOG.warn("certificate {} of a spoiled card not revoked yet, the next start does it", certificate.id(), e);
			} catch (Refusal no) {
				if (no.why() != Why.CHANGED_MEANWHILE) {
					throw no;
				}
				LOG.info("certificate {} of a spoiled card is being revoked by another desk", certificate.id());
			}
		}
		return revoked;
	}
}
