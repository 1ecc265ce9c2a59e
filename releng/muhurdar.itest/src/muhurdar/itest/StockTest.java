package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import muhurdar.api.BoxRow;
import muhurdar.api.CardJob;
import muhurdar.api.CardStock;
import muhurdar.api.SafeRow;
import muhurdar.api.StockTake;
import muhurdar.api.spi.PinSealer;
import muhurdar.api.spi.SealedPin;
import muhurdar.domain.Actor;
import muhurdar.domain.Batch;
import muhurdar.domain.Box;
import muhurdar.domain.Card;
import muhurdar.domain.CardState;
import muhurdar.domain.CardStep;
import muhurdar.domain.ChipRange;
import muhurdar.domain.ChipSerial;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Role;
import muhurdar.domain.Secret;
import muhurdar.domain.Why;

/** Boxes of blank cards: taken in, counted, kept for a batch, given up. */
class StockTest {

	private final ProductionLine line = new ProductionLine();
	private final Fixture fixture = line.fixture;
	private final CardStock stock = House.service(CardStock.class);

	private static Why why(Runnable asked) {
		return assertThrows(Refusal.class, asked::run).why();
	}

	private static String label() {
		return "K-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
	}

	/** So many serial numbers in a row that nobody else has. */
	private static List<ChipSerial> chips(int n) {
		String start = UUID.randomUUID().toString().replace("-", "").substring(0, 20).toUpperCase(Locale.ROOT);
		return new ChipRange(new ChipSerial(start + "0001"), new ChipSerial(start + "%04X".formatted(n))).serials();
	}

	private Box box(List<ChipSerial> chips) {
		return stock.receive(label(), ProductionLine.PROFILE, chips, fixture.producer);
	}

	private BoxRow row(Box box) {
		return stock.boxes(fixture.producer).stream().filter(each -> each.box() != null && each.box().id().equals(box.id()))
				.findFirst().orElseThrow();
	}

	@Test
	void aBoxIsReceivedWithItsCardsAndCountedByState() {
		List<ChipSerial> chips = chips(20);
		Box box = box(chips);
		assertEquals(new BoxRow(box, chips.getFirst(), chips.getLast(), Map.of(CardState.IN_STOCK, 20)), row(box));
		assertEquals(chips, stock.cardsOf(box.id(), fixture.producer).stream().map(card -> card.serial()).toList());
		assertEquals(box, stock.box(" " + box.label().toLowerCase(Locale.ROOT), fixture.producer));
	}

	@Test
	void aBoxIsReceivedOnceAndNoneThatOverlapsAnotherAndThenNothingOfIt() {
		List<ChipSerial> chips = chips(30);
		Box box = box(chips.subList(0, 20));
		assertEquals(Why.BOX_KNOWN, why(() -> stock.receive(box.label(), "akis", chips(1), fixture.producer)));
		Refusal overlap = assertThrows(Refusal.class, () -> box(chips.subList(18, 30)));
		assertEquals(Why.CARDS_KNOWN, overlap.why());
		assertEquals(List.of(2, chips.subList(18, 20), box.label()), overlap.arguments());
		assertEquals(List.of(), fixture.read(tx -> tx.cardBySerial(chips.get(25)).stream().toList()));
		assertEquals(20, row(box).all());
	}

	@Test
	void aBoxNeedsALabelATypeAndCardsAndSomebodyWhoKeepsTheStock() {
		assertEquals(Why.FIELD_MISSING, why(() -> stock.receive(" ", "akis", chips(1), fixture.producer)));
		assertEquals(Why.FIELD_MISSING, why(() -> stock.receive(label(), "", chips(1), fixture.producer)));
		assertEquals(Why.FIELD_MISSING, why(() -> stock.receive(label(), "akis", List.of(), fixture.producer)));
		assertEquals(Why.FIELD_INVALID, why(() -> stock.receive("x".repeat(41), "akis", chips(1), fixture.producer)));
		assertEquals(Why.NOT_ALLOWED, why(() -> stock.receive(label(), "akis", chips(1), fixture.dispatcher)));
		assertEquals(Why.NOT_FOUND, why(() -> stock.box(label(), fixture.producer)));
	}

	private List<ChipSerial> serials(List<Card> cards) {
		return cards.stream().map(Card::serial).toList();
	}

	private CardState state(ChipSerial chip) {
		return fixture.read(tx -> tx.cardBySerial(chip).orElseThrow()).state();
	}

	private Optional<CardJob> draw(Batch batch, ChipSerial chip) {
		return line.cards.draw(batch.id(), chip, ProductionLine.PROFILE, fixture.producer);
	}

	@Test
	void aBatchWithCardsOfItsOwnTakesThoseAndNoOtherAndNoOtherBatchTakesThem() {
		List<ChipSerial> chips = chips(6);
		Box box = box(chips);
		Batch batch = line.batch(line.orders(2));
		Batch other = line.batch(line.orders(2));
		assertEquals(chips.subList(0, 3), serials(stock.keep(batch.id(), chips.subList(0, 3), fixture.producer)));
		assertEquals(Map.of(CardState.IN_STOCK, 3, CardState.RESERVED, 3), row(box).counts());
		line.cards.run(batch.id(), fixture.producer);
		line.cards.run(other.id(), fixture.producer);

		Refusal kept = assertThrows(Refusal.class, () -> draw(other, chips.get(0)));
		assertEquals(Why.CARD_KEPT, kept.why());
		assertEquals(List.of(chips.get(0), batch.number()), kept.arguments());
		Refusal notKept = assertThrows(Refusal.class, () -> draw(batch, chips.get(5)));
		assertEquals(Why.CARD_NOT_KEPT, notKept.why());
		assertEquals(List.of(chips.get(5), batch.number()), notKept.arguments());
		assertTrue(draw(other, chips.get(5)).isPresent());
		CardJob job = draw(batch, chips.get(0)).orElseThrow();
		assertEquals(Why.CARD_NOT_IN_STOCK, why(() -> draw(batch, chips.get(0))));
		assertEquals(CardState.RESERVED, state(chips.get(0)));

		Card back = line.cards.failed(job.card(), CardStep.DRAW, "çıkarıldı", fixture.producer);
		assertTrue(back.kept(), "a kept card that was not begun stays with its batch");
		assertEquals(Why.CARD_KEPT, why(() -> draw(other, chips.get(0))));
		assertTrue(draw(batch, chips.get(0)).isPresent());
	}

	@Test
	void aKeptCardPutIntoAReaderOfAnotherBatchIsRefusedAndTheBatchGoesOn() throws Exception {
		line.blanks(14);
		List<ChipSerial> kept = line.hands.box().subList(0, 2);
		Batch other = line.batch(line.orders(1));
		stock.keep(other.id(), kept, fixture.producer);
		Batch batch = line.batch(line.orders(10));
		line.run(batch.id());
		assertEquals(10, line.cardsOf(batch).stream().filter(card -> card.state() == CardState.CHECKED).count());
		assertTrue(line.bench.made().stream().anyMatch(made -> made.refusal() != null && made.refusal().why() == Why.CARD_KEPT
				&& made.refusal().arguments().contains(other.number())), line.bench.made()::toString);
		kept.forEach(chip -> assertEquals(CardState.RESERVED, state(chip)));
	}

	@Test
	void whatIsKeptIsLeftAloneByARestartAndGivenBackByHandAndByCancelling() {
		List<ChipSerial> chips = chips(4);
		Box box = box(chips);
		Batch batch = line.batch(line.orders(1));
		stock.keep(batch.id(), chips, fixture.producer);
		line.cards.recover(Actor.SYSTEM);
		assertEquals(4, row(box).in(CardState.RESERVED));
		assertEquals(Why.WRONG_STATE, why(() -> line.cards.giveUp(chips.get(0), "x", fixture.producer)));
		assertEquals(1, stock.giveBack(batch.id(), chips.subList(0, 1), fixture.producer).size());
		assertEquals(Why.CARDS_NOT_OF_BATCH, why(() -> stock.giveBack(batch.id(), chips.subList(0, 2), fixture.producer)));
		assertEquals(3, row(box).in(CardState.RESERVED));
		line.cards.cancel(batch.id(), fixture.producer);
		assertEquals(Map.of(CardState.IN_STOCK, 4), row(box).counts());
		assertEquals(Why.WRONG_STATE, why(() -> stock.keep(batch.id(), chips, fixture.producer)));
	}

	@Test
	void aBatchWhoseCardsWereAllGivenBackTakesAnyAgain() {
		List<ChipSerial> chips = chips(2);
		box(chips);
		Batch batch = line.batch(line.orders(1));
		stock.keep(batch.id(), chips.subList(0, 1), fixture.producer);
		stock.giveBack(batch.id(), List.of(), fixture.producer);
		line.cards.run(batch.id(), fixture.producer);
		assertTrue(draw(batch, chips.get(1)).isPresent());
	}

	@Test
	void cardsAreKeptAllOrNoneAndOnlyFromStockAndForABatchThatHasNotBegun() {
		List<ChipSerial> chips = chips(4);
		Box box = box(chips);
		Batch batch = line.batch(line.orders(1));
		Batch other = line.batch(line.orders(1));
		stock.keep(other.id(), chips.subList(3, 4), fixture.producer);
		assertEquals(Why.CARD_KEPT, why(() -> stock.keep(batch.id(), chips, fixture.producer)));
		assertEquals(Why.CARD_UNKNOWN, why(() -> stock.keep(batch.id(), chips(1), fixture.producer)));
		assertEquals(Why.FIELD_MISSING, why(() -> stock.keep(batch.id(), List.of(), fixture.producer)));
		assertEquals(Why.NOT_ALLOWED, why(() -> stock.keep(batch.id(), chips, fixture.operator)));
		assertEquals(3, row(box).in(CardState.IN_STOCK));
		line.cards.run(batch.id(), fixture.producer);
		assertEquals(Why.WRONG_STATE, why(() -> stock.keep(batch.id(), chips.subList(0, 1), fixture.producer)));
		line.cards.pause(batch.id(), fixture.producer);
		assertEquals(Why.WRONG_STATE, why(() -> stock.keep(batch.id(), chips.subList(0, 1), fixture.producer)),
				"it was begun with cards from the stock");
	}

	@Test
	void ofTwoDesksThatKeepTheSameCardOneIsRefused() {
		List<ChipSerial> chips = chips(1);
		box(chips);
		List<Batch> batches = List.of(line.batch(line.orders(1)), line.batch(line.orders(1)));
		List<String> answers = batches.parallelStream().map(batch -> {
			try {
				stock.keep(batch.id(), chips, fixture.producer);
				return "kept";
			} catch (Refusal no) {
				return no.why().name();
			}
		}).sorted(Comparator.comparing("kept"::equals)).toList();
		assertEquals("kept", answers.get(1));
		assertTrue(List.of("CARD_KEPT", "CHANGED_MEANWHILE").contains(answers.get(0)), answers.get(0));
	}

	@Test
	void aStockTakeFindsWhatIsMissingAndTheNextOneWhatIsThereAgain() {
		List<ChipSerial> chips = chips(5);
		Box box = box(chips);
		ChipSerial stranger = chips(1).getFirst();
		List<ChipSerial> foreign = chips(1);
		box(foreign);
		List<ChipSerial> seen = List.of(chips.get(0), new ChipSerial(chips.get(1).shown()), chips.get(2), stranger,
				foreign.getFirst());
		StockTake shown = stock.look(box.id(), seen, fixture.producer);
		assertEquals(chips.subList(0, 3), serials(shown.inPlace()));
		assertEquals(chips.subList(3, 5), serials(shown.missing()));
		assertEquals(List.of(stranger), shown.unknown());
		assertEquals(foreign, serials(shown.elsewhere()));
		assertEquals(5, row(box).in(CardState.IN_STOCK), "looking changes nothing");

		stock.confirm(shown, fixture.producer);
		assertEquals(Map.of(CardState.IN_STOCK, 3, CardState.MISSING, 2), row(box).counts());
		assertEquals(CardState.IN_STOCK, state(foreign.getFirst()));
		Batch batch = line.batch(line.orders(1));
		assertEquals(Why.CARD_NOT_IN_STOCK, why(() -> stock.keep(batch.id(), chips.subList(3, 4), fixture.producer)));

		StockTake again = stock.look(box.id(), chips.subList(0, 4), fixture.producer);
		assertEquals(chips.subList(3, 4), serials(again.foundAgain()));
		assertEquals(List.of(), again.missing());
		stock.confirm(again, fixture.producer);
		assertEquals(Map.of(CardState.IN_STOCK, 4, CardState.MISSING, 1), row(box).counts());
	}

	@Test
	void aStockTakeThatWasOvertakenChangesNothing() {
		List<ChipSerial> chips = chips(3);
		Box box = box(chips);
		StockTake first = stock.look(box.id(), chips.subList(0, 1), fixture.producer);
		StockTake second = stock.look(box.id(), chips, fixture.supervisor);
		stock.spoil(chips.get(2), "çizik", fixture.producer);
		assertEquals(Why.CHANGED_MEANWHILE, why(() -> stock.confirm(first, fixture.producer)));
		assertEquals(Map.of(CardState.IN_STOCK, 2, CardState.SPOILED, 1), row(box).counts());
		stock.confirm(second, fixture.supervisor);
		StockTake third = stock.look(box.id(), chips, fixture.producer);
		stock.confirm(third, fixture.producer);
		assertEquals(Why.CHANGED_MEANWHILE, why(() -> stock.confirm(third, fixture.supervisor)), "of two desks one is told");
	}

	@Test
	void aDamagedBlankIsSpoiledForAReasonAndNothingElseIs() {
		List<ChipSerial> chips = chips(3);
		box(chips);
		assertEquals(Why.REASON_MISSING, why(() -> stock.spoil(chips.get(0), " ", fixture.producer)));
		assertEquals("kırık", stock.spoil(chips.get(0), " kırık ", fixture.producer).spoiledBecause());
		assertEquals(Why.WRONG_STATE, why(() -> stock.spoil(chips.get(0), "yine", fixture.producer)));
		assertEquals(Why.CARD_UNKNOWN, why(() -> stock.spoil(chips(1).getFirst(), "x", fixture.producer)));
		Batch batch = line.batch(line.orders(1));
		stock.keep(batch.id(), chips.subList(1, 2), fixture.producer);
		assertEquals(batch.id(), stock.spoil(chips.get(1), "kırık", fixture.producer).batch());
		Batch running = line.batch(line.orders(1));
		line.cards.run(running.id(), fixture.producer);
		draw(running, chips.get(2)).orElseThrow();
		assertEquals(Why.WRONG_STATE, why(() -> stock.spoil(chips.get(2), "x", fixture.producer)), "it is being made");
	}

	private SafeRow inSafe(ChipSerial chip) {
		return Stream.concat(stock.safe(fixture.producer).stream(), stock.destroyed(fixture.producer).stream())
				.filter(row -> row.card().serial().equals(chip)).findFirst().orElseThrow();
	}

	private String name(Actor actor) {
		return fixture.read(tx -> tx.users().get(actor.user()).name());
	}

	@Test
	void aSpoiledCardGoesIntoTheSafeAndIsDestroyedByTwoPeopleWhoseNamesAreKept() {
		List<ChipSerial> chips = chips(2);
		box(chips);
		ChipSerial chip = chips.get(0);
		assertEquals(Why.WRONG_STATE, why(() -> stock.intoSafe(List.of(chip), fixture.producer)));
		stock.spoil(chip, "kırık", fixture.producer);
		assertEquals("", inSafe(chip).laidBy());
		assertEquals(Why.CARDS_NOT_IN_SAFE, why(() -> stock.condemn(List.of(chip), fixture.producer)));
		assertEquals(Why.DESTRUCTION_UNSIGNED, why(() -> stock.destroy(List.of(chip), fixture.supervisor)));
		stock.intoSafe(List.of(chip), fixture.producer);
		assertEquals(name(fixture.producer), inSafe(chip).laidBy());
		assertEquals(Why.CARD_IN_SAFE, why(() -> stock.intoSafe(List.of(chip), fixture.producer)));

		stock.condemn(List.of(chip), fixture.supervisor);
		assertEquals(Why.DESTRUCTION_SIGNED, why(() -> stock.condemn(List.of(chip), fixture.producer)));
		assertEquals(Why.SECOND_PERSON_NEEDED, why(() -> stock.destroy(List.of(chip), fixture.supervisor)));
		assertEquals(Why.NOT_ALLOWED, why(() -> stock.destroy(List.of(chip), fixture.producer)));
		assertEquals(CardState.SPOILED, state(chip));
		Actor second = fixture.user(Role.SUPERVISOR, null);
		stock.destroy(List.of(chip), second);
		assertEquals(CardState.DESTROYED, state(chip));
		assertEquals(name(fixture.supervisor), inSafe(chip).condemnedBy());
		assertEquals(name(second), inSafe(chip).destroyedBy());
		assertEquals(Why.WRONG_STATE, why(() -> stock.destroy(List.of(chip), second)));
		assertEquals(Why.CARD_UNKNOWN, why(() -> stock.condemn(chips(1), fixture.producer)));
	}

	@Test
	void aReturnedCardIsDestroyedOnlyWhenItsCertificateIsRevoked() {
		Fixture.Finished made = fixture.finished(fixture.person(), OrderKind.NEW, null);
		ChipSerial chip = made.card().serial();
		Card card = sealed(made.card());
		fixture.write(tx -> tx.cards().put(tx.cards().get(card.id()).to(CardState.IN_SAFE, tx.now())));
		assertEquals(Why.CERTIFICATE_STANDS, why(() -> stock.condemn(List.of(chip), fixture.producer)));
		fixture.write(tx -> tx.certificates().put(tx.certificates().get(made.certificate().id())
				.revoked(RevocationReason.CESSATION_OF_OPERATION, tx.now())));
		stock.condemn(List.of(new ChipSerial(chip.shown())), fixture.producer);
		stock.destroy(List.of(chip), fixture.supervisor);
		assertEquals(CardState.DESTROYED, state(chip));
	}

	/** With a PIN of its own in the vault. */
	private Card sealed(Card made) {
		try (Secret pin = Secret.taking(new byte[] { '3', '1', '4', '1', '5', '9' })) {
			SealedPin sealed = House.service(PinSealer.class).seal(made.id(), made.serial(), pin);
			return fixture.write(tx -> tx.cards().put(new Card(made.id(), made.version(), made.state(), made.serial(),
					made.profile(), made.box(), made.batch(), made.order(), made.envelope(), made.producer(), made.publicKey(),
					sealed.slot(), sealed.sealed(), made.pukKeyVersion(), made.qualityNonce(), made.qualitySignature(),
					made.pinTriesSeen(), null, null, tx.now())));
		}
	}
}
