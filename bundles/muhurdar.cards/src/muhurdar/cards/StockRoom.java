package muhurdar.cards;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Bell;
import muhurdar.api.BoxRow;
import muhurdar.api.CardStock;
import muhurdar.api.SafeRow;
import muhurdar.api.StockTake;
import muhurdar.api.Topics;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.BatchId;
import muhurdar.domain.BatchState;
import muhurdar.domain.Box;
import muhurdar.domain.BoxId;
import muhurdar.domain.Card;
import muhurdar.domain.CardId;
import muhurdar.domain.CardState;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.Custody;
import muhurdar.domain.Decision;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Uuid7;
import muhurdar.domain.Why;

/** Boxes of blank cards, and the safe. */
@Component
public final class StockRoom implements CardStock {

	/** Serial numbers that a sentence names. */
	private static final int NAMED = 5;
	private static final int MANY = 100_000;

	private final Store store;
	private final Bell bell;
	private final Clock clock;
	private final PinSealer sealer;

	@Activate
	public StockRoom(@Reference Store store, @Reference Bell bell, @Reference Clock clock, @Reference PinSealer sealer) {
		this.sealer = sealer;
		this.store = store;
		this.bell = bell;
		this.clock = clock;
	}

	@Override
	public Box receive(String label, String profile, List<ChipSerial> serials, Actor by) {
		List<ChipSerial> chips = serials.stream().distinct().toList();
		var id = new BoxId(Uuid7.next(clock.instant()));
		Box received = store.write(by, Right.KEEP_STOCK, id, tx -> {
			Box box = Box.received(id, label, profile.strip(), new Decision(by.user(), tx.now()));
			mustBeNew(tx, box, chips);
			Box stored = tx.boxes().put(box);
			chips.forEach(chip -> tx.cards().put(
					Card.stock(new CardId(Uuid7.next(clock.instant())), chip, stored.profile(), stored.id(), tx.now())));
			return stored;
		});
		bell.ring(Topics.CARD, id);
		return received;
	}

	private static void mustBeNew(Tx tx, Box box, List<ChipSerial> chips) {
		if (box.profile().isEmpty()) {
			throw new Refusal(Why.FIELD_MISSING, "profile");
		}
		if (chips.isEmpty()) {
			throw new Refusal(Why.FIELD_MISSING, "serialNumber");
		}
		if (tx.boxByLabel(box.label()).isPresent()) {
			throw new Refusal(Why.BOX_KNOWN, box.label());
		}
		List<Card> known = chips.stream().flatMap(chip -> tx.cardBySerial(chip).stream()).toList();
		if (!known.isEmpty()) {
			BoxId other = known.getFirst().box();
			throw new Refusal(Why.CARDS_KNOWN, known.size(), known.stream().limit(NAMED).map(Card::serial).toList(),
					other == null ? "–" : tx.boxes().get(other).label());
		}
	}

	@Override
	public List<BoxRow> boxes(Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, Tx::boxRows);
	}

	@Override
	public Box box(String label, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> box(tx, label));
	}

	private static Box box(Tx tx, String label) {
		return tx.boxByLabel(Box.label(label)).orElseThrow(() -> new Refusal(Why.NOT_FOUND, label));
	}

	@Override
	public List<Card> cardsOf(BoxId box, Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> tx.cardsOfBox(box));
	}

	@Override
	public List<Card> keep(BatchId id, List<ChipSerial> serials, Actor by) {
		return rung(store.write(by, Right.KEEP_STOCK, id, tx -> {
			Batch batch = tx.batches().get(id);
			if (batch.state() != BatchState.PLANNED && !(batch.state() == BatchState.PAUSED && tx.keepsCards(id))) {
				throw new Refusal(Why.WRONG_STATE, batch.state(), BatchState.PLANNED);
			}
			tx.batches().put(batch); // so that nobody cancels or counts it meanwhile
			List<Card> kept = all(tx, serials).stream().map(card -> tx.cards().put(free(tx, card).keepFor(id, tx.now())))
					.toList();
			kept.forEach(card -> tx.drawn(id, card.id(), true));
			tx.remark(named(kept));
			return kept;
		}));
	}

	private static Card free(Tx tx, Card card) {
		BatchId keeper = card.kept() ? card.batch() : null;
		if (keeper != null) {
			throw new Refusal(Why.CARD_KEPT, card.serial(), tx.batches().get(keeper).number());
		}
		if (card.state() != CardState.IN_STOCK) {
			throw new Refusal(Why.CARD_NOT_IN_STOCK, card.serial(), card.state());
		}
		return card;
	}

	@Override
	public List<Card> giveBack(BatchId id, List<ChipSerial> serials, Actor by) {
		return rung(store.write(by, Right.KEEP_STOCK, id, tx -> {
			Batch batch = tx.batches().get(id);
			if (batch.state() != BatchState.PLANNED && batch.state() != BatchState.PAUSED) {
				throw new Refusal(Why.WRONG_STATE, batch.state(), BatchState.PAUSED);
			}
			tx.batches().put(batch);
			List<Card> kept = serials.isEmpty() ? tx.cardsOfBatch(id).stream().filter(Card::kept).toList() : all(tx, serials);
			List<ChipSerial> others = kept.stream().filter(card -> !card.kept() || !Objects.equals(id, card.batch()))
					.map(Card::serial)
					.toList();
			if (!others.isEmpty()) {
				throw new Refusal(Why.CARDS_NOT_OF_BATCH, others, batch.number());
			}
			kept.forEach(card -> tx.undrawn(id, card.id()));
			tx.remark(named(kept));
			return kept.stream().map(card -> tx.cards().put(card.release(tx.now()))).toList();
		}));
	}

	@Override
	public StockTake look(BoxId id, List<ChipSerial> seen, Actor by) {
		return store.read(by, Right.KEEP_STOCK, tx -> {
			List<Card> ofBox = tx.cardsOfBox(id);
			Map<String, List<Card>> shown = ofBox.stream().collect(Collectors.groupingBy(card -> card.serial().shown()));
			Map<CardId, Card> found = new LinkedHashMap<>();
			List<ChipSerial> unknown = new ArrayList<>();
			for (ChipSerial serial : seen) {
				List<Card> here = shown.getOrDefault(serial.hex(), List.of());
				(here.size() == 1 ? Optional.of(here.getFirst()) : find(tx, serial)).ifPresentOrElse(
						card -> found.put(card.id(), card), () -> unknown.add(serial));
			}
			Predicate<Card> inBox = card -> Objects.equals(id, card.box());
			Predicate<Card> stands = card -> card.state() == CardState.IN_STOCK || card.kept();
			Predicate<Card> lost = card -> card.state() == CardState.MISSING;
			return new StockTake(tx.boxes().get(id), those(found.values(), inBox.and(stands)),
					those(ofBox, card -> card.state() == CardState.IN_STOCK && !found.containsKey(card.id())),
					those(found.values(), inBox.and(lost)), those(found.values(), inBox.negate().or(stands.or(lost).negate())),
					unknown);
		});
	}

	private static List<Card> those(Collection<Card> cards, Predicate<Card> which) {
		return cards.stream().filter(which).toList();
	}

	@Override
	public void confirm(StockTake shown, Actor by) {
		BoxId id = shown.box().id();
		store.write(by, Right.KEEP_STOCK, id, tx -> {
			tx.remark("missing " + named(shown.missing()) + ", found again " + named(shown.foundAgain()));
			shown.missing().forEach(card -> moved(tx, card, CardState.MISSING));
			shown.foundAgain().forEach(card -> moved(tx, card, CardState.IN_STOCK));
			return tx.boxes().put(tx.boxes().get(id, shown.box().version()));
		});
		bell.ring(Topics.CARD, id);
	}

	private static Card moved(Tx tx, Card shown, CardState to) {
		return tx.cards().put(tx.cards().get(shown.id(), shown.version()).to(to, tx.now()));
	}

	@Override
	public Card spoil(ChipSerial serial, String because, Actor by) {
		return rung(store.write(by, Right.KEEP_STOCK, serial, tx -> {
			if (because.isBlank()) {
				throw new Refusal(Why.REASON_MISSING);
			}
			Card card = one(tx, serial);
			if (card.state() != CardState.IN_STOCK && !card.kept()) {
				throw new Refusal(Why.WRONG_STATE, card.state(), CardState.IN_STOCK);
			}
			return List.of(tx.cards().put(card.spoil(because.strip(), tx.now())));
		})).getFirst();
	}

	@Override
	public List<SafeRow> safe(Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> rows(tx, tx.doomedCards()));
	}

	@Override
	public List<SafeRow> destroyed(Actor by) {
		return store.read(by, Right.SEE_PRODUCTION, tx -> rows(tx, tx.cardsIn(CardState.DESTROYED, 0, MANY).rows()));
	}

	private static List<SafeRow> rows(Tx tx, List<Card> cards) {
		return cards.stream().map(card -> {
			BatchId batch = card.batch();
			Custody custody = card.custody();
			return new SafeRow(card, batch == null ? "" : tx.batches().get(batch).number(),
					custody == null ? "" : name(tx, custody.safe()), custody == null ? "" : name(tx, custody.condemned()),
					custody == null ? "" : name(tx, custody.destroyed()));
		}).toList();
	}

	private static String name(Tx tx, @Nullable Decision decision) {
		return decision == null ? "" : tx.users().get(decision.by()).name();
	}

	@Override
	public void intoSafe(List<ChipSerial> serials, Actor by) {
		sign(Right.KEEP_STOCK, serials, by, (tx, card, signature) -> card.laidIntoSafe(signature));
	}

	@Override
	public void condemn(List<ChipSerial> serials, Actor by) {
		sign(Right.KEEP_STOCK, serials, by, (tx, card, signature) -> ended(tx, card).condemn(signature));
	}

	/** The PINs are shredded once it is sure that nothing stands against the signature, and before it is stored. */
	@Override
	public void destroy(List<ChipSerial> serials, Actor by) {
		Signing signing = (tx, card, signature) -> ended(tx, card).destroy(signature);
		List<Card> doomed = store.read(by, Right.DESTROY_CARD, tx -> all(tx, serials).stream()
				.map(card -> signing.sign(tx, card, new Decision(by.user(), tx.now()))).toList());
		doomed.stream().map(Card::pinSlot).filter(Objects::nonNull).forEach(sealer::shred);
		sign(Right.DESTROY_CARD, serials, by, signing);
	}

	/** Its certificate must not outlive the card that is the evidence for it. */
	private static Card ended(Tx tx, Card card) {
		boolean stands = tx.certificateOfCard(card.id()).filter(certificate -> switch (certificate.state()) {
		case REQUESTED, ISSUED, SUSPENDED -> certificate.notAfter().isAfter(tx.now());
		case CA_REFUSED, REVOKED -> false;
		}).isPresent();
		if (stands) {
			throw new Refusal(Why.CERTIFICATE_STANDS, card.serial());
		}
		return card;
	}

	private interface Signing {
		Card sign(Tx tx, Card card, Decision signature);
	}

	private void sign(Right right, List<ChipSerial> serials, Actor by, Signing signing) {
		rung(store.write(by, right, "safe", tx -> {
			List<Card> cards = all(tx, serials);
			tx.remark(named(cards));
			return cards.stream().map(card -> tx.cards().put(signing.sign(tx, card, new Decision(by.user(), tx.now())))).toList();
		}));
	}

	private static List<Card> all(Tx tx, List<ChipSerial> serials) {
		if (serials.isEmpty()) {
			throw new Refusal(Why.FIELD_MISSING, "serialNumber");
		}
		Map<CardId, Card> cards = new LinkedHashMap<>();
		serials.stream().map(serial -> one(tx, serial)).forEach(card -> cards.put(card.id(), card));
		return List.copyOf(cards.values());
	}

	private static Card one(Tx tx, ChipSerial serial) {
		return find(tx, serial).orElseThrow(() -> new Refusal(Why.CARD_UNKNOWN, serial));
	}

	static Optional<Card> find(Tx tx, ChipSerial serial) {
		return tx.cardBySerial(serial).or(() -> {
			List<Card> shown = tx.cardsShown(serial.hex());
			return shown.size() == 1 ? Optional.of(shown.getFirst()) : Optional.empty();
		});
	}

	private static String named(List<Card> cards) {
		return cards.stream().map(card -> card.serial().shown()).collect(Collectors.joining(" "));
	}

	private List<Card> rung(List<Card> changed) {
		changed.forEach(card -> bell.ring(Topics.CARD, card.id()));
		return changed;
	}
}
