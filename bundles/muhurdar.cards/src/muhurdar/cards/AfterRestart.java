package muhurdar.cards;

import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Cards;
import muhurdar.api.Settings;
import muhurdar.api.spi.CaFault;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.Certificate;
import muhurdar.domain.JournalEntry;
import muhurdar.domain.Phase;
import muhurdar.domain.Right;

/**
 * What a process that died left half done in this place of production. Cards are only read after it: one whose quality
 * signature is stored waits for its reading, every other is spoiled or, untouched, goes back to stock.
 */
final class AfterRestart {

	private static final int MANY = 100_000;
	private static final Logger LOG = LoggerFactory.getLogger(AfterRestart.class);

	private final Store store;
	private final Settings settings;
	private final Hall hall;
	private final Batches batches;
	private final Certifying certifying;
	private final Spoiling spoiling;

	AfterRestart(Store store, Settings settings, Hall hall, Batches batches, Certifying certifying, Spoiling spoiling) {
		this.store = store;
		this.settings = settings;
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
		int paused = batches.pauseLeftBehind(by, alone());
		int unresolved = certifying.resolve(this::leftBehind);
		int finished = 0;
		int spoiled = 0;
		int returned = 0;
		for (Card card : store.read(by, Right.RECOVER, this::leftBehind)) {
			if (card.state() == CardState.SEALED && card.qualitySignature() != null) {
				finished++;
			} else if (spoiling.giveUp(card.id(), stepOf(card), "process ended", Right.RECOVER, by)
					.state() == CardState.SPOILED) {
				spoiled++;
			} else {
				returned++;
			}
		}
		Cards.Recovery done = new Cards.Recovery(paused, finished, spoiled, returned, revokeDead(), unresolved);
		LOG.info("after the restart: {}", done);
		return done;
	}

	/** No other place of production can be at this store. */
	private boolean alone() {
		return settings.get(Settings.STORE_URL).isEmpty();
	}

	private List<Card> leftBehind(Tx tx) {
		return Stream.of(CardState.RESERVED, CardState.KEYED, CardState.CERTIFIED, CardState.SEALED)
				.flatMap(state -> tx.cardsIn(state, 0, MANY).rows().stream())
				.filter(card -> !hall.underWay(card.id()) && ours(tx, card)).toList();
	}

	private boolean leftBehind(Certificate certificate) {
		CardId id = certificate.card();
		return id != null && !hall.underWay(id) && store.read(Actor.SYSTEM, Right.RECOVER, tx -> ours(tx, tx.cards().get(id)));
	}

	/** Drawn here. */
	private boolean ours(Tx tx, Card card) {
		return alone() || tx.journalOf(card.serial()).stream()
				.filter(line -> line.step() == CardStep.DRAW && line.phase() == Phase.AFTER)
				.reduce((first, second) -> second).filter(this::ours).isPresent();
	}

	private boolean ours(JournalEntry drawn) {
		String detail = drawn.detail();
		return detail != null && detail.endsWith(hall.name());
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
				if (card != null && spoiling.revokeIfSpoiled(card)) {
					revoked++;
				}
			} catch (CaFault e) {
				LOG.warn("certificate {} of a spoiled card not revoked yet, the next start does it", certificate.id(), e);
			}
		}
		return revoked;
	}
}
